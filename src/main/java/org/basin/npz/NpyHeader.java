package org.basin.npz;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the numbers of a {@code .npy}: eight bytes of magic and version, a length, and
 * a Python dictionary with type, order and shape (NumPy, format versions 1.0 to 3.0).
 */
record NpyHeader(Type type, List<Integer> shape) {

  /** The types that are read and written, all little-endian. */
  enum Type {
    F4,
    F8,
    I4,
    I8;

    String descr() {
      return "<" + name().toLowerCase(Locale.ROOT);
    }

    int bytes() {
      return name().charAt(1) - '0';
    }
  }

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** Bytes of a header at the most. */
  static final int LONGEST = 1 << 16;

  private static final int ALIGNMENT = 64;

  private static final Pattern DESCR = Pattern.compile("'descr': *('[^']*'|\\[.*\\])");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order': *(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");

  /**
   * Reads a header.
   *
   * @throws NpzException when it is none, or of a type or an order that is not read
   */
  static NpyHeader read(DataInputStream in) throws IOException {
    byte[] magic = in.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new NpzException("an array must begin with the magic of NumPy, got something else");
    }
    int major = in.readUnsignedByte();
    in.readUnsignedByte();
    if (major < 1 || major > 3) {
      throw new NpzException("the format's version must be 1 to 3, got " + major);
    }
    long length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
    if (major > 1) {
      length |= (long) Short.toUnsignedInt(Short.reverseBytes(in.readShort())) << 16;
    }
    if (length > LONGEST) {
      throw new NpzException("a header must be at most " + LONGEST + " bytes, got " + length);
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new NpzException(
          "a header must have " + length + " bytes as it says, got " + bytes.length);
    }
    return parse(new String(bytes, StandardCharsets.UTF_8).strip());
  }

  private static NpyHeader parse(String text) throws NpzException {
    String descr = found(DESCR, text);
    Type type =
        Arrays.stream(Type.values())
            .filter(one -> descr.equals("'" + one.descr() + "'"))
            .findFirst()
            .orElse(null);
    if (type == null) {
      String hint = descr.contains("O") ? "; pickled objects are not read" : "";
      throw new NpzException(
          "an array must be little-endian float32, float64, int32 or int64, got " + descr + hint);
    }
    String axes = found(SHAPE, text).strip();
    List<Integer> shape =
        Arrays.stream(axes.split("[, ]+"))
            .filter(axis -> !axis.isEmpty())
            .map(NpyHeader::axis)
            .toList();
    if (found(FORTRAN, text).equals("True") && shape.size() > 1) {
      throw new NpzException(
          "an array must be in C order, got fortran_order of shape "
              + shape
              + "; save numpy.ascontiguousarray of it");
    }
    return new NpyHeader(type, shape);
  }

  private static int axis(String text) {
    return text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text);
  }

  private static String found(Pattern pattern, String text) throws NpzException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new NpzException("a header must say descr, fortran_order and shape, got " + text);
    }
    return matcher.group(1);
  }

  /** How many numbers follow. */
  int size() throws NpzException {
    long cells = 1;
    for (int axis : shape) {
      cells *= axis;
      if (cells > Integer.MAX_VALUE / type.bytes()) {
        throw new NpzException("an array must be smaller than 2 GiB, got shape " + shape);
      }
    }
    return (int) cells;
  }

  /** The header as bytes, in version 1.0, padded so that the numbers begin at a multiple of 64. */
  byte[] bytes() {
    StringBuilder text = new StringBuilder("{'descr': '").append(type.descr());
    text.append("', 'fortran_order': False, 'shape': (");
    for (int axis : shape) {
      text.append(axis).append(shape.size() == 1 ? "," : ", ");
    }
    if (shape.size() > 1) {
      text.setLength(text.length() - 2);
    }
    text.append("), }");
    int before = MAGIC.length + 4;
    while ((before + text.length() + 1) % ALIGNMENT != 0) {
      text.append(' ');
    }
    text.append('\n');
    byte[] header = text.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = Arrays.copyOf(MAGIC, before + header.length);
    bytes[MAGIC.length] = 1;
    bytes[MAGIC.length + 2] = (byte) header.length;
    bytes[MAGIC.length + 3] = (byte) (header.length >> 8);
    System.arraycopy(header, 0, bytes, before, header.length);
    return bytes;
  }
}
