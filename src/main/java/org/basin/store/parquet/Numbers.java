package org.basin.store.parquet;

import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/**
 * The different numbers of a column, told apart by their bits: {@code 0.0} and {@code -0.0} are
 * two. NaN is null where the column may be null, and so is {@link ResultColumn#NO_LONG}.
 */
final class Numbers implements Distinct {

  private static final int SMALLEST = 64;

  /** The golden ratio, which spreads bits that are alike. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final ResultColumn column;
  private final boolean four;

  /** Bits by index. */
  private long[] bits = new long[SMALLEST];

  private int size;

  /** Index plus one at a place that the bits say, or at the next that is free. */
  private int[] places = new int[2 * SMALLEST];

  Numbers(ResultColumn column) {
    this.column = column;
    four = column.type() == ResultColumn.Type.INT || column.type() == ResultColumn.Type.FLOAT;
  }

  @Override
  public void number(Results results, int from, int until, Taker taker) {
    switch (column.type()) {
      case DOUBLE -> doubles(column.doubles(results), from, until, taker);
      case LONG -> longs(column.longs(results), from, until, taker);
      case INT -> ints(column.ints(results), from, until, taker);
      case FLOAT -> floats(column.floats(results), from, until, taker);
      case TEXT, FLOATS ->
          throw new IllegalStateException("a column must hold numbers, got " + column.name());
    }
  }

  private void doubles(double[] values, int from, int until, Taker taker) {
    int row = from;
    while (row < until) {
      long each = Double.doubleToRawLongBits(values[row]);
      int next = row + 1;
      while (next < until && Double.doubleToRawLongBits(values[next]) == each) {
        next++;
      }
      boolean none = column.nullable() && Double.isNaN(values[row]);
      taker.take(none ? NULL : index(each), next - row);
      row = next;
    }
  }

  private void longs(long[] values, int from, int until, Taker taker) {
    int row = from;
    while (row < until) {
      long each = values[row];
      int next = row + 1;
      while (next < until && values[next] == each) {
        next++;
      }
      boolean none = column.nullable() && each == ResultColumn.NO_LONG;
      taker.take(none ? NULL : index(each), next - row);
      row = next;
    }
  }

  private void ints(int[] values, int from, int until, Taker taker) {
    int row = from;
    while (row < until) {
      int each = values[row];
      int next = row + 1;
      while (next < until && values[next] == each) {
        next++;
      }
      taker.take(index(each), next - row);
      row = next;
    }
  }

  private void floats(float[] values, int from, int until, Taker taker) {
    int row = from;
    while (row < until) {
      int each = Float.floatToRawIntBits(values[row]);
      int next = row + 1;
      while (next < until && Float.floatToRawIntBits(values[next]) == each) {
        next++;
      }
      boolean none = column.nullable() && Float.isNaN(values[row]);
      taker.take(none ? NULL : index(each), next - row);
      row = next;
    }
  }

  private int index(long each) {
    int mask = places.length - 1;
    int place = (int) (each * SPREAD >>> 32) & mask;
    while (places[place] != 0) {
      int known = places[place] - 1;
      if (bits[known] == each) {
        return known;
      }
      place = place + 1 & mask;
    }
    if (size == bits.length) {
      grow();
      return index(each);
    }
    bits[size] = each;
    places[place] = ++size;
    return size - 1;
  }

  private void grow() {
    bits = Arrays.copyOf(bits, 2 * size);
    places = new int[2 * bits.length];
    int mask = places.length - 1;
    for (int index = 0; index < size; index++) {
      int place = (int) (bits[index] * SPREAD >>> 32) & mask;
      while (places[place] != 0) {
        place = place + 1 & mask;
      }
      places[place] = index + 1;
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long bytes(int first) {
    return (long) first * bytesOf(0);
  }

  @Override
  public int bytesOf(int index) {
    return four ? Integer.BYTES : Long.BYTES;
  }

  @Override
  public void write(int index, Bytes out) {
    if (four) {
      out.integer((int) bits[index]);
    } else {
      out.whole(bits[index]);
    }
  }

  @Override
  public void tell(int index, Statistics<?> statistics) {
    long each = bits[index];
    switch (column.type()) {
      case DOUBLE -> statistics.updateStats(Double.longBitsToDouble(each));
      case FLOAT -> statistics.updateStats(Float.intBitsToFloat((int) each));
      case INT -> statistics.updateStats((int) each);
      default -> statistics.updateStats(each);
    }
  }

  @Override
  public void clear() {
    size = 0;
    Arrays.fill(places, 0);
  }
}
