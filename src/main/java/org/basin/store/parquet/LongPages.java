package org.basin.store.parquet;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.basin.trial.ResultColumn;

/** Pages of whole numbers that are all different, as they are. */
final class LongPages extends WholePages {

  private final Bytes page = new Bytes();

  LongPages(ResultColumn column, ColumnDescriptor descriptor) {
    super(column, descriptor);
  }

  @Override
  void add(long[] values, int from, int until) {
    page.longs(values, from, until);
  }

  @Override
  BytesInput page() {
    return page.input();
  }

  @Override
  Encoding encoding() {
    return Encoding.PLAIN;
  }

  @Override
  void clear() {
    page.clear();
  }

  @Override
  public long size() {
    return page.size();
  }
}
