package org.basin.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.ZipException;
import org.basin.space.Unreadable;

/**
 * The content of one IDX file of bytes: a magic number that tells how many dimensions follow, their
 * sizes as four bytes each, the highest first, then the bytes (Y. LeCun, C. Cortes, C. Burges: The
 * MNIST database of handwritten digits, 1998).
 *
 * @param sizes the first may be less than the file says, when only so many items were asked for
 * @param bytes items one after the other
 */
record IdxFile(int[] sizes, byte[] bytes) {

  /** Files of images have three dimensions: images, rows, columns. */
  static final int IMAGES = 3;

  /** Files of labels have one. */
  static final int LABELS = 1;

  /** Three bytes: two zeros and the code of unsigned bytes. */
  private static final int MAGIC = 0x0800;

  private static final int FIRST_READ = 1 << 20;

  /**
   * Reads a file. No more is held in memory than the file really has.
   *
   * @param dimensions how many it must have
   * @param most items that are wanted; the rest of a compressed file is not looked at
   * @throws DataException if it is anything but a sound file of this kind
   */
  static IdxFile read(InputFile file, int dimensions, long most) {
    String what = dimensions == IMAGES ? "images" : "labels";
    try (InputStream in = file.open()) {
      int[] header = header(file, in, dimensions, what);
      long[] sizes = new long[dimensions];
      long item = 1;
      for (int d = 0; d < dimensions; d++) {
        sizes[d] = Integer.toUnsignedLong(header[d + 1]);
        // a product of two numbers of 32 bits fits 64; one that is too large stays too large
        item = d == 0 ? item : Math.min(item, Integer.MAX_VALUE) * sizes[d];
      }
      if (sizes[0] < 1 || item < 1 || item > Datasets.MOST_NUMBERS / sizes[0]) {
        throw file.refused(
            "IDX %s must hold from 1 to %,d bytes, got dimensions %s"
                .formatted(what, Datasets.MOST_NUMBERS, Arrays.toString(sizes)));
      }
      int start = Integer.BYTES * header.length;
      long whole = sizes[0] * item;
      if (!file.compressed() && file.length() != start + whole) {
        throw file.refused(
            "IDX %s must have %,d bytes, which is %d and the product of the dimensions %s, got %,d"
                .formatted(what, start + whole, start, Arrays.toString(sizes), file.length()));
      }
      long items = Math.min(most, sizes[0]);
      byte[] bytes = body(file, in, (int) (items * item), start, whole);
      if (items == sizes[0] && in.read() >= 0) {
        throw file.refused(
            "IDX %s must end after %,d bytes, as the dimensions %s say, got more"
                .formatted(what, start + whole, Arrays.toString(sizes)));
      }
      int[] read = Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
      read[0] = (int) items;
      return new IdxFile(read, bytes);
    } catch (EOFException early) {
      throw file.refused(
          "a gzip file must be whole, got one that ends early, after %,d bytes"
              .formatted(file.length()));
    } catch (ZipException damaged) {
      throw file.refused("a gzip file must be whole, got " + damaged.getMessage());
    } catch (IOException unreadable) {
      throw file.refused(
          "a file of data must be readable, got "
              + Unreadable.reason(unreadable, file.path().getName()));
    }
  }

  private static int[] header(InputFile file, InputStream in, int dimensions, String what)
      throws IOException {
    byte[] bytes = in.readNBytes(Integer.BYTES * (1 + dimensions));
    if (bytes.length >= Integer.BYTES && integer(bytes, 0) != MAGIC + dimensions) {
      throw file.refused(
          String.format(
              Locale.ROOT,
              "IDX %s must begin with the magic number 0x%08X, got 0x%08X",
              what,
              MAGIC + dimensions,
              integer(bytes, 0)));
    }
    if (bytes.length < Integer.BYTES * (1 + dimensions)) {
      throw file.refused(
          "IDX %s must begin with a header of %d bytes, got a file of %d"
              .formatted(what, Integer.BYTES * (1 + dimensions), bytes.length));
    }
    int[] header = new int[1 + dimensions];
    Arrays.setAll(header, i -> integer(bytes, i));
    return header;
  }

  private static int integer(byte[] bytes, int i) {
    return (bytes[4 * i] & 0xFF) << 24
        | (bytes[4 * i + 1] & 0xFF) << 16
        | (bytes[4 * i + 2] & 0xFF) << 8
        | bytes[4 * i + 3] & 0xFF;
  }

  /** Grows with what is really there, since the header of a compressed file may lie. */
  private static byte[] body(InputFile file, InputStream in, int length, int start, long whole)
      throws IOException {
    byte[] bytes = new byte[file.compressed() ? Math.min(length, FIRST_READ) : length];
    int at = 0;
    while (at < length) {
      if (at == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * bytes.length));
      }
      int read = in.read(bytes, at, bytes.length - at);
      if (read < 0) {
        throw file.refused(
            "its header asks for %,d bytes, got %,d".formatted(start + whole, start + at));
      }
      at += read;
    }
    return bytes;
  }
}
