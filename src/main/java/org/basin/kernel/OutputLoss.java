package org.basin.kernel;

/**
 * What a net's outputs cost, with its gradient. A few numbers for each sample, computed one by one
 * on every engine, in the order written here.
 */
public enum OutputLoss {
  /** {@code ln Σ_k e^(y_k) - Σ_k t_k y_k}: softmax and cross-entropy. */
  CROSS_ENTROPY {
    @Override
    double row(Precision precision, Plane y, Plane t, int from, int classes, double by, Plane d) {
      double greatest = y.get(from, 0);
      for (int k = 1; k < classes; k++) {
        greatest = Math.max(greatest, y.get(from + k, 0));
      }
      double sum = 0;
      double told = 0;
      for (int k = from; k < from + classes; k++) {
        double e = precision.exp(precision.subtract(y.get(k, 0), greatest));
        d.set(k, 0, e);
        sum = precision.add(sum, e);
        told = precision.fma(t.get(k, 0), y.get(k, 0), told);
      }
      for (int k = from; k < from + classes; k++) {
        double p = precision.divide(d.get(k, 0), sum);
        d.set(k, 0, precision.multiply(precision.subtract(p, t.get(k, 0)), by));
      }
      return precision.subtract(precision.add(precision.log(sum), greatest), told);
    }
  },

  /** {@code ½ Σ_k (y_k - t_k)²}. */
  SQUARED {
    @Override
    double row(Precision precision, Plane y, Plane t, int from, int classes, double by, Plane d) {
      double sum = 0;
      for (int k = from; k < from + classes; k++) {
        double error = precision.subtract(y.get(k, 0), t.get(k, 0));
        sum = precision.fma(error, error, sum);
        d.set(k, 0, precision.multiply(error, by));
      }
      return precision.multiply(0.5, sum);
    }
  };

  abstract double row(
      Precision precision, Plane y, Plane t, int from, int classes, double by, Plane d);

  /**
   * Loss of some rows.
   *
   * @param y outputs, (rows, classes), of one lane
   * @param t targets, (rows, classes)
   * @param by what the gradient is multiplied by, one over the samples of a minibatch
   * @param d result, gradient of the outputs, (rows, classes)
   * @return sum over the rows, not multiplied
   */
  public double of(Plane y, Plane t, int rows, int classes, double by, Plane d) {
    Precision precision = y.precision();
    double factor = precision.round(by);
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      loss += row(precision, y, t, r * classes, classes, factor, d);
    }
    return loss;
  }

  /** How many rows have their greatest output, the first of several, where the target is 1. */
  public static int right(Plane y, Plane t, int rows, int classes) {
    int right = 0;
    for (int r = 0; r < rows; r++) {
      int greatest = 0;
      boolean numbers = true;
      for (int k = 0; k < classes; k++) {
        double output = y.get(r * classes + k, 0);
        numbers &= !Double.isNaN(output);
        if (output > y.get(r * classes + greatest, 0)) {
          greatest = k;
        }
      }
      right += numbers && t.get(r * classes + greatest, 0) > 0.5 ? 1 : 0;
    }
    return right;
  }
}
