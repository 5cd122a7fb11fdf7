package org.basin.read;

import java.util.Iterator;
import java.util.List;

/** What a question brings, row by row; closed by who asked. */
public interface RowStream extends Iterator<Row>, AutoCloseable {

  /** The columns, in order. */
  List<Column> columns();

  @Override
  void close();
}
