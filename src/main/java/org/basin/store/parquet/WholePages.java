package org.basin.store.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/** Pages of whole numbers that hardly repeat and are never null, with their extremes. */
abstract class WholePages implements ColumnPages {

  private final ResultColumn column;
  private final ColumnDescriptor descriptor;
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  WholePages(ResultColumn column, ColumnDescriptor descriptor) {
    this.column = column;
    this.descriptor = descriptor;
  }

  /** Adds values {@code [from, until)} to the page at hand. */
  abstract void add(long[] values, int from, int until);

  /** The page at hand. */
  abstract BytesInput page();

  abstract Encoding encoding();

  /** Begins the next page. */
  abstract void clear();

  @Override
  public final void add(Results results, int from, int until) {
    long[] values = column.longs(results);
    add(values, from, until);
    for (int row = from; row < until; row++) {
      least = Math.min(least, values[row]);
      greatest = Math.max(greatest, values[row]);
    }
  }

  @Override
  public final void endPage(PageWriter pages, int rows) throws IOException {
    Statistics<?> statistics = Extremes.of(descriptor);
    statistics.updateStats(least);
    statistics.updateStats(greatest);
    BytesInput page = page();
    pages.writePage(
        page, rows, rows, statistics, Encoding.BIT_PACKED, Encoding.BIT_PACKED, encoding());
    clear();
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
  }

  @Override
  public final void endGroup(PageWriter pages) {}
}
