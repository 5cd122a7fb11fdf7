package org.basin.kernel.nd4j;

import org.basin.kernel.Plane;

/** Measures of {@link Nd4jKernels}, taken on the heap from the states that ND4J has left. */
final class Nd4jMeasures {

  private Nd4jMeasures() {}

  static void squaredDistance(Plane output, Plane target, Plane c, int rows) {
    float[] os = Nd4jPlane.of(output).numbers();
    float[] ts = Nd4jPlane.of(target).numbers();
    int cells = output.cells();
    for (int lane = 0; lane < output.lanes(); lane++) {
      double sum = 0;
      for (int i = lane * cells; i < (lane + 1) * cells; i++) {
        double d = os[i] - ts[i];
        sum += d * d;
      }
      c.set(0, lane, sum / rows);
    }
  }

  static void errors(
      Plane output, Plane target, double margin, Plane fraction, int rows, int units) {
    float[] os = Nd4jPlane.of(output).numbers();
    float[] ts = Nd4jPlane.of(target).numbers();
    int cells = output.cells();
    for (int lane = 0; lane < output.lanes(); lane++) {
      int wrong = 0;
      for (int r = 0; r < rows; r++) {
        float lead = lead(os, ts, lane * cells + r * units, units);
        wrong += lead > (float) margin ? 0 : 1;
      }
      fraction.set(0, lane, (float) wrong / rows);
    }
  }

  /** How far the output at the label exceeds the greatest other, of the row from a number on. */
  private static float lead(float[] os, float[] ts, int first, int units) {
    float right = os[first];
    for (int j = 1; j < units; j++) {
      right = ts[first + j] > 0.5f ? os[first + j] : right;
    }
    float lead = Float.POSITIVE_INFINITY;
    for (int j = 0; j < units; j++) {
      if (!(ts[first + j] > 0.5f)) {
        lead = Math.min(lead, right - os[first + j]);
      }
    }
    return lead;
  }

  static void addProducts(Plane a, Plane b, Plane sum) {
    float[] as = Nd4jPlane.of(a).numbers();
    float[] bs = Nd4jPlane.of(b).numbers();
    int cells = a.cells();
    for (int lane = 0; lane < a.lanes(); lane++) {
      double products = sum.get(0, lane);
      for (int i = lane * cells; i < (lane + 1) * cells; i++) {
        products = Math.fma((double) as[i], bs[i], products);
      }
      sum.set(0, lane, products);
    }
  }

  static void largestChange(Plane a, Plane b, Plane change) {
    float[] as = Nd4jPlane.of(a).numbers();
    float[] bs = Nd4jPlane.of(b).numbers();
    int cells = a.cells();
    for (int lane = 0; lane < a.lanes(); lane++) {
      float largest = (float) change.get(0, lane);
      for (int i = lane * cells; i < (lane + 1) * cells; i++) {
        largest = Math.max(largest, Math.abs(as[i] - bs[i]));
      }
      change.set(0, lane, largest);
    }
  }

  static void probe(Plane plane, Plane sum) {
    float[] xs = Nd4jPlane.of(plane).numbers();
    int cells = plane.cells();
    for (int lane = 0; lane < plane.lanes(); lane++) {
      float zeros = 0;
      for (int i = lane * cells; i < (lane + 1) * cells; i++) {
        zeros = Math.fma(xs[i], 0f, zeros);
      }
      sum.set(0, lane, sum.get(0, lane) + zeros);
    }
  }
}
