package org.basin.energy;

import static org.basin.energy.Contrast.Output.HELD;
import static org.basin.energy.Contrast.Output.NUDGED;
import static org.basin.energy.Pull.AWAY;
import static org.basin.energy.Pull.NONE;
import static org.basin.energy.Pull.TOWARDS;
import static org.basin.energy.Pull.WHOLE;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.basin.sweep.Labels;

/**
 * How a net settles and how it learns from that. Every scheme has two steps: {@link #settle} leaves
 * the states that are measured, {@link #learn} changes the parameters. {@code docs/energy.md} gives
 * all formulas.
 */
public enum Scheme {
  /** The notebook's equilibrium propagation. */
  EP(Source.NOTEBOOK, 1, Notebook.Ep::new),
  /** The notebook's contrastive Hebbian learning. */
  CHL(Source.NOTEBOOK, 1, Notebook.Chl::new),
  /** The notebook's nudged predictive coding. */
  PC_NUDGE(Source.NOTEBOOK, 1, NotebookPcNudge::new),
  /** The notebook's first step, for layers as wide as the output. */
  FIRST_STEP(Source.NOTEBOOK, 1, NotebookFirstStep::new),
  /** The first steps of inference, for any widths. */
  EARLY_INFERENCE(Source.BASIN, 1, EarlyInference::new),
  /** Contrastive learning: free against the output clamped to the label. */
  CL(Source.STUDY, 2, net -> new Contrast(net, NONE, WHOLE, HELD)),
  /** Positively perturbed equilibrium propagation: nudgings 0 and β. */
  PEP(Source.STUDY, 2, net -> new Contrast(net, NONE, TOWARDS, NUDGED)),
  /** Negatively perturbed equilibrium propagation: nudgings -β and 0. */
  NEP(Source.STUDY, 2, net -> new Contrast(net, AWAY, NONE, NUDGED)),
  /** Centred equilibrium propagation: nudgings -β and β. */
  CEP(Source.STUDY, 2, net -> new Contrast(net, AWAY, TOWARDS, NUDGED)),
  /** Positively perturbed coupled learning. */
  PCPL(Source.STUDY, 2, net -> new Contrast(net, NONE, TOWARDS, HELD)),
  /** Negatively perturbed coupled learning. */
  NCPL(Source.STUDY, 2, net -> new Contrast(net, AWAY, NONE, HELD)),
  /** Centred coupled learning. */
  CCPL(Source.STUDY, 2, net -> new Contrast(net, AWAY, TOWARDS, HELD)),
  /** Truncated backpropagation through the last iterations. */
  TBP(Source.STUDY, 4, Unrolled::new),
  /** Recurrent backpropagation at the free state. */
  RBP(Source.STUDY, 2, Recurrent::new);

  private final Source source;
  private final int sweepsOfStep;
  private final Function<EnergyNet, Rule> rule;

  /**
   * @param sweepsOfStep how many sweeps over the layers one of {@code nudged_steps} is worth
   */
  Scheme(Source source, int sweepsOfStep, Function<EnergyNet, Rule> rule) {
    this.source = source;
    this.sweepsOfStep = sweepsOfStep;
    this.rule = rule;
  }

  /** This scheme at work on a net. */
  Rule rule(EnergyNet net) {
    return rule.apply(net);
  }

  /** Settles the states of a minibatch, starting from where they stand. */
  void settle(EnergyNet net, Batch batch) {
    net.rule().settle(batch);
  }

  /** Changes the parameters from the settled states of a minibatch. */
  void learn(EnergyNet net, Batch batch) {
    net.rule().learn(batch);
  }

  Source source() {
    return source;
  }

  /** How many sweeps over all layers both phases together are worth. */
  long sweeps(EnergySettings settings) {
    return switch (this) {
      case CHL -> settings.freeSteps() + Math.min(1L, settings.nudgedSteps());
      case FIRST_STEP -> settings.freeSteps() + 1L;
      case EARLY_INFERENCE -> 2;
      default -> settings.freeSteps() + (long) sweepsOfStep * settings.nudgedSteps();
    };
  }

  /** Whether the estimate is a difference divided by β. */
  boolean dividesByNudging() {
    return source == Source.STUDY && this != CL && this != TBP && this != RBP;
  }

  /** Why this scheme can't train layers 0 to L of these sizes; empty when it can. */
  public Optional<String> refusal(List<Integer> sizes) {
    return this == FIRST_STEP ? NotebookFirstStep.refusal(sizes) : Optional.empty();
  }

  /** The name in a sweep file. */
  public String label() {
    return Labels.of(this);
  }
}
