package org.basin.space;

/**
 * Latin hypercube sampling: along each axis draw i lies at a place of its own within part π(i) of N
 * equal parts, so that each part holds one draw (M. McKay, R. Beckman, W. Conover: A comparison of
 * three methods for selecting values of input variables, Technometrics 21 (1979) 239–245).
 *
 * <p>The permutation π is a Feistel network of {@value #ROUNDS} rounds over the least even number
 * of bits that hold N, walked until it falls below N (J. Black, P. Rogaway: Ciphers with arbitrary
 * finite domains, CT-RSA 2002), so that no permutation is kept.
 *
 * @param keys one for each axis
 * @param draws N, at most 2^40
 */
record LatinHypercube(long[] keys, long draws) implements Draws {

  private static final int ROUNDS = 8;

  /** Round keys and places within a part take other bits of the axis' key. */
  private static final int PLACES = 1;

  @Override
  public long bits(int axis, long draw) {
    long part = permuted(keys[axis], draw);
    long start = start(part);
    long width = start(part + 1) - start;
    long place = Seeds.bits(Seeds.bits(keys[axis], PLACES), draw) >>> (Long.SIZE - BITS);
    return start + Math.multiplyHigh(place << 11, width << 1);
  }

  /** The first coordinate of a part: {@code part * 2^52 / draws}, rounded up. */
  private long start(long part) {
    if (part == draws) {
      return 1L << BITS;
    }
    long high = part << 23;
    long middle = high % draws << 23;
    long low = middle % draws << 6;
    long whole = ((high / draws) << 29) + ((middle / draws) << 6) + low / draws;
    return low % draws == 0 ? whole : whole + 1;
  }

  private long permuted(long key, long draw) {
    int half = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(draws - 1) + 1) / 2);
    long mask = (1L << half) - 1;
    long at = draw;
    do {
      long left = at >>> half;
      long right = at & mask;
      for (int round = 0; round < ROUNDS; round++) {
        long next = left ^ (Seeds.bits(key + round, right) & mask);
        left = right;
        right = next;
      }
      at = left << half | right;
    } while (at >= draws);
    return at;
  }
}
