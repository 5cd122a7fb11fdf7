package org.basin.explore;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * 256 x 256 pixels of a map, row by row from below, and how far they are known. Each pass trains
 * what the passes before left out: every 8th pixel both ways, every 4th, every 2nd, all.
 */
final class Tile {

  static final int PASSES = 4;

  static final int SIZE = Ruler.TILE;

  /** What it takes of memory. */
  static final int BYTES = SIZE * SIZE * 5 + 256;

  /** How a pixel came out; COMPLETE, DIVERGED, PRUNED and FAILED as those of a row. */
  static final byte EXCLUDED = 10;

  static final byte OUTSIDE = 11;
  static final byte UNKNOWN = 12;

  final float[] values = new float[SIZE * SIZE];
  final byte[] states = new byte[SIZE * SIZE];

  /** Passes that are known; guarded by the tile. */
  private int known;

  /** Whether neighbours are one number to the engine, to the right and upwards. */
  final boolean sameX;

  final boolean sameY;

  Tile(boolean sameX, boolean sameY) {
    this.sameX = sameX;
    this.sameY = sameY;
    Arrays.fill(states, UNKNOWN);
    Arrays.fill(values, Float.NaN);
  }

  synchronized int known() {
    return known;
  }

  synchronized void known(int passes) {
    known = Math.max(known, passes);
  }

  /** Pixels between two neighbours of a pass. */
  static int stride(int pass) {
    return 8 >> pass;
  }

  /** What the pixels of a coarser tile say of this one's even pixels. */
  void inherit(Tile parent, int right, int up) {
    for (int y = 0; y < SIZE; y += 2) {
      for (int x = 0; x < SIZE; x += 2) {
        int from = (up * SIZE / 2 + y / 2) * SIZE + right * SIZE / 2 + x / 2;
        values[y * SIZE + x] = parent.values[from];
        states[y * SIZE + x] = parent.states[from];
      }
    }
    known(PASSES - 1);
  }

  /**
   * A pass as a page is sent it: id, pass, pixels along a side, flags as whole numbers of 32 bits,
   * then values as floats, then states as bytes, all with the low byte first.
   */
  ByteBuffer message(int id, int pass) {
    int stride = stride(pass);
    int side = SIZE / stride;
    ByteBuffer bytes = ByteBuffer.allocate(16 + side * side * 5).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(id).putInt(pass).putInt(side).putInt((sameX ? 1 : 0) | (sameY ? 2 : 0));
    for (int y = 0; y < SIZE; y += stride) {
      for (int x = 0; x < SIZE; x += stride) {
        bytes.putFloat(values[y * SIZE + x]);
      }
    }
    for (int y = 0; y < SIZE; y += stride) {
      for (int x = 0; x < SIZE; x += stride) {
        bytes.put(states[y * SIZE + x]);
      }
    }
    return bytes.flip();
  }
}
