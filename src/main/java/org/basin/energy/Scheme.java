package org.basin.energy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    void sweep(EnergyNet net, Batch batch) {
      net.settleHidden(batch);
      net.predict(batch, batch.output());
      net.kernels.nudge(batch.output(), batch.target(), net.nudging);
    }

    @Override
    void learn(EnergyNet net, Batch batch) {
      net.learnFrom(batch, net.relaxForward(batch, net.settings.nudgedSteps()));
    }
  },

  /**
   * Contrastive Hebbian learning as in the notebook (chl_neg, chl_pos), after Movellan (1991). The
   * first phase never hears the label, so its error is honest. The second holds the output at the
   * label and relaxes downwards from the settled states, which takes one sweep: more would repeat
   * it.
   */
  CHL {
    @Override
    void sweep(EnergyNet net, Batch batch) {
      net.settleHidden(batch);
      net.predict(batch, batch.output());
    }

    @Override
    void learn(EnergyNet net, Batch batch) {
      Plane label = batch.target();
      net.learnFrom(batch, net.relaxReverse(batch, label, net.settings.nudgedSteps()));
    }

    @Override
    int sweeps(EnergySettings settings) {
      return settings.freeSteps() + Math.min(1, settings.nudgedSteps());
    }
  },

  /**
   * Nudged predictive coding as in the notebook (pcnudge_neg, pcnudge_pos). Its first phase adds to
   * each prediction p the whole error of the state, {@code p + (state - p)}, which is the state:
   * the hidden layers are only normalised again, and from zero they never move, so that nothing but
   * {@code W[0]} and the biases is learned.
   */
  PC_NUDGE {
    @Override
    void sweep(EnergyNet net, Batch batch) {
      net.settleAgainstPredictions(batch);
      net.predict(batch, batch.output());
      net.kernels.nudge(batch.output(), batch.target(), net.nudging);
    }

    @Override
    void learn(EnergyNet net, Batch batch) {
      net.learnFrom(batch, net.relaxForward(batch, net.settings.nudgedSteps()));
    }
  },

  /**
   * The notebook's first step (ep_neg, first_step_pos): settles as {@link #EP}, learns as {@link
   * FirstStep} says. Needs layers as wide as the output.
   */
  FIRST_STEP {
    @Override
    void sweep(EnergyNet net, Batch batch) {
      EP.sweep(net, batch);
    }

    @Override
    void learn(EnergyNet net, Batch batch) {
      FirstStep.learn(net, batch);
    }

    @Override
    public Optional<String> refusal(List<Integer> sizes) {
      return FirstStep.refusal(sizes);
    }

    @Override
    int sweeps(EnergySettings settings) {
      return settings.freeSteps() + 1;
    }
  },

  /** A forward pass, then one step of every layer, top down; see {@link EarlyInference}. */
  EARLY_INFERENCE {
    @Override
    void sweep(EnergyNet net, Batch batch) {
      EarlyInference.predict(net, batch);
    }

    @Override
    void settle(EnergyNet net, Batch batch) {
      sweep(net, batch);
    }

    @Override
    void learn(EnergyNet net, Batch batch) {
      net.learnFrom(batch, EarlyInference.move(net, batch));
    }

    @Override
    int sweeps(EnergySettings settings) {
      return 2;
    }
  };

  /** One sweep of the first phase, from where the states stand. */
  abstract void sweep(EnergyNet net, Batch batch);

  /** Settles the states of a minibatch, starting from where they stand. */
  void settle(EnergyNet net, Batch batch) {
    for (int sweep = 0; sweep < net.settings.freeSteps(); sweep++) {
      sweep(net, batch);
    }
  }

  /** Changes the parameters from the settled states of a minibatch. */
  abstract void learn(EnergyNet net, Batch batch);

  /** Why this scheme can't train layers 0 to L of these sizes; empty when it can. */
  public Optional<String> refusal(List<Integer> sizes) {
    return Optional.empty();
  }

  /** About how many sweeps over all layers both phases take together. */
  int sweeps(EnergySettings settings) {
    return settings.freeSteps() + settings.nudgedSteps();
  }

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
