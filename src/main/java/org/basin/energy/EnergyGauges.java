package org.basin.energy;

import org.basin.learn.Gauge;
import org.basin.learn.Gauges;
import org.basin.learn.Score.Holds;

/** The metrics of energy nets. */
final class EnergyGauges {

  /** All metrics. */
  static final Gauges<Measures> ALL = new Gauges<>();

  static final Gauge<Measures> ERROR =
      ALL.few()
          .less(
              "error",
              "percent of samples not decided for their label (lead > 0.001), mean over the last"
                  + " four epochs, in each of its last minibatch before the changes; measured on"
                  + " the nudged output with the notebook's schemes, as it does, on the free one"
                  + " with the study's",
              Measures::meanError);

  static final Gauge<Measures> FINAL_ERROR =
      ALL.few().less("final_error", "the same in the last epoch alone", Measures::finalError);

  static final Gauge<Measures> COST =
      ALL.less(
          "cost",
          "mean squared distance of the output that error is measured on from the label, of the"
              + " last minibatch before the last changes; the study's cost is half of it",
          Measures::cost);

  static final Gauge<Measures> FREE_ERROR =
      ALL.few()
          .less(
              "free_error",
              "percent of all training samples not decided, on the plain output: before the last"
                  + " changes if one minibatch holds them all, else in one more first phase of"
                  + " every minibatch after them",
              (m, lane) -> m.plain().error(lane));

  static final Gauge<Measures> FREE_COST =
      ALL.less(
          "free_cost",
          "mean squared distance of the plain output from the label, measured likewise",
          (m, lane) -> m.plain().cost(lane));

  static final Gauge<Measures> ENERGY =
      ALL.less(
          "energy",
          "Hopfield energy -Σ b·s - Σ s W s, mean over the samples: the states that cost is"
              + " measured on, the parameters after the last changes",
          (m, lane) -> m.energy().total(lane));

  static final Gauge<Measures> ENERGY_BIASES =
      ALL.onRequest()
          .less(
              "energy_biases", "the part -Σ b·s of energy", (m, lane) -> m.energy().ofBiases(lane));

  static final Gauge<Measures> ENERGY_WEIGHTS =
      ALL.onRequest()
          .less(
              "energy_weights",
              "the part -Σ s W s of energy",
              (m, lane) -> m.energy().ofWeights(lane));

  static final Gauge<Measures> ENERGY_STATES =
      ALL.onRequest()
          .less(
              "energy_states",
              "½ Σ |s|² of these states above the input; with energy it is what hard-sigmoid nets"
                  + " lower",
              (m, lane) -> m.energy().ofStates(lane));

  static final Gauge<Measures> SETTLED_ERROR =
      ALL.few()
          .onRequest()
          .trained()
          .less(
              "settled_error",
              "percent of all training samples not decided by the trained net, settled from zero"
                  + " for settle_steps sweeps without any label",
              (m, lane) -> m.settled().error(lane));

  // What is bounded where states run away says nothing of a net whose parameters are NaN.
  static final Gauge<Measures> SETTLED_COST =
      ALL.onRequest()
          .trained()
          .held(Holds.COMPLETE)
          .less(
              "settled_cost",
              "mean squared distance of that settled output; 3.4e38 if states run away",
              (m, lane) -> m.settled().cost(lane));

  static final Gauge<Measures> SETTLING_STEPS =
      ALL.few()
          .onRequest()
          .trained()
          .held(Holds.COMPLETE)
          .less(
              "settling_steps",
              "sweeps until no state of a minibatch changes by more than 0.0001, settle_steps if"
                  + " that never happens; mean over the minibatches",
              (m, lane) -> m.settled().steps(lane));

  static final Gauge<Measures> RESIDUAL =
      ALL.onRequest()
          .trained()
          .held(Holds.COMPLETE)
          .less(
              "residual",
              "largest change of a state in the last of these sweeps",
              (m, lane) -> m.settled().residual(lane));

  static final Gauge<Measures> TEST_ERROR =
      ALL.tested()
          .few()
          .less(
              "test_error",
              "settled_error over the test part of the data",
              (m, lane) -> m.tested().error(lane));

  static final Gauge<Measures> TEST_COST =
      ALL.tested()
          .held(Holds.COMPLETE)
          .less(
              "test_cost",
              "settled_cost over the test part of the data",
              (m, lane) -> m.tested().cost(lane));

  private EnergyGauges() {}

  /** Whether one needs the trained net to settle over its training data. */
  static boolean settles(Gauge<Measures> gauge) {
    return gauge.lasting() && !gauge.tests();
  }
}
