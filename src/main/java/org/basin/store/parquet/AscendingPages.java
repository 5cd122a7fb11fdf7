package org.basin.store.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/** Pages of whole numbers that ascend, as differences. */
final class AscendingPages implements ColumnPages {

  private static final int CAPACITY = 1 << 10;
  private static final int SLAB = 1 << 16;

  private final ResultColumn column;
  private final ColumnDescriptor descriptor;
  private final DeltaBinaryPackingValuesWriterForLong page =
      new DeltaBinaryPackingValuesWriterForLong(CAPACITY, SLAB, new HeapByteBufferAllocator());
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  AscendingPages(ResultColumn column, ColumnDescriptor descriptor) {
    this.column = column;
    this.descriptor = descriptor;
  }

  @Override
  public void add(Results results, int from, int until) {
    long[] values = column.longs(results);
    for (int row = from; row < until; row++) {
      page.writeLong(values[row]);
    }
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
        page.getBytes(),
        rows,
        rows,
        statistics,
        Encoding.BIT_PACKED,
        Encoding.BIT_PACKED,
        page.getEncoding());
    page.reset();
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
  }

  @Override
  public void endGroup(PageWriter pages) {}

  @Override
  public long size() {
    return page.getBufferedSize();
  }
}
