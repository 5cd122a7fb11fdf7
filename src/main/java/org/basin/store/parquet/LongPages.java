package org.basin.store.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/** Pages of whole numbers that are all different, as they are. */
final class LongPages implements ColumnPages {

  private final ResultColumn column;
  private final ColumnDescriptor descriptor;
  private final Bytes page = new Bytes();
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  LongPages(ResultColumn column, ColumnDescriptor descriptor) {
    this.column = column;
    this.descriptor = descriptor;
  }

  @Override
  public void add(Results results, int from, int until) {
    long[] values = column.longs(results);
    page.longs(values, from, until);
    for (int row = from; row < until; row++) {
      least = Math.min(least, values[row]);
      greatest = Math.max(greatest, values[row]);
    }
  }

  @Override
  public void endPage(PageWriter pages, int rows) throws IOException {
    Statistics<?> statistics = Extremes.of(descriptor);
    statistics.updateStats(least);
    statistics.updateStats(greatest);
    pages.writePage(
        page.input(),
        rows,
        rows,
        statistics,
        Encoding.BIT_PACKED,
        Encoding.BIT_PACKED,
        Encoding.PLAIN);
    page.clear();
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
  }

  @Override
  public void endGroup(PageWriter pages) {}

  @Override
  public long size() {
    return page.size();
  }
}
