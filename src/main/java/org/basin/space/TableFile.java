package org.basin.space;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A table in a file, read row by row as text: a header that names the columns, then rows. */
public sealed interface TableFile extends Closeable permits CsvTable, ParquetTable {

  /** How pandas names an index: not at all, in Parquet so, and read back from CSV so. */
  Pattern PANDAS = Pattern.compile("|__index_level_\\d+__|Unnamed: \\d+");

  /** How a file is written without the index that pandas adds, for messages. */
  String WITHOUT_INDEX = "write the file without it (index=False)";

  /**
   * Opens a CSV file.
   *
   * @param bytes its content, closed with the table
   */
  static TableFile csv(InputStream bytes) throws IOException {
    return new CsvTable(bytes);
  }

  /** Opens a Parquet file, or a folder of them. */
  static TableFile parquet(Path path, Configuration configuration) throws IOException {
    return new ParquetTable(path, configuration);
  }

  /** Names of the columns; empty when the file is. */
  List<String> names();

  /** Why the cells of a column cannot be read as text, such as its type; "" when they can be. */
  String obstacle(int column);

  /** Whether a column is the index of a pandas table: it numbers the rows and says nothing else. */
  boolean index(int column);

  /** Reads the next row; false at the end. */
  boolean next() throws IOException;

  /** Cells of the row at hand, "" where there is none; may be more or fewer than the names. */
  List<String> cells();

  /**
   * Line of the row at hand, from 1, before the first that of the header; of Parquet its number.
   */
  int line();

  /** Where a cell of the row at hand begins on its line, from 1; for Parquet its column. */
  int column(int cell);
}
