package org.basin.space;

/**
 * The sequence of Sobol', scrambled by nested uniform permutations.
 *
 * <p>Coordinate a of draw i is {@code x = i_0 v_1 ⊕ i_1 v_2 ⊕ …} over the binary digits of i and
 * the {@linkplain DirectionNumbers direction numbers} of dimension a (I. M. Sobol', On the
 * distribution of points in a cube, 1967; P. Bratley, B. Fox, ACM TOMS 14 (1988) 88–100, without
 * their Gray code), so that any draw is made alone. Then each binary digit of x is flipped or not
 * by a hash of the axis' key and the digits before it: the scrambling of A. Owen, Randomly permuted
 * (t,m,s)-nets and (t,s)-sequences, 1995, in base 2 and over all 52 digits. It keeps every net a
 * net, makes each draw uniform in the cube, and needs no first point dropped (A. Owen, On dropping
 * the first Sobol' point, 2020).
 *
 * @param keys one for each axis
 * @param directions of each axis, from v_1 on
 */
record SobolDraws(long[] keys, long[][] directions) implements Draws {

  SobolDraws(long[] keys) {
    this(keys, DirectionNumbers.of(keys.length));
  }

  @Override
  public long bits(int axis, long draw) {
    return scrambled(keys[axis], plain(axis, draw));
  }

  /** Before scrambling. */
  long plain(int axis, long draw) {
    long[] v = directions[axis];
    long x = 0;
    for (long rest = draw; rest != 0; rest &= rest - 1) {
      x ^= v[Long.numberOfTrailingZeros(rest)];
    }
    return x;
  }

  private static long scrambled(long key, long x) {
    long flips = 0;
    for (int digits = 0; digits < BITS; digits++) {
      long node = 1L << digits | x >>> (BITS - digits);
      flips = flips << 1 | Seeds.bits(key, node) >>> 63;
    }
    return x ^ flips;
  }
}
