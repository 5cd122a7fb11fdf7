package org.basin.kernel.compiled;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.basin.code.Interpreter;
import org.basin.kernel.Plane;

/**
 * The numbers of a tape outside of Java's heap, as compiled code wants them: lanes in groups as
 * wide as a vector, and all cells of a group side by side. Takes calls and makes them together, so
 * that a group is trained to the end before the next begins.
 */
final class Memory implements AutoCloseable {

  private static final int LANES = Plane.LANES;
  private static final int ALIGNED = 64;

  /** Words of calls that wait. */
  private static final int MOST_WORDS = 1 << 15;

  private final Code code;
  private final int width;
  private final int shift;
  private ByteBuffer bytes;
  private FloatBuffer numbers;
  private int room;
  private long address;
  private final ByteBuffer callBytes;
  private final LongBuffer words;
  private final long callAddress;
  private int count;
  private long operations;

  /**
   * @param width lanes of a vector
   * @param cells for how many there is room at first
   */
  Memory(Code code, int width, int cells) {
    this.code = code;
    this.width = width;
    shift = Integer.numberOfTrailingZeros(width);
    callBytes = ByteBuffer.allocateDirect(MOST_WORDS * Long.BYTES).order(ByteOrder.nativeOrder());
    words = callBytes.asLongBuffer();
    callAddress = code.address(callBytes);
    allocate(Math.max(1, cells));
  }

  private void allocate(int cells) {
    long size = (long) cells * LANES * Float.BYTES + ALIGNED;
    bytes = ByteBuffer.allocateDirect(Math.toIntExact(size));
    ByteBuffer aligned = bytes.alignedSlice(ALIGNED).order(ByteOrder.nativeOrder());
    numbers = aligned.asFloatBuffer();
    address = code.address(aligned);
    room = cells;
  }

  /** Makes room for so many cells; what there is stays. */
  void reserve(int cells) {
    if (cells <= room) {
      return;
    }
    run();
    FloatBuffer old = numbers;
    ByteBuffer oldBytes = bytes;
    int before = room;
    allocate(Math.max(cells, 2 * room));
    for (int group = 0; group < LANES / width; group++) {
      int length = before * width;
      numbers.put(group * room * width, old, group * length, length);
    }
    free(oldBytes);
  }

  private int at(int cell, int lane) {
    return ((lane >> shift) * room + cell << shift) + (lane & width - 1);
  }

  float get(int cell, int lane) {
    return numbers.get(at(cell, lane));
  }

  void set(int cell, int lane, float number) {
    numbers.put(at(cell, lane), number);
  }

  /**
   * Takes calls.
   *
   * @return about how many operations wait, in each lane
   */
  long call(Calls calls) {
    if (words.remaining() < calls.words().length) {
      run();
    }
    words.put(calls.words());
    count += calls.count();
    operations += calls.operations();
    return operations;
  }

  /** Makes the calls that wait. */
  void run() {
    if (count == 0) {
      return;
    }
    code.run(address, callAddress, count, LANES / width, (long) room * width * Float.BYTES);
    words.clear();
    count = 0;
    operations = 0;
  }

  /** Does a deed number by number. */
  void interpret(Deed deed) {
    for (int lane = 0; lane < LANES; lane++) {
      interpret(deed, lane);
    }
  }

  /** The same in one lane. */
  void interpret(Deed deed, int lane) {
    List<Stretch> stretches = deed.stretches();
    Interpreter.run(
        deed.code().get(),
        new Interpreter.Memory() {
          @Override
          public float get(int plane, int cell) {
            return Memory.this.get(stretches.get(plane).first() + cell, lane);
          }

          @Override
          public void set(int plane, int cell, float number) {
            Memory.this.set(stretches.get(plane).first() + cell, lane, number);
          }
        });
  }

  /** Gives the memory back at once, not when a collector comes by. */
  @Override
  public void close() {
    if (bytes != null) {
      free(bytes);
      free(callBytes);
      bytes = null;
      numbers = null;
    }
  }

  private static void free(ByteBuffer buffer) {
    try {
      Free.CLEANER.invoke(Free.UNSAFE, buffer);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JDK's way to free a direct buffer. */
  private static final class Free {
    static final Object UNSAFE;
    static final Method CLEANER;

    static {
      try {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        UNSAFE = field.get(null);
        CLEANER = type.getMethod("invokeCleaner", ByteBuffer.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }
}
