package org.basin.learn;

import java.util.Arrays;
import org.basin.kernel.Plane;

/**
 * What the models of all lanes say of some samples, and the energies of the states they say it in.
 */
public final class Outputs {

  private final int samples;
  private final int width;

  /** {@code [lane][sample * width + place]}. */
  private final float[][] numbers;

  private final int[] labels;

  /** {@code [lane][sample]}; NaN where there is none. */
  private final double[][] energies;

  /**
   * @param width numbers that a model says of a sample
   */
  public Outputs(int lanes, int samples, int width) {
    this.samples = samples;
    this.width = width;
    numbers = new float[lanes][Math.multiplyExact(samples, width)];
    labels = new int[samples];
    energies = new double[lanes][samples];
    for (double[] one : energies) {
      Arrays.fill(one, Double.NaN);
    }
  }

  /** Takes the class of a sample. */
  void label(int sample, int label) {
    labels[sample] = label;
  }

  /** Class of a sample; negative where the data says none. */
  public int label(int sample) {
    return labels[sample];
  }

  /** How many samples. */
  public int samples() {
    return samples;
  }

  /** Numbers that a model says of a sample. */
  public int width() {
    return width;
  }

  /**
   * Takes the outputs of some samples in a row.
   *
   * @param output of shape (rows, width), or more rows, which are left out
   * @param first place of the first sample
   */
  public void take(Plane output, int first, int rows) {
    for (int lane = 0; lane < numbers.length; lane++) {
      for (int cell = 0; cell < rows * width; cell++) {
        numbers[lane][first * width + cell] = (float) output.get(cell, lane);
      }
    }
  }

  /** Takes the energy of the state in which a model says something of a sample. */
  public void take(double energy, int sample, int lane) {
    energies[lane][sample] = energy;
  }

  /** What the model in a lane says, sample by sample; not to be changed. */
  public float[] of(int lane) {
    return numbers[lane];
  }

  /** What the model in a lane says of a sample. */
  public float[] of(int lane, int sample) {
    return Arrays.copyOfRange(numbers[lane], sample * width, (sample + 1) * width);
  }

  /** The energy of that state; NaN where a model has none. */
  public double energy(int lane, int sample) {
    return energies[lane][sample];
  }
}
