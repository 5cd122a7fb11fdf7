package org.basin.store;

import static java.lang.Double.NaN;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.basin.store.parquet.ResultSchema;
import org.basin.store.parquet.RowGroup;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/**
 * A Parquet file of results, written column by column: results lie in columns already, and turning
 * them into rows for Spark's writer and back into columns for Parquet would cost more than training
 * them.
 *
 * <p>Pages are made by {@link RowGroup}; codecs, statistics, the file and its footer are
 * parquet-java's.
 */
public final class ResultFile implements Closeable {

  /** A reader's unit of parallel work, and what a writer holds in memory: about 20 MB. */
  private static final int GROUP_ROWS = 50 * RowGroup.PAGE_ROWS;

  /** Histories fill memory with fewer rows. */
  private static final long GROUP_BYTES = 64L << 20;

  private static final CompressionCodecName CODEC = CompressionCodecName.ZSTD;
  private static final long BLOCK_BYTES = 128L << 20;

  private static final ParquetProperties PROPERTIES =
      ParquetProperties.builder()
          .withPageWriteChecksumEnabled(true)
          .withSizeStatisticsEnabled(false)
          .build();

  private final Configuration configuration;
  private final Path path;
  private final List<ResultColumn> columns;
  private final Map<String, String> facts;
  private final SummedFile summed;
  private final ParquetFileWriter file;
  private final CodecFactory codecs;
  private final RowGroup group;
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
    codecs = new CodecFactory(configuration, PROPERTIES.getPageSizeThreshold());
    group = new RowGroup(columns, codecs.getCompressor(CODEC), PROPERTIES);
    summed = new SummedFile(outputFile(configuration, path));
    file =
        new ParquetFileWriter(
            summed,
            ResultSchema.of(columns),
            ParquetFileWriter.Mode.CREATE,
            BLOCK_BYTES,
            0,
            null,
            PROPERTIES);
    file.start();
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

  /** Adds all rows of some results. */
  public void write(Results results) throws IOException {
    for (ResultColumn column : columns) {
      if (column.type() == ResultColumn.Type.FLOAT) {
        extents.merge(column.name(), extent(column, results), Wave.Extent::and);
      }
    }
    int from = 0;
    while (from < results.rows()) {
      int until = Math.min(results.rows(), from + group.room());
      group.add(results, from, until);
      rows += until - from;
      from = until;
      if (group.rows() == GROUP_ROWS || group.size() > GROUP_BYTES) {
        group.flush(file);
      }
    }
  }

  private static Wave.Extent extent(ResultColumn metric, Results results) {
    float[] scores = metric.floats(results);
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int row = 0; row < results.rows(); row++) {
      float score = scores[row];
      if ((score < least || score > greatest) && results.state(row) == Results.State.COMPLETE) {
        least = Math.min(least, score);
        greatest = Math.max(greatest, score);
      }
    }
    return least > greatest
        ? new Wave.Extent(metric.name(), NaN, NaN)
        : new Wave.Extent(metric.name(), least + 0.0, greatest + 0.0); // no -0.0
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
    if (group.rows() > 0) {
      group.flush(file);
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
    group.close();
    codecs.release();
    file.close();
  }
}
