package org.basin.store.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Bytes of a page as they are collected; numbers are little-endian, as Parquet's are. */
final class Bytes {

  private ByteBuffer buffer = ByteBuffer.allocate(1 << 10).order(ByteOrder.LITTLE_ENDIAN);

  /** Forgets what it holds. */
  void clear() {
    buffer.clear();
  }

  int size() {
    return buffer.position();
  }

  void integer(int value) {
    room(Integer.BYTES).putInt(value);
  }

  void whole(long value) {
    room(Long.BYTES).putLong(value);
  }

  void octet(int value) {
    room(1).put((byte) value);
  }

  void octets(byte[] values) {
    room(values.length).put(values);
  }

  /** Appends what other bytes hold. */
  void append(Bytes other) {
    room(other.size()).put(other.buffer.array(), 0, other.size());
  }

  void floats(float[] values, int from, int until) {
    int bytes = Float.BYTES * (until - from);
    room(bytes).asFloatBuffer().put(values, from, until - from);
    buffer.position(buffer.position() + bytes);
  }

  void longs(long[] values, int from, int until) {
    int bytes = Long.BYTES * (until - from);
    room(bytes).asLongBuffer().put(values, from, until - from);
    buffer.position(buffer.position() + bytes);
  }

  /** Seven bits a byte, the lowest first. */
  void unsigned(int value) {
    int left = value;
    while ((left & ~0x7F) != 0) {
      octet(left & 0x7F | 0x80);
      left >>>= 7;
    }
    octet(left);
  }

  /**
   * Makes room to be written to from {@link #size} on.
   *
   * @return the array, which the next call may replace
   */
  byte[] array(int more) {
    return room(more).array();
  }

  /** So many bytes were written into {@link #array}. */
  void filled(int more) {
    buffer.position(buffer.position() + more);
  }

  /** Puts a number where four bytes were left for it. */
  void integerAt(int place, int value) {
    buffer.putInt(place, value);
  }

  /** What it holds, valid until it is changed. */
  BytesInput input() {
    return BytesInput.from(buffer.array(), 0, buffer.position());
  }

  private ByteBuffer room(int more) {
    if (buffer.remaining() < more) {
      int size = buffer.position();
      int wanted = Math.max(Math.addExact(size, more), 2 * buffer.capacity());
      buffer =
          ByteBuffer.wrap(Arrays.copyOf(buffer.array(), wanted)).order(ByteOrder.LITTLE_ENDIAN);
      buffer.position(size);
    }
    return buffer;
  }
}
