package org.basin.layers;

/**
 * The notebook's low-pass filter of loss curves: a Gaussian of standard deviation 3, cut off at 12,
 * normalised; beyond its ends a curve is mirrored with the edge value repeated (scipy's {@code
 * gaussian_filter1d}, mode reflect).
 */
public final class LowPass {

  private static final double SIGMA = 3;
  private static final int RADIUS = 12;
  private static final double[] WEIGHTS = weights();

  private LowPass() {}

  private static double[] weights() {
    double[] weights = new double[RADIUS + 1];
    double sum = 0;
    for (int k = 0; k <= RADIUS; k++) {
      weights[k] = Math.exp(-0.5 * k * k / (SIGMA * SIGMA));
      sum += k == 0 ? weights[k] : 2 * weights[k];
    }
    for (int k = 0; k <= RADIUS; k++) {
      weights[k] /= sum;
    }
    return weights;
  }

  /** The smoothed curve, as long as the curve; a number that is not finite spreads over 12. */
  public static double[] of(double[] curve) {
    double[] smooth = new double[curve.length];
    for (int i = 0; i < curve.length; i++) {
      for (int k = -RADIUS; k <= RADIUS; k++) {
        smooth[i] += WEIGHTS[Math.abs(k)] * curve[mirrored(i + k, curve.length)];
      }
    }
    return smooth;
  }

  /** … 1 0 | 0 1 2 … n-1 | n-1 n-2 … */
  private static int mirrored(int i, int length) {
    int at = Math.floorMod(i, 2 * length);
    return at < length ? at : 2 * length - 1 - at;
  }
}
