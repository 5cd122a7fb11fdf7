package org.basin.store.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/** Makes the pages of one column, row group after row group. */
interface ColumnPages {

  /** Adds rows {@code [from, until)} to the page at hand. */
  void add(Results results, int from, int until);

  /**
   * Writes the page at hand.
   *
   * @param rows in it, at least one
   */
  void endPage(PageWriter pages, int rows) throws IOException;

  /** No page more comes in this row group. */
  void endGroup(PageWriter pages) throws IOException;

  /** Bytes of the page at hand, about. */
  long size();

  static ColumnPages of(ResultColumn column, ColumnDescriptor descriptor) {
    if (column.repeats()) {
      return new DictionaryPages(
          column.type() == ResultColumn.Type.TEXT ? new Texts(column) : new Numbers(column),
          descriptor);
    }
    return switch (column.type()) {
      case LONG ->
          column.ascends()
              ? new AscendingPages(column, descriptor)
              : new LongPages(column, descriptor);
      case FLOAT -> new FloatPages(column, descriptor);
      case FLOATS -> new ListPages(column, descriptor);
      case INT, DOUBLE, TEXT ->
          throw new IllegalStateException(
              "values of type %s must repeat, got column %s"
                  .formatted(column.type(), column.name()));
    };
  }
}
