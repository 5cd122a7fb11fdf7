package org.basin.data;

import org.basin.space.Seeds;

/** Random numbers of generated sets, each a function of the seed, the sample and a number. */
record Noise(long seed) {

  private static final long NORMALS = 1;
  private static final long UNIFORMS = 2;

  /** The {@code k}-th number of a sample, uniform in [0, 1). */
  double uniform(int sample, int k) {
    return Seeds.uniform(Seeds.bits(Seeds.bits(seed, UNIFORMS), sample), k);
  }

  /** The {@code k}-th number of a sample, uniform in [from, until). */
  double uniform(int sample, int k, double from, double until) {
    return from + (until - from) * uniform(sample, k);
  }

  /** The {@code k}-th number of a sample from the standard normal distribution. */
  double normal(int sample, int k) {
    return Seeds.normal(Seeds.bits(Seeds.bits(seed, NORMALS), sample), k);
  }
}
