package org.basin.store;

import static java.lang.Double.NaN;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/**
 * A Parquet file of results, written column by column: results lie in columns already, and turning
 * them into rows for Spark's writer and back into columns for Parquet would cost more than training
 * them.
 *
 * <p>Everything between the arrays and the disk is parquet-java's. All columns have the same number
 * of values whenever a page may end, because pages end at multiples of {@link #PAGE_ROWS} only and
 * results are cut there.
 */
public final class ResultFile implements Closeable {

  private static final int PAGE_ROWS = 20_480;

  /** A reader's unit of parallel work, and what a writer holds in memory: about 20 MB. */
  private static final int ROW_GROUP = 50 * PAGE_ROWS;

  /** Histories fill memory with fewer rows. */
  private static final long GROUP_BYTES = 64L << 20;

  private static final CompressionCodecName CODEC = CompressionCodecName.ZSTD;
  private static final long BLOCK_BYTES = 128L << 20;

  private final Configuration configuration;
  private final Path path;
  private final List<ResultColumn> columns;
  private final MessageType schema;
  private final ParquetProperties properties;
  private final Map<String, String> facts;
  private final SummedFile summed;
  private final ParquetFileWriter file;
  private final CodecFactory codecs;
  private final List<ColumnCopier> copiers = new ArrayList<>();

  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStoreV1 store;
  private int groupRows;
  private long rows;
  private final Map<String, Wave.Extent> extents = new HashMap<>();

  /**
   * Creates a file.
   *
   * @param path must not exist
   * @param columns in order
   * @param facts key-value metadata
   * @throws IOException when the store refuses
   */
  public ResultFile(
      Configuration configuration, Path path, List<ResultColumn> columns, Map<String, String> facts)
      throws IOException {
    this.configuration = configuration;
    this.path = path;
    this.columns = List.copyOf(columns);
    this.facts = Map.copyOf(facts);
    schema = ResultSchema.of(columns);
    properties = properties(columns);
    codecs = new CodecFactory(configuration, properties.getPageSizeThreshold());
    summed = new SummedFile(outputFile(configuration, path));
    file =
        new ParquetFileWriter(
            summed, schema, ParquetFileWriter.Mode.CREATE, BLOCK_BYTES, 0, null, properties);
    file.start();
    begin();
  }

  /**
   * On a local disk without Hadoop, which starts a process to set the permissions of each file, and
   * keeps a second file of checksums beside it.
   */
  static OutputFile outputFile(Configuration configuration, Path path) throws IOException {
    if (!(AtomicFile.of(path.getFileSystem(configuration)) instanceof LinkedFile)) {
      return HadoopOutputFile.fromPath(path, configuration);
    }
    java.nio.file.Path file = LinkedFile.local(path);
    Files.createDirectories(file.getParent());
    return new LocalOutputFile(file);
  }

  private static ParquetProperties properties(List<ResultColumn> columns) {
    ParquetProperties.Builder builder =
        ParquetProperties.builder()
            .withMinRowCountForPageSizeCheck(PAGE_ROWS)
            .withPageRowCountLimit(PAGE_ROWS)
            .estimateRowCountForPageSizeCheck(false)
            .withPageWriteChecksumEnabled(true)
            .withSizeStatisticsEnabled(false);
    for (ResultColumn column : columns) {
      boolean list = column.type() == ResultColumn.Type.FLOATS;
      String path = list ? column.name() + ".list.element" : column.name();
      builder.withDictionaryEncoding(path, column.repeats());
    }
    return builder.build();
  }

  private void begin() {
    pages =
        new ColumnChunkPageWriteStore(
            codecs.getCompressor(CODEC),
            schema,
            new HeapByteBufferAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    store = new ColumnWriteStoreV1(schema, pages, properties);
    copiers.clear();
    for (int c = 0; c < columns.size(); c++) {
      ColumnDescriptor descriptor = schema.getColumns().get(c);
      ColumnWriter writer = store.getColumnWriter(descriptor);
      copiers.add(ColumnCopier.of(columns.get(c), writer));
    }
    groupRows = 0;
  }

  /** Adds all rows of some results. */
  public void write(Results results) throws IOException {
    for (ResultColumn column : columns) {
      if (column.type() == ResultColumn.Type.FLOAT) {
        extents.merge(column.name(), extent(column, results), Wave.Extent::and);
      }
    }
    int from = 0;
    while (from < results.rows()) {
      int until = Math.min(results.rows(), from + PAGE_ROWS - groupRows % PAGE_ROWS);
      for (ColumnCopier copier : copiers) {
        copier.copy(results, from, until);
      }
      for (int row = from; row < until; row++) {
        store.endRecord();
      }
      groupRows += until - from;
      rows += until - from;
      from = until;
      if (groupRows == ROW_GROUP || store.getBufferedSize() > GROUP_BYTES) {
        flush();
        begin();
      }
    }
  }

  private static Wave.Extent extent(ResultColumn metric, Results results) {
    float[] scores = metric.floats(results);
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int row = 0; row < results.rows(); row++) {
      float score = scores[row];
      if (results.state(row) == Results.State.COMPLETE && !Float.isNaN(score)) {
        least = Math.min(least, score);
        greatest = Math.max(greatest, score);
      }
    }
    return least > greatest
        ? new Wave.Extent(metric.name(), NaN, NaN)
        : new Wave.Extent(metric.name(), least + 0.0, greatest + 0.0); // no -0.0
  }

  private void flush() throws IOException {
    file.startBlock(groupRows);
    store.flush();
    pages.flushToFileWriter(file);
    file.endBlock();
    store.close();
    pages.close();
  }

  /** How many rows were written. */
  public long rows() {
    return rows;
  }

  /**
   * Ends the file, which outlives a power cut then; without this it is no Parquet file.
   *
   * @param metric whose extent over the COMPLETE trials is wanted: others are not ranked
   */
  public Written finish(String metric) throws IOException {
    if (groupRows > 0) {
      flush();
    }
    summed.beginTail();
    file.end(facts);
    long bytes = file.getPos();
    file.close();
    AtomicFile.sync(path.getFileSystem(configuration), path);
    Wave.Extent extent = extents.getOrDefault(metric, new Wave.Extent(metric, NaN, NaN));
    return new Written(path.getName(), bytes, rows, summed.checksums(), extent.min(), extent.max());
  }

  /** Gives the file back, finished or not. */
  @Override
  public void close() throws IOException {
    codecs.release();
    file.close();
  }
}
