package org.basin.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * Numbers as a page keeps them: one number where all are equal, else the Base64 of their bytes,
 * lowest byte first. Whole numbers take as few bytes as the largest one needs.
 */
final class Packed {

  private Packed() {}

  /** Numbers of 32 bits with a point; NaN for none. */
  static Object floats(double[] numbers) {
    if (numbers.length > 0 && same(numbers) && !Double.isNaN(numbers[0])) {
      return (float) numbers[0];
    }
    ByteBuffer bytes = buffer(numbers.length * Float.BYTES);
    for (double number : numbers) {
      bytes.putFloat((float) number);
    }
    return Map.of("f32", text(bytes));
  }

  /** Whole numbers of at most 2^53, none below 0. */
  static Object counts(long[] numbers) {
    long most = Arrays.stream(numbers).max().orElse(0);
    if (numbers.length > 0 && Arrays.stream(numbers).allMatch(number -> number == most)) {
      return most;
    }
    if (most < 1 << 8) {
      byte[] bytes = new byte[numbers.length];
      for (int i = 0; i < numbers.length; i++) {
        bytes[i] = (byte) numbers[i];
      }
      return Map.of("u8", Base64.getEncoder().encodeToString(bytes));
    }
    if (most < 1 << 16) {
      ByteBuffer bytes = buffer(numbers.length * Short.BYTES);
      for (long number : numbers) {
        bytes.putShort((short) number);
      }
      return Map.of("u16", text(bytes));
    }
    if (most < 1L << 32) {
      ByteBuffer bytes = buffer(numbers.length * Integer.BYTES);
      for (long number : numbers) {
        bytes.putInt((int) number);
      }
      return Map.of("u32", text(bytes));
    }
    ByteBuffer bytes = buffer(numbers.length * Double.BYTES);
    for (long number : numbers) {
      bytes.putDouble(number);
    }
    return Map.of("f64", text(bytes));
  }

  private static boolean same(double[] numbers) {
    return Arrays.stream(numbers).allMatch(number -> number == numbers[0]);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String text(ByteBuffer bytes) {
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
