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

  /** By index, the last page that has it. */
  private int[] seen = new int[SMALLEST];

  private int page = 1;
  private int size;

  /** Index plus one at a place that the bits say, or at the next that is free. */
  private int[] places = new int[2 * SMALLEST];

  Numbers(ResultColumn column) {
    this.column = column;
    four = column.type() == ResultColumn.Type.INT || column.type() == ResultColumn.Type.FLOAT;
  }

  @Override
  public int number(Results results, int from, int until, Runs indices) {
    return switch (column.type()) {
      case DOUBLE -> doubles(column.doubles(results), from, until, indices);
      case LONG -> longs(column.longs(results), from, until, indices);
      case INT -> ints(column.ints(results), from, until, indices);
      case FLOAT -> floats(column.floats(results), from, until, indices);
      case TEXT, FLOATS ->
          throw new IllegalStateException("a column must hold numbers, got " + column.name());
    };
  }

  private int doubles(double[] values, int from, int until, Runs indices) {
    int nulls = 0;
    int row = from;
    while (row < until) {
      long each = Double.doubleToRawLongBits(values[row]);
      int next = row + 1;
      while (next < until && Double.doubleToRawLongBits(values[next]) == each) {
        next++;
      }
      boolean none = column.nullable() && Double.isNaN(values[row]);
      indices.add(none ? NULL : index(each), next - row);
      nulls += none ? next - row : 0;
      row = next;
    }
    return nulls;
  }

  private int longs(long[] values, int from, int until, Runs indices) {
    int nulls = 0;
    int row = from;
    while (row < until) {
      long each = values[row];
      int next = row + 1;
      while (next < until && values[next] == each) {
        next++;
      }
      boolean none = column.nullable() && each == ResultColumn.NO_LONG;
      indices.add(none ? NULL : index(each), next - row);
      nulls += none ? next - row : 0;
      row = next;
    }
    return nulls;
  }

  private int ints(int[] values, int from, int until, Runs indices) {
    int row = from;
    while (row < until) {
      int each = values[row];
      int next = row + 1;
      while (next < until && values[next] == each) {
        next++;
      }
      indices.add(index(each), next - row);
      row = next;
    }
    return 0;
  }

  /** Row by row: how long a run of such values lasts, no processor foresees. */
  private int floats(float[] values, int from, int until, Runs indices) {
    int[] places = indices.room(until - from);
    int at = indices.size();
    int nulls = 0;
    for (int row = from; row < until; row++) {
      if (Float.isNaN(values[row]) && column.nullable()) {
        places[at++] = NULL;
        nulls++;
      } else {
        places[at++] = index(Float.floatToRawIntBits(values[row]));
      }
    }
    indices.filled(until - from);
    return nulls;
  }

  private int index(long each) {
    int mask = places.length - 1;
    int place = (int) (each * SPREAD >>> 32) & mask;
    while (places[place] != 0) {
      int known = places[place] - 1;
      if (bits[known] == each) {
        seen[known] = page;
        return known;
      }
      place = place + 1 & mask;
    }
    if (size == bits.length) {
      grow();
      return index(each);
    }
    bits[size] = each;
    seen[size] = page;
    places[place] = ++size;
    return size - 1;
  }

  private void grow() {
    bits = Arrays.copyOf(bits, 2 * size);
    seen = Arrays.copyOf(seen, 2 * size);
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
  public void endPage(Statistics<?> statistics) {
    for (int index = 0; index < size; index++) {
      if (seen[index] == page) {
        tell(bits[index], statistics);
      }
    }
    page++;
  }

  private void tell(long each, Statistics<?> statistics) {
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
