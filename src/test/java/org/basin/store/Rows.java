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
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Real Parquet files of trial numbers, and reading them as any reader would: by a glob. */
public final class Rows {

  public static final Configuration CONFIGURATION = new Configuration();

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
        try (ParquetReader<Group> reader =
            ParquetReader.builder(new GroupReadSupport(), new Path(file.toUri()))
                .withConf(CONFIGURATION)
                .build()) {
          for (Group row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
          }
        }
      }
    }
    rows.sort(Comparator.comparingLong(row -> row.getLong("trial", 0)));
    return rows;
  }
}
