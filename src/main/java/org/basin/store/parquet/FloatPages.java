package org.basin.store.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/** Pages of real numbers of which hardly two are equal, as they are; NaN is null. */
final class FloatPages implements ColumnPages {

  private final ResultColumn column;
  private final ColumnDescriptor descriptor;
  private final Levels levels = new Levels(1);
  private final Bytes values = new Bytes();
  private final Bytes page = new Bytes();
  private int nulls;
  private float least = Float.POSITIVE_INFINITY;
  private float greatest = Float.NEGATIVE_INFINITY;

  FloatPages(ResultColumn column, ColumnDescriptor descriptor) {
    this.column = column;
    this.descriptor = descriptor;
    if (!column.nullable()) {
      throw new IllegalStateException("a metric may be null, got column " + column.name());
    }
  }

  @Override
  public void add(Results results, int from, int until) {
    float[] all = column.floats(results);
    int row = from;
    while (row < until) {
      int start = row;
      while (row < until && !Float.isNaN(all[row])) {
        if (all[row] < least) {
          least = all[row];
        }
        if (all[row] > greatest) {
          greatest = all[row];
        }
        row++;
      }
      if (row > start) {
        values.floats(all, start, row);
        levels.add(1, row - start);
      }
      start = row;
      while (row < until && Float.isNaN(all[row])) {
        row++;
      }
      if (row > start) {
        nulls += row - start;
        levels.add(0, row - start);
      }
    }
  }

  @Override
  public void endPage(PageWriter pages, int rows) throws IOException {
    Statistics<?> statistics = Extremes.of(descriptor);
    statistics.incrementNumNulls(nulls);
    if (nulls < rows) {
      statistics.updateStats(least);
      statistics.updateStats(greatest);
    }
    page.clear();
    levels.write(page);
    page.append(values);
    pages.writePage(
        page.input(),
        rows,
        rows,
        Extremes.withZeros(statistics),
        Encoding.BIT_PACKED,
        levels.encoding(),
        Encoding.PLAIN);
    values.clear();
    nulls = 0;
    least = Float.POSITIVE_INFINITY;
    greatest = Float.NEGATIVE_INFINITY;
  }

  @Override
  public void endGroup(PageWriter pages) {}

  @Override
  public long size() {
    return values.size();
  }
}
