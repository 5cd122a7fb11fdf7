package org.basin.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** How much arithmetic one core does at most: fused multiply-adds on numbers in registers. */
public final class ArithmeticLimit {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int CHAINS = 10;
  private static final int ROUNDS = 1_000_000;

  private ArithmeticLimit() {}

  /**
   * Additions and multiplications of one call of {@link #multiplyAndAdd}, each fused multiply-add
   * counted as two.
   */
  public static double operations() {
    return 2.0 * CHAINS * ROUNDS * SPECIES.length();
  }

  /** Ten chains, as many as hide the latency of two units; returns what nobody needs. */
  public static float multiplyAndAdd() {
    FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector term = FloatVector.broadcast(SPECIES, 0.001f);
    FloatVector a = factor;
    FloatVector b = a.add(term);
    FloatVector c = b.add(term);
    FloatVector d = c.add(term);
    FloatVector e = d.add(term);
    FloatVector f = e.add(term);
    FloatVector g = f.add(term);
    FloatVector h = g.add(term);
    FloatVector i = h.add(term);
    FloatVector j = i.add(term);
    for (int round = 0; round < ROUNDS; round++) {
      a = a.fma(factor, term);
      b = b.fma(factor, term);
      c = c.fma(factor, term);
      d = d.fma(factor, term);
      e = e.fma(factor, term);
      f = f.fma(factor, term);
      g = g.fma(factor, term);
      h = h.fma(factor, term);
      i = i.fma(factor, term);
      j = j.fma(factor, term);
    }
    return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).lane(0);
  }
}
