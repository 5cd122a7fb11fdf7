package org.basin.npz;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One array as NumPy stores it in a {@code .npy}. */
final class Npy {

  private Npy() {}

  /**
   * Reads an array.
   *
   * @throws NpzException when it is none, or of a type or an order that is not read
   */
  static NpyArray read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    NpyHeader header = header(data);
    int size = header.size();
    int length = size * header.type().bytes();
    byte[] bytes = data.readNBytes(length);
    if (bytes.length < length || data.read() >= 0) {
      throw new NpzException(
          "an array of shape %s must have %d bytes, got %s"
              .formatted(
                  header.shape(), length, bytes.length < length ? "" + bytes.length : "more"));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (header.type()) {
      case F4 -> {
        float[] values = new float[size];
        buffer.asFloatBuffer().get(values);
        yield new NpyArray.Floats(header.shape(), values);
      }
      case F8 -> {
        double[] values = new double[size];
        buffer.asDoubleBuffer().get(values);
        yield new NpyArray.Doubles(header.shape(), values);
      }
      case I4 -> {
        int[] values = new int[size];
        buffer.asIntBuffer().get(values);
        yield new NpyArray.Ints(header.shape(), values);
      }
      case I8 -> {
        long[] values = new long[size];
        buffer.asLongBuffer().get(values);
        yield new NpyArray.Longs(header.shape(), values);
      }
    };
  }

  /** What stands before the numbers. */
  static NpyHeader header(InputStream in) throws IOException {
    try {
      return NpyHeader.read(new DataInputStream(in));
    } catch (EOFException e) {
      throw new NpzException("an array must have a whole header, got its beginning");
    }
  }

  /** Writes an array. */
  static void write(NpyArray array, OutputStream out) throws IOException {
    NpyHeader.Type type;
    if (array instanceof NpyArray.Floats) {
      type = NpyHeader.Type.F4;
    } else if (array instanceof NpyArray.Doubles) {
      type = NpyHeader.Type.F8;
    } else {
      type = array instanceof NpyArray.Ints ? NpyHeader.Type.I4 : NpyHeader.Type.I8;
    }
    out.write(new NpyHeader(type, array.shape()).bytes());
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(array.size(), type.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    if (array instanceof NpyArray.Floats floats) {
      buffer.asFloatBuffer().put(floats.values());
    } else if (array instanceof NpyArray.Doubles doubles) {
      buffer.asDoubleBuffer().put(doubles.values());
    } else if (array instanceof NpyArray.Ints ints) {
      buffer.asIntBuffer().put(ints.values());
    } else if (array instanceof NpyArray.Longs longs) {
      buffer.asLongBuffer().put(longs.values());
    }
    out.write(buffer.array());
  }
}
