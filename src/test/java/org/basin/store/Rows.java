package org.basin.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Real Parquet files of trial numbers, and reading them as any reader would: by a glob. */
public final class Rows {

  public static final Configuration CONFIGURATION = new Configuration();

  /** Options of its own for each file would parse Hadoop's defaults each time. */
  private static final ParquetReadOptions READING =
      HadoopReadOptions.builder(CONFIGURATION).build();

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message trials { required int64 trial; optional float error; }");

  private Rows() {}

  /** Writes trials {@code [from, until)} in two files, as two tasks would; error is -trial. */
  static List<Written> write(Path folder, long from, long until) {
    long middle = (from + until) / 2;
    return List.of(
        write(folder, "part-0-" + System.nanoTime() + ".parquet", from, middle),
        write(folder, "part-1-" + System.nanoTime() + ".parquet", middle, until));
  }

  static Written write(Path folder, String name, long from, long until) {
    return write(folder, name, LongStream.range(from, until).boxed().toList());
  }

  /** Writes some trials in a file; error is -trial. */
  public static Written write(Path folder, String name, List<Long> trials) {
    java.nio.file.Path file = LinkedFile.local(new Path(folder, name));
    try {
      Files.createDirectories(file.getParent());
      try (ParquetWriter<Group> writer =
          ExampleParquetWriter.builder(new org.apache.parquet.io.LocalOutputFile(file))
              .withConf(CONFIGURATION)
              .withType(SCHEMA)
              .build()) {
        SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
        for (long trial : trials) {
          writer.write(rows.newGroup().append("trial", trial).append("error", (float) -trial));
        }
      }
      LongSummaryStatistics all = trials.stream().mapToLong(trial -> -trial).summaryStatistics();
      boolean none = trials.isEmpty();
      return new Written(
          name,
          Files.size(file),
          trials.size(),
          checksums(Files.readAllBytes(file)),
          none ? Double.NaN : all.getMin(),
          none ? Double.NaN : all.getMax());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The footer's length stands before the last four bytes. */
  private static Checksums checksums(byte[] file) {
    int footer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
    return Checksums.of(file, footer + 8);
  }

  /** Trial numbers of {@code waves/*}{@code /*.parquet}, sorted. */
  public static List<Long> glob(java.nio.file.Path run) throws IOException {
    return read(run).stream().map(row -> row.getLong("trial", 0)).toList();
  }

  /** All rows of {@code waves/*}{@code /*.parquet} as text, by trial. */
  public static List<String> lines(java.nio.file.Path run) throws IOException {
    return read(run).stream().map(Group::toString).toList();
  }

  private static List<Group> read(java.nio.file.Path run) throws IOException {
    List<Group> rows = new ArrayList<>();
    try (Stream<java.nio.file.Path> files = Files.walk(run.resolve("waves"))) {
      for (java.nio.file.Path file :
          files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        try (ParquetFileReader reader =
            ParquetFileReader.open(
                HadoopInputFile.fromPath(new Path(file.toUri()), CONFIGURATION), READING)) {
          MessageType schema = reader.getFileMetaData().getSchema();
          MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
          for (PageReadStore group = reader.readNextRowGroup();
              group != null;
              group = reader.readNextRowGroup()) {
            RecordReader<Group> records =
                columns.getRecordReader(group, new GroupRecordConverter(schema));
            for (long row = 0; row < group.getRowCount(); row++) {
              rows.add(records.read());
            }
          }
        }
      }
    }
    rows.sort(Comparator.comparingLong(row -> row.getLong("trial", 0)));
    return rows;
  }
}
