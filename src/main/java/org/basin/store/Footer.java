package org.basin.store;

import java.io.IOException;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * What the end of a Parquet file says without reading its rows.
 *
 * @param rows how many there are
 * @param min the least value of the column asked for; empty when no row has one
 * @param max the greatest value of the column asked for; empty when no row has one
 */
public record Footer(long rows, OptionalDouble min, OptionalDouble max) {

  /**
   * Reads a footer.
   *
   * @param column a numeric column; one that does not exist has neither least nor greatest value
   * @throws StoreException if the file cannot be read or is no Parquet file
   */
  public static Footer read(Configuration configuration, Path file, String column) {
    try {
      return read(configuration, file.getFileSystem(configuration).getFileStatus(file), column);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static Footer read(Configuration configuration, FileStatus file, String column) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, configuration))) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      for (BlockMetaData rows : reader.getFooter().getBlocks()) {
        for (ColumnChunkMetaData chunk : rows.getColumns()) {
          Statistics<?> known = chunk.getStatistics();
          if (chunk.getPath().toDotString().equals(column)
              && known != null
              && known.hasNonNullValue()
              && known.genericGetMin() instanceof Number least
              && known.genericGetMax() instanceof Number greatest) {
            // Parquet notes a least zero as -0.0; adding 0.0 takes the sign away
            min = Math.min(min, least.doubleValue() + 0.0);
            max = Math.max(max, greatest.doubleValue() + 0.0);
          }
        }
      }
      boolean any = min <= max;
      return new Footer(
          reader.getRecordCount(),
          any ? OptionalDouble.of(min) : OptionalDouble.empty(),
          any ? OptionalDouble.of(max) : OptionalDouble.empty());
    } catch (IOException | RuntimeException e) {
      throw unreadable(file.getPath(), e);
    }
  }

  private static StoreException unreadable(Path file, Exception e) {
    return new StoreException(
        file + ": a wave's file must be a readable Parquet file (" + e.getMessage() + ")", e);
  }
}
