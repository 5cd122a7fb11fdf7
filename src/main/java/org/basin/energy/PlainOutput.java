package org.basin.energy;

import java.util.Arrays;
import org.basin.data.Samples;
import org.basin.kernel.Plane;

/**
 * What the plain output, which no label pulls, says of all training samples.
 *
 * <p>One minibatch that holds them all is measured as the other metrics are: in the settled states
 * of its last step, before the parameters change. Where minibatches are smaller, the net is
 * measured once after its last update: every minibatch runs one more first phase, from the states
 * that a further epoch would start from, in the order of the data, and nothing is learned. The
 * samples of an incomplete last minibatch, which training leaves out, run theirs from zero, in a
 * minibatch filled up with the first samples; those are not counted again.
 *
 * <p>The first phase of most of the notebook's schemes pulls the output towards the label, and
 * through it the hidden layers; the plain output is what the last hidden layer then predicts.
 */
final class PlainOutput {

  private final EnergyNet net;
  private final Plane plain;

  /** The minibatch of the samples that training leaves out; null when there are none. */
  private final Batches rest;

  private final int samples;

  /** Of the one minibatch, one cell each. */
  private final Plane fraction;

  private final Plane cost;

  /** Sums over the samples of many minibatches, by lane. */
  private final double[] wrong;

  private final double[] distance;

  PlainOutput(EnergyNet net, Samples data) {
    this.net = net;
    plain = net.settings.scheme().source() == Source.NOTEBOOK ? net.outputPlane() : null;
    samples = data.size();
    int rows = net.settings.batchSize();
    int complete = samples - samples % rows;
    rest =
        complete == samples
            ? null
            : Batches.inOrder(net.settings, data, net.kernels, complete, complete + rows, rows);
    fraction = net.kernels.plane(1);
    cost = net.kernels.plane(1);
    wrong = new double[net.kernels.lanes()];
    distance = new double[net.kernels.lanes()];
  }

  /** Whether one minibatch holds all samples. */
  boolean whole() {
    return net.settings.batchSize() == samples;
  }

  /** Measures error or cost, or both, of the settled states of the one minibatch. */
  void measure(Batch batch, boolean error, boolean distance) {
    int rows = batch.rows();
    Plane output = output(batch);
    if (error) {
      net.kernels.errors(output, batch.target(), Measures.MARGIN, fraction, rows, units());
    }
    if (distance) {
      net.kernels.squaredDistance(output, batch.target(), cost, rows);
    }
  }

  /** Measures a net in training, whose states stay as they are. */
  void look() {
    net.batches.save();
    measureTrained();
    net.batches.putBack();
  }

  /** Measures the trained net; the states of its minibatches move on. */
  void measureTrained() {
    Arrays.fill(wrong, 0);
    Arrays.fill(distance, 0);
    net.batches.straighten();
    for (int i = 0; i < net.batches.size(); i++) {
      Batch batch = net.batches.begin(i);
      net.settings.scheme().settle(net, batch);
      add(batch, batch.rows());
    }
    if (rest != null) {
      Batch batch = rest.begin(0);
      net.settings.scheme().settle(net, batch);
      add(batch, samples % batch.rows());
    }
  }

  /** Has the phases of training keep what {@link #measure} else computes again. */
  void keep() {
    Scheme scheme = net.settings.scheme();
    if (whole()
        && (scheme == Scheme.EP || scheme == Scheme.PC_NUDGE || scheme == Scheme.FIRST_STEP)) {
      net.unpulled = plain;
    }
  }

  private Plane output(Batch batch) {
    if (net.unpulled != null) {
      return net.unpulled;
    }
    if (plain == null) {
      return batch.output();
    }
    net.predict(batch, plain);
    return plain;
  }

  private int units() {
    return net.settings.units(net.settings.matrices());
  }

  /** Adds the first rows of a minibatch. */
  private void add(Batch batch, int rows) {
    Plane output = output(batch);
    int units = units();
    for (int lane = 0; lane < wrong.length; lane++) {
      for (int r = 0; r < rows; r++) {
        add(output, batch.target(), r * units, units, lane);
      }
    }
  }

  /** Adds one sample; an output that is NaN decides nothing. */
  private void add(Plane output, Plane target, int first, int units, int lane) {
    double right = Double.NaN;
    double other = Double.NEGATIVE_INFINITY;
    for (int cell = first; cell < first + units; cell++) {
      double o = output.get(cell, lane);
      double t = target.get(cell, lane);
      right = t > 0.5 ? o : right;
      other = t > 0.5 ? other : Math.max(other, o);
      distance[lane] += (o - t) * (o - t);
    }
    wrong[lane] += right - other > Measures.MARGIN ? 0 : 1;
  }

  /** Percent of samples not decided for their label. */
  double error(int lane) {
    return 100 * (whole() ? fraction.get(0, lane) : wrong[lane] / samples);
  }

  /** Those of every lane. */
  void errors(double[] numbers) {
    if (whole()) {
      fraction.read(0, numbers);
    } else {
      System.arraycopy(wrong, 0, numbers, 0, numbers.length);
    }
    double divisor = whole() ? 1 : samples;
    for (int lane = 0; lane < numbers.length; lane++) {
      numbers[lane] = 100 * (numbers[lane] / divisor);
    }
  }

  /** Mean squared distance from the label. */
  double cost(int lane) {
    return whole() ? cost.get(0, lane) : distance[lane] / samples;
  }
}
