package org.basin.store.parquet;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;

/**
 * Small whole numbers of a page, dictionary indices or levels, and their encoding: Parquet's hybrid
 * of runs and packed bits. Where a group of eight is equal a run begins, the other groups are
 * packed.
 */
final class Runs {

  private static final int GROUP = 8;

  /** The header of so many groups of packed numbers is one byte. */
  private static final int GROUPS = 63;

  private static final BytePacker[] PACKERS = new BytePacker[Integer.SIZE + 1];

  static {
    Arrays.setAll(PACKERS, Packer.LITTLE_ENDIAN::newBytePacker);
  }

  private int[] numbers = new int[64];
  private int size;

  /** So many of a number more. */
  void add(int number, int times) {
    room(times);
    if (times == 1) {
      numbers[size++] = number;
    } else {
      Arrays.fill(numbers, size, size + times, number);
      size += times;
    }
  }

  /**
   * Makes room to be written to from {@link #size} on.
   *
   * @return the array, which the next call may replace
   */
  int[] room(int more) {
    if (size + more + GROUP > numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, size + more + GROUP));
    }
    return numbers;
  }

  /** So many numbers were written into {@link #room}. */
  void filled(int more) {
    size += more;
  }

  /** Takes back what was added after the first so many. */
  void shorten(int to) {
    size = to;
  }

  void clear() {
    size = 0;
  }

  /** How many numbers there are. */
  int size() {
    return size;
  }

  int get(int place) {
    return numbers[place];
  }

  /** The first place after one whose number is another. */
  int next(int place) {
    if (place + 1 < size && numbers[place + 1] != numbers[place]) {
      return place + 1;
    }
    int same = Arrays.mismatch(numbers, place, size - 1, numbers, place + 1, size);
    return same < 0 ? size : place + 1 + same;
  }

  /** Bits that numbers up to one take. */
  static int width(int greatest) {
    return BytesUtils.getWidthFromMaxInt(greatest);
  }

  /** Appends all numbers. */
  void encode(int width, Bytes out) {
    int packed = 0;
    int place = 0;
    while (size - place >= GROUP) {
      int next = numbers[place + 1] == numbers[place] ? next(place) : place;
      if (next - place < GROUP) {
        place += GROUP;
        continue;
      }
      pack(packed, place, width, out);
      out.unsigned(next - place << 1);
      for (int bits = 0; bits < width; bits += Byte.SIZE) {
        out.octet(numbers[place] >>> bits);
      }
      place = next;
      packed = next;
    }
    if (place < size) {
      Arrays.fill(numbers, size, place + GROUP, 0);
      place += GROUP;
    }
    pack(packed, place, width, out);
  }

  /** Packs whole groups. */
  private void pack(int from, int until, int width, Bytes out) {
    BytePacker packer = PACKERS[width];
    for (int start = from; start < until; start += GROUPS * GROUP) {
      int groups = Math.min(GROUPS, (until - start) / GROUP);
      out.octet(groups << 1 | 1);
      byte[] bytes = out.array(groups * width);
      int at = out.size();
      for (int group = 0; group < groups; group++) {
        packer.pack8Values(numbers, start + group * GROUP, bytes, at + group * width);
      }
      out.filled(groups * width);
    }
  }
}
