package org.basin.energy;

import java.util.List;
import java.util.stream.Stream;
import org.basin.learn.Along;
import org.basin.learn.Gauge;
import org.basin.learn.Gauges;
import org.basin.learn.Score;
import org.basin.learn.Score.Holds;

/** The metrics of energy nets. */
final class EnergyGauges {

  /** All metrics. */
  static final Gauges<Measures> ALL = new Gauges<>();

  static final Gauge<Measures> ERROR =
      ALL.along(Along.ALWAYS)
          .few()
          .less(
              "error",
              "percent of samples not decided for their label (lead > 0.001), mean over the last"
                  + " four epochs, in each of its last minibatch before the changes; measured on"
                  + " the nudged output with the notebook's schemes, as it does, on the free one"
                  + " with the study's",
              new MeanError());

  static final Gauge<Measures> FINAL_ERROR =
      ALL.along(Along.NAMED)
          .few()
          .less("final_error", "the same in the last epoch alone", Measures::finalError);

  static final Gauge<Measures> COST =
      ALL.along(Along.ALWAYS)
          .less(
              "cost",
              "mean squared distance of the output that error is measured on from the label, of the"
                  + " last minibatch before the last changes; the study's cost is half of it",
              Gauge.cell(Measures::cost));

  static final Gauge<Measures> FREE_ERROR =
      ALL.along(Along.ALWAYS)
          .few()
          .tie(1)
          .less(
              "free_error",
              "percent of all training samples not decided, on the plain output: before the last"
                  + " changes if one minibatch holds them all, else in one more first phase of"
                  + " every minibatch after them",
              new FreeError());

  static final Gauge<Measures> FREE_COST =
      ALL.along(Along.NAMED)
          .tie(2)
          .less(
              "free_cost",
              "mean squared distance of the plain output from the label, measured likewise",
              (m, lane) -> m.plain().cost(lane));

  static final Gauge<Measures> ENERGY =
      ALL.along(Along.ALWAYS)
          .less(
              "energy",
              "Hopfield energy -Σ b·s - Σ s W s, or the one that the sweep says, mean over the"
                  + " samples: the states that cost is measured on, the parameters after the last"
                  + " changes",
              new EnergyOfLanes());

  static final Gauge<Measures> ENERGY_BIASES =
      ALL.along(Along.NAMED)
          .onRequest()
          .less(
              "energy_biases",
              "the part -Σ b·s of energy",
              (m, lane) -> m.energyParts().ofBiases(lane));

  static final Gauge<Measures> ENERGY_WEIGHTS =
      ALL.along(Along.NAMED)
          .onRequest()
          .less(
              "energy_weights",
              "the part -Σ s W s of energy",
              (m, lane) -> m.energyParts().ofWeights(lane));

  static final Gauge<Measures> ENERGY_STATES =
      ALL.along(Along.NAMED)
          .onRequest()
          .less(
              "energy_states",
              "½ Σ |s|² of these states above the input; with energy it is what hard-sigmoid nets"
                  + " lower",
              (m, lane) -> m.energyParts().ofStates(lane));

  static final Gauge<Measures> SETTLED_ERROR =
      ALL.along(Along.NAMED)
          .few()
          .onRequest()
          .trained()
          .less(
              "settled_error",
              "percent of all training samples not decided by the trained net, settled from zero"
                  + " for settle_steps sweeps without any label",
              (m, lane) -> m.settled().error(lane));

  // What is bounded where states run away says nothing of a net whose parameters are NaN.
  static final Gauge<Measures> SETTLED_COST =
      ALL.along(Along.NAMED)
          .onRequest()
          .trained()
          .held(Holds.COMPLETE)
          .less(
              "settled_cost",
              "mean squared distance of that settled output; 3.4e38 if states run away",
              (m, lane) -> m.settled().cost(lane));

  static final Gauge<Measures> SETTLING_STEPS =
      ALL.along(Along.NAMED)
          .few()
          .onRequest()
          .trained()
          .held(Holds.COMPLETE)
          .less(
              "settling_steps",
              "sweeps until no state of a minibatch changes by more than 0.0001, settle_steps if"
                  + " that never happens; mean over the minibatches",
              (m, lane) -> m.settled().steps(lane));

  static final Gauge<Measures> RESIDUAL =
      ALL.along(Along.NAMED)
          .onRequest()
          .trained()
          .held(Holds.COMPLETE)
          .less(
              "residual",
              "largest change of a state in the last of these sweeps",
              (m, lane) -> m.settled().residual(lane));

  static final Gauge<Measures> RECONSTRUCTION_ERROR =
      ALL.onRequest()
          .trained()
          .held(Holds.COMPLETE)
          .less(
              "reconstruction_error",
              "mean squared distance of a training sample from the input that its label implies:"
                  + " settle_steps sweeps downwards from zero, the label held at the output",
              (m, lane) -> m.reconstruction().error(lane));

  static final Gauge<Measures> TEST_ERROR =
      ALL.tested()
          .along(Along.NAMED)
          .few()
          .less(
              "test_error",
              "settled_error over the test part of the data",
              (m, lane) -> m.tested().error(lane));

  static final Gauge<Measures> TEST_COST =
      ALL.tested()
          .along(Along.NAMED)
          .held(Holds.COMPLETE)
          .less(
              "test_cost",
              "settled_cost over the test part of the data",
              (m, lane) -> m.tested().cost(lane));

  private EnergyGauges() {}

  /** Whether one is a part of the Hopfield energy. */
  static boolean ofHopfieldEnergy(Score score) {
    return Stream.of(ENERGY_BIASES, ENERGY_WEIGHTS, ENERGY_STATES)
        .anyMatch(part -> part.score().equals(score));
  }

  /** Reads the lanes of the last epochs' errors one epoch after the other. */
  private static final class MeanError implements Gauge.Reading<Measures> {
    @Override
    public double of(Measures measures, int lane) {
      return measures.meanError(lane);
    }

    @Override
    public void all(Measures measures, double[] numbers) {
      measures.meanErrors(numbers);
    }
  }

  /** The energy of the lanes. */
  private static final class EnergyOfLanes implements Gauge.Reading<Measures> {
    @Override
    public double of(Measures measures, int lane) {
      return measures.energy().total(lane);
    }

    @Override
    public void all(Measures measures, double[] numbers) {
      measures.energy().totals(numbers);
    }
  }

  /** The errors of the plain output. */
  private static final class FreeError implements Gauge.Reading<Measures> {
    @Override
    public double of(Measures measures, int lane) {
      return measures.plain().error(lane);
    }

    @Override
    public void all(Measures measures, double[] numbers) {
      measures.plain().errors(numbers);
    }
  }

  /** Whether some need the plain output. */
  static boolean free(List<Gauge<Measures>> gauges) {
    return gauges.contains(FREE_ERROR) || gauges.contains(FREE_COST);
  }

  /** Whether one needs the trained net to settle over its training data. */
  static boolean settles(Gauge<Measures> gauge) {
    return gauge.lasting() && !gauge.tests() && gauge != RECONSTRUCTION_ERROR;
  }
}
