package org.basin.space;

/** Independent draws: coordinate a of draw i is a hash of the axis' key and i. */
record RandomDraws(long[] keys) implements Draws {

  @Override
  public long bits(int axis, long draw) {
    return Seeds.bits(keys[axis], draw) >>> (Long.SIZE - BITS);
  }
}
