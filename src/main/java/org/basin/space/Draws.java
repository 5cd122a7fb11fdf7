package org.basin.space;

import java.io.Serializable;
import java.util.List;
import org.basin.sweep.Method;

/**
 * Where the points of a sampling method lie in the unit cube: each coordinate of each draw is a
 * pure function of its number, so that any of 2^40 draws is made alone.
 */
interface Draws extends Serializable {

  /** Bits of a coordinate. */
  int BITS = 52;

  /**
   * A coordinate, as a whole number below 2^52: the middle of one of as many equal parts.
   *
   * @param axis from 0
   * @param draw from 0
   */
  long bits(int axis, long draw);

  /** The coordinate that bits stand for, above 0 and below 1, exactly. */
  static double share(long bits) {
    return (bits + 0.5) * 0x1p-52;
  }

  /**
   * The draws of a sampling method.
   *
   * @param seed the sweep's
   */
  static Draws of(Method.Sampled method, List<String> axes, long seed) {
    long[] keys = axes.stream().mapToLong(name -> key(method.sampler(), name, seed)).toArray();
    return switch (method.sampler()) {
      case RANDOM -> new RandomDraws(keys);
      case SOBOL -> new SobolDraws(keys);
      case LATIN_HYPERCUBE -> new LatinHypercube(keys, method.trials());
    };
  }

  /** What the draws along one axis derive from: not from what other axes there are. */
  private static long key(Method.Sampler sampler, String axis, long seed) {
    return Seeds.bits(Seeds.hash(sampler.word() + " " + axis) ^ Seeds.bits(seed, 0), 1);
  }
}
