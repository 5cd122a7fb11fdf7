package org.basin.energy;

import java.util.Set;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.EveryLane;

/**
 * A net whose parameters and states can be set and read between its phases, for holding it against
 * reference vectors. Every lane is given the same trial; reading one asserts that the lanes agree
 * to the last bit.
 *
 * <p>Arrays are row-major: {@code W[k]} of shape (sizes[k], sizes[k+1]), states of shape (samples,
 * units).
 */
public final class EnergyReplay {

  private final EnergySettings settings;
  private final Kernels kernels;
  private final EnergyNet net;

  /** States of all samples as set, because an incomplete last minibatch keeps them. */
  private final double[][] untouched;

  /**
   * @param data the samples; as many rows as states have
   */
  public EnergyReplay(EnergySettings settings, Dataset data, Kernels kernels) {
    this.settings = settings;
    this.kernels = kernels;
    net = new EnergyNet(settings, data, kernels);
    untouched = new double[settings.sizes().size()][];
    for (int k = 0; k < untouched.length; k++) {
      untouched[k] = new double[data.train().size() * settings.units(k)];
    }
  }

  /** Sets {@code W[k]}. */
  public void setWeights(int k, double[] values) {
    EveryLane.set(net.weights[k], values, 0);
  }

  /** Reads {@code W[k]}. */
  public double[] weights(int k) {
    return EveryLane.get(net.weights[k]);
  }

  /** Sets the bias of layer k, from 1. */
  public void setBiases(int k, double[] values) {
    EveryLane.set(net.biases[k], values, 0);
  }

  /** Reads the bias of layer k, from 1. */
  public double[] biases(int k) {
    return EveryLane.get(net.biases[k]);
  }

  /** Sets α of {@code W[k]} and of the bias above it. */
  public void setStepSize(int k, double value) {
    net.stepSizes[k].setAll(0, value);
    setBiasStepSize(k, value);
  }

  /** Sets α of the bias above {@code W[k]} alone. */
  public void setBiasStepSize(int k, double value) {
    net.biasStepSizes[k].setAll(0, value);
  }

  /** Sets β. */
  public void setNudging(double value) {
    net.nudging.setAll(0, value);
  }

  /** Sets the momentum m. */
  public void setMomentum(double value) {
    net.momentum.setAll(0, value);
  }

  /** Sets the weight decay λ. */
  public void setWeightDecay(double value) {
    net.weightDecay.setAll(0, value);
  }

  /**
   * Begins a training with the parameters and states as they stand: velocities are zero, and the
   * scheme knows its nudging. Needed before the first step of the study's schemes.
   */
  public void begin() {
    net.rule().restart();
  }

  /** The gradient by {@code W[k]} that a scheme of the study estimated last. */
  public double[] weightGradient(int k) {
    return EveryLane.get(study().descent().weights[k]);
  }

  /** The gradient by the bias of layer k, from 1, that a scheme of the study estimated last. */
  public double[] biasGradient(int k) {
    return EveryLane.get(study().descent().biases[k]);
  }

  /**
   * The states of layer k, from 1, after the first of the two phases that the last step compared.
   */
  public double[] firstStates(int k) {
    if (net.rule() instanceof Contrast contrast) {
      return EveryLane.get(contrast.states[k]);
    }
    throw new IllegalArgumentException("scheme must compare two phases, got " + settings.scheme());
  }

  private Study study() {
    if (net.rule() instanceof Study study) {
      return study;
    }
    throw new IllegalArgumentException("scheme must be of the study, got " + settings.scheme());
  }

  /**
   * Sets the states of layer k for all samples. Those of layer 0 are the inputs, which the data set
   * gives in single precision only.
   */
  public void setStates(int k, double[] values) {
    untouched[k] = values.clone();
    for (int i = 0; i < net.batches.size(); i++) {
      EveryLane.set(
          net.batches.get(i).layers()[k], values, i * settings.batchSize() * settings.units(k));
    }
  }

  /** Reads the states of layer k, from 1, of all samples. */
  public double[] states(int k) {
    double[] all = untouched[k].clone();
    int cells = settings.batchSize() * settings.units(k);
    for (int i = 0; i < net.batches.size(); i++) {
      System.arraycopy(EveryLane.get(net.batches.get(i).layers()[k]), 0, all, i * cells, cells);
    }
    return all;
  }

  /** The first phase on a minibatch. */
  public void settle(int batch) {
    settings.scheme().settle(net, net.batches.get(batch));
  }

  /** The second phase on a minibatch and the parameter changes. */
  public void learn(int batch) {
    settings.scheme().learn(net, net.batches.get(batch));
  }

  /** Both phases on every minibatch. */
  public void epoch() {
    for (int i = 0; i < net.batches.size(); i++) {
      settle(i);
      learn(i);
    }
  }

  /** Relaxes bottom up towards the target and reads layers 1..L of the first minibatch. */
  public double[][] relaxForward(int sweeps) {
    return get(new LabelRelaxation(net).forward(net.batches.get(0), sweeps));
  }

  /** Relaxes top down with the output held and reads layers 1..L of the first minibatch. */
  public double[][] relaxReverse(double[] output, int sweeps) {
    Plane held = kernels.plane(output.length);
    EveryLane.set(held, output, 0);
    return get(new LabelRelaxation(net).reverse(net.batches.get(0), held, sweeps));
  }

  /**
   * Relaxes the first minibatch backward once, with its input held beside the output, and reads
   * layers 0..L.
   */
  public double[][] relaxBackward(double[] output) {
    Batch batch = net.batches.get(0);
    Plane[] states = net.states();
    states[0] = kernels.plane(batch.rows() * settings.units(0));
    for (int k = 0; k < states.length - 1; k++) {
      kernels.copy(batch.layers()[k], states[k]);
    }
    EveryLane.set(states[states.length - 1], output);
    new Backward(net).relax(states, Set.of(0), batch.rows(), 1);
    double[][] layers = get(states);
    layers[0] = EveryLane.get(states[0]);
    return layers;
  }

  /** The one-hot labels of the first minibatch. */
  public double[] target() {
    return EveryLane.get(net.batches.get(0).target());
  }

  private static double[][] get(Plane[] planes) {
    double[][] layers = new double[planes.length][];
    for (int k = 1; k < planes.length; k++) {
      layers[k] = EveryLane.get(planes[k]);
    }
    return layers;
  }

  /** Mean squared distance of the last minibatch's output from its target. */
  public double cost() {
    return cost(net.batches.size() - 1);
  }

  /** Mean squared distance of a minibatch's output from its target. */
  public double cost(int index) {
    Batch batch = net.batches.get(index);
    Plane cost = kernels.plane(1);
    kernels.squaredDistance(batch.output(), batch.target(), cost, batch.rows());
    return EveryLane.get(cost)[0];
  }

  /** The Hopfield energy of a minibatch's states, mean over its samples. */
  public double energy(int index) {
    HopfieldEnergy energy = new HopfieldEnergy(net);
    energy.keep(net.batches.get(index));
    energy.measure();
    return energy.total(0);
  }

  /** Fraction of the last minibatch's samples not decided for their label. */
  public double error() {
    return error(net.batches.size() - 1, Measures.MARGIN);
  }

  /** Fraction of a minibatch's samples whose right output does not lead by more than the margin. */
  public double error(int index, double margin) {
    Batch batch = net.batches.get(index);
    Plane fraction = kernels.plane(1);
    kernels.errors(
        batch.output(),
        batch.target(),
        margin,
        fraction,
        batch.rows(),
        settings.units(settings.matrices()));
    return EveryLane.get(fraction)[0];
  }
}
