package org.basin.data;

/**
 * Brings the inputs to one scale, in place. What is subtracted and divided by comes from the
 * training part alone; a column that is constant there becomes 0 and, where the test part differs,
 * its distance from that constant.
 */
final class Scale {

  private Scale() {}

  /**
   * Scales.
   *
   * @param how {@code none}, {@code unit} or {@code standard}, as the option {@code scale} says
   * @param range what {@code unit} divides by, or 0 to take each column's own range
   */
  static Dataset of(Dataset data, String how, int range) {
    switch (how) {
      case "none" -> {}
      case "unit" -> {
        if (range > 0) {
          divide(data.train().x(), range);
          divide(data.test().x(), range);
        } else {
          columns(data, Scale::range);
        }
      }
      case "standard" -> columns(data, Scale::deviation);
      default -> throw new IllegalArgumentException("scale has no such word: " + how);
    }
    return data;
  }

  private static void divide(float[] x, int range) {
    for (int i = 0; i < x.length; i++) {
      x[i] /= range;
    }
  }

  /** Finds what to subtract from a column and what to divide it by. */
  private interface Statistics {
    double[] of(float[] x, int column, int inputs);
  }

  private static void columns(Dataset data, Statistics statistics) {
    int inputs = data.inputs();
    for (int column = 0; column < inputs; column++) {
      double[] found = statistics.of(data.train().x(), column, inputs);
      double by = found[1] > 0 ? found[1] : 1;
      apply(data.train().x(), column, inputs, found[0], by);
      apply(data.test().x(), column, inputs, found[0], by);
    }
  }

  private static void apply(float[] x, int column, int inputs, double offset, double by) {
    for (int i = column; i < x.length; i += inputs) {
      x[i] = (float) ((x[i] - offset) / by);
    }
  }

  private static double[] range(float[] x, int column, int inputs) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = column; i < x.length; i += inputs) {
      min = Math.min(min, x[i]);
      max = Math.max(max, x[i]);
    }
    return new double[] {min, max - min};
  }

  /** Mean and standard deviation over all samples, not over one less, as scikit-learn has it. */
  private static double[] deviation(float[] x, int column, int inputs) {
    double sum = 0;
    for (int i = column; i < x.length; i += inputs) {
      sum += x[i];
    }
    double count = (double) x.length / inputs;
    double mean = sum / count;
    double squares = 0;
    boolean constant = true;
    for (int i = column; i < x.length; i += inputs) {
      squares += (x[i] - mean) * (x[i] - mean);
      constant &= x[i] == x[column];
    }
    // a mean that is rounded must not turn a constant column into noise
    return constant ? new double[] {x[column], 0} : new double[] {mean, Math.sqrt(squares / count)};
  }
}
