package org.basin.energy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.basin.kernel.Plane;

/**
 * How a net settles and how it learns from that. Every scheme has two steps: {@link #settle} leaves
 * the states that are measured, {@link #learn} changes the parameters.
 */
public enum Scheme {
  /**
   * Equilibrium propagation as in the notebook "Energy-Based Learning Schemes" (ep_neg, ep_pos),
   * after Scellier and Bengio (2017). The first phase is nudged towards the label by β after every
   * sweep; the second relaxes towards the label clamped, and the difference of the two is learned.
   * So the output that the notebook measures already leans towards the label by β; {@code
   * free_error} and {@code free_cost} do not.
   */
  EP {
    @Override
    void settle(EnergyNet net, Batch batch) {
      Plane output = batch.layers()[net.settings.matrices()];
      for (int sweep = 0; sweep < net.settings.freeSteps(); sweep++) {
        net.settleHidden(batch);
        net.predict(batch, output);
        net.kernels.nudge(output, batch.target(), net.nudging);
      }
    }

    @Override
    void learn(EnergyNet net, Batch batch) {
      net.learnFrom(batch, net.relaxForward(batch, net.settings.nudgedSteps()));
    }
  };

  /** Settles the states of a minibatch, starting from where they stand. */
  abstract void settle(EnergyNet net, Batch batch);

  /** Changes the parameters from the settled states of a minibatch. */
  abstract void learn(EnergyNet net, Batch batch);

  /** The name in a sweep file. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Names of all schemes. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Scheme::label).toList();
  }

  /**
   * The scheme of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Scheme of(String label) {
    return Arrays.stream(values())
        .filter(scheme -> scheme.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("a scheme is one of " + labels() + ", got " + label));
  }
}
