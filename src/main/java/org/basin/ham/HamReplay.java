package org.basin.ham;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.EveryLane;

/**
 * A hypergraph whose weights and states can be set and read between steps, for holding it against
 * reference vectors and for trying it out. Every lane is given the same numbers; reading asserts
 * that the lanes agree to the last bit.
 *
 * <p>Arrays are row-major: states of shape (samples, units), weights of the synapse's shape.
 */
public final class HamReplay {

  private final Dynamics dynamics;
  private final Plane sample;
  private final Plane scratch;

  /**
   * @param samples how many states are moved at once, each by itself
   */
  public HamReplay(Hypergraph graph, int samples, Kernels kernels) {
    dynamics = new Dynamics(graph, samples, kernels);
    sample = kernels.plane(samples);
    scratch = kernels.plane(samples);
  }

  /**
   * Sets numbers of a layer's Lagrangian: {@code beta}, {@code n}, {@code gamma}, {@code delta}.
   *
   * @throws IllegalArgumentException for any other name
   */
  public void setParameters(int layer, Map<String, Double> values) {
    values.forEach((name, value) -> parameter(layer, name).setAll(0, value));
  }

  /** Reads the numbers of a layer's Lagrangian. */
  public Map<String, Double> parameters(int layer) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String name : List.of("beta", "n", "gamma", "delta")) {
      values.put(name, EveryLane.get(parameter(layer, name))[0]);
    }
    return values;
  }

  private Plane parameter(int layer, String name) {
    Neurons neurons = dynamics.neurons[layer];
    return switch (name) {
      case "beta" -> neurons.beta;
      case "n" -> neurons.power;
      case "gamma" -> neurons.gamma;
      case "delta" -> neurons.delta;
      default ->
          throw new IllegalArgumentException(
              "a parameter must be one of beta, n, gamma, delta, got " + name);
    };
  }

  /** What it is made of. */
  public Hypergraph graph() {
    return dynamics.graph;
  }

  /** How many states are moved at once. */
  public int samples() {
    return dynamics.samples;
  }

  /** Sets dt/τ of a layer. */
  public void setRate(int layer, double value) {
    dynamics.neurons[layer].rate.setAll(0, value);
  }

  /** Reads dt/τ of a layer. */
  public double rate(int layer) {
    return EveryLane.get(dynamics.neurons[layer].rate)[0];
  }

  /** Sets the weights of a synapse. */
  public void setWeights(int synapse, double[] values) {
    EveryLane.set(dynamics.weights[synapse].plane(), values);
  }

  /** Reads the weights of a synapse. */
  public double[] weights(int synapse) {
    return EveryLane.get(dynamics.weights[synapse].plane());
  }

  /** Sets the states of a layer. */
  public void setStates(int layer, double[] values) {
    EveryLane.set(dynamics.neurons[layer].x, values);
  }

  /** Sets which units of a layer are free (1) or clamped (0). */
  public void setMask(int layer, double[] values) {
    EveryLane.set(dynamics.neurons[layer].mask, values);
  }

  /** Reads which units of a layer are free (1) or clamped (0). */
  public double[] mask(int layer) {
    return EveryLane.get(dynamics.neurons[layer].mask);
  }

  /** Reads the states of a layer. */
  public double[] states(int layer) {
    return EveryLane.get(dynamics.neurons[layer].x);
  }

  /** Computes activations and fields from the states; what follows reads them. */
  public void look() {
    dynamics.look();
  }

  /** Activations of a layer. */
  public double[] activations(int layer) {
    return EveryLane.get(dynamics.neurons[layer].g);
  }

  /** {@code −∂E/∂g} of a layer: its update, before dt/τ and the mask. */
  public double[] updates(int layer) {
    double[] updates = EveryLane.get(dynamics.neurons[layer].field);
    double[] states = states(layer);
    Arrays.setAll(updates, i -> updates[i] - states[i]);
    return updates;
  }

  /** {@code ∂E/∂g} of a layer: minus its {@linkplain #updates updates}. */
  public double[] gradients(int layer) {
    double[] gradients = updates(layer);
    Arrays.setAll(gradients, i -> -gradients[i]);
    return gradients;
  }

  /** The Lagrangian of a layer, one number for each sample. */
  public double[] lagrangians(int layer) {
    dynamics.neurons[layer].layer.lagrangian().law().value(dynamics.neurons[layer], sample);
    return EveryLane.get(sample);
  }

  /** {@code g·x − L} of a layer, one number for each sample. */
  public double[] layerEnergies(int layer) {
    dynamics.layerEnergy(layer, sample);
    return EveryLane.get(sample);
  }

  /** Energy of a connection, one number for each sample. */
  public double[] connectionEnergies(int connection) {
    dynamics.connectionEnergy(connection, sample);
    return EveryLane.get(sample);
  }

  /** Energy of everything, one number for each sample. */
  public double[] energies() {
    dynamics.energy(sample, scratch);
    return EveryLane.get(sample);
  }

  /** One step of all layers. */
  public void step() {
    dynamics.step();
  }
}
