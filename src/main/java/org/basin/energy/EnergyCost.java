package org.basin.energy;

import org.basin.data.Dataset;
import org.basin.kernel.Activation;

/** What one trial costs. */
final class EnergyCost {

  private final EnergySettings settings;
  private final Dataset data;
  private final boolean study;
  private final long units;

  EnergyCost(EnergySettings settings, Dataset data) {
    this.settings = settings;
    this.data = data;
    study = settings.scheme().source() == Source.STUDY;
    units = settings.sizes().stream().mapToLong(Integer::longValue).sum();
  }

  /** About how many additions and multiplications it takes. */
  double operations() {
    double sweep = 4.0 * settings.weights() + unit() * units;
    double step = settings.scheme().sweeps(settings) * sweep + change() * settings.weights();
    return settings.epochs() * (double) data.train().size() * step;
  }

  /** Of a unit in a sweep: its activation, and the notebook's normalisation. */
  private double unit() {
    if (!study) {
      return 25;
    }
    Activation f = settings.activation();
    return f == Activation.SIGMOID || f == Activation.TANH ? 20 : 3;
  }

  /** Of a weight for each sample: what its change sums, and a share of the step of a minibatch. */
  private double change() {
    return study ? 6 + 6.0 / settings.batchSize() : 3;
  }

  /** How many numbers it keeps: parameters, states, samples. */
  long cells() {
    if (!study) {
      return 2 * settings.weights() + units * (3L + settings.batchSize() + data.train().size());
    }
    return 4 * settings.weights()
        + units * (6 + states() * settings.batchSize() + data.train().size());
  }

  /** How many states of a minibatch a scheme of the study keeps besides those of all samples. */
  private long states() {
    return switch (settings.scheme()) {
      case TBP -> 6L + settings.nudgedSteps();
      case RBP -> 7;
      default -> 4;
    };
  }
}
