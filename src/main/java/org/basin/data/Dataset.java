package org.basin.data;

/**
 * Samples with labels.
 *
 * @param name as in a sweep file
 * @param inputs numbers of one sample
 * @param classes how many labels there are, at least 2
 * @param x samples one after the other, {@code [samples][inputs]}
 * @param labels from 0 to {@code classes - 1}, one per sample
 */
public record Dataset(String name, int inputs, int classes, double[] x, int[] labels) {

  /** How many samples. */
  public int samples() {
    return labels.length;
  }
}
