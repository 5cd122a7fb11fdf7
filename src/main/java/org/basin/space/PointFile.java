package org.basin.space;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A file of points, read row by row as text: columns are hyperparameters, rows are points. */
sealed interface PointFile extends Closeable permits CsvPoints, ParquetPoints {

  /** Opens a file by its ending: {@code .parquet}, or CSV. */
  static PointFile open(String file) throws IOException {
    Path path = new Path(file);
    Configuration configuration = new Configuration();
    return parquet(file)
        ? new ParquetPoints(path, configuration)
        : new CsvPoints(path.getFileSystem(configuration).open(path));
  }

  /** Whether a file is taken for Parquet. */
  static boolean parquet(String file) {
    return file.toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  /** Names of the columns; empty when the file is. */
  List<String> names();

  /** Reads the next row; false at the end. */
  boolean next() throws IOException;

  /** Cells of the row at hand, "" where there is none; may be more or fewer than the names. */
  List<String> cells();

  /** Line of the row at hand, from 1; for Parquet the number of the row. */
  int line();

  /** Where a cell of the row at hand begins on its line, from 1; for Parquet its column. */
  int column(int cell);
}
