package org.basin.store.parquet;

import org.apache.parquet.column.Encoding;

/** The definition or the repetition levels of a page, as the first format of pages has them. */
final class Levels {

  private final Runs runs = new Runs();
  private final int greatest;

  /**
   * @param greatest level of the column; with zero there is nothing to write
   */
  Levels(int greatest) {
    this.greatest = greatest;
  }

  /** So many values have a level. */
  void add(int level, int times) {
    if (greatest > 0) {
      runs.add(level, times);
    }
  }

  /** Appends them with their length before them, and forgets them. */
  void write(Bytes out) {
    if (greatest == 0) {
      return;
    }
    int place = out.size();
    out.integer(0);
    runs.encode(Runs.width(greatest), out);
    out.integerAt(place, out.size() - place - Integer.BYTES);
    runs.clear();
  }

  /** Bytes held in memory. */
  long size() {
    return (long) Integer.BYTES * runs.size();
  }

  Encoding encoding() {
    return greatest == 0 ? Encoding.BIT_PACKED : Encoding.RLE;
  }
}
