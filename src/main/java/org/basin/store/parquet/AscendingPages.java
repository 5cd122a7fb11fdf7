package org.basin.store.parquet;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.basin.trial.ResultColumn;

/** Pages of whole numbers that ascend, as differences. */
final class AscendingPages extends WholePages {

  private static final int CAPACITY = 1 << 10;
  private static final int SLAB = 1 << 16;

  private final DeltaBinaryPackingValuesWriterForLong page =
      new DeltaBinaryPackingValuesWriterForLong(CAPACITY, SLAB, new HeapByteBufferAllocator());

  AscendingPages(ResultColumn column, ColumnDescriptor descriptor) {
    super(column, descriptor);
  }

  @Override
  void add(long[] values, int from, int until) {
    for (int row = from; row < until; row++) {
      page.writeLong(values[row]);
    }
  }

  @Override
  BytesInput page() {
    return page.getBytes();
  }

  @Override
  Encoding encoding() {
    return page.getEncoding();
  }

  @Override
  void clear() {
    page.reset();
  }

  @Override
  public long size() {
    return page.getBufferedSize();
  }
}
