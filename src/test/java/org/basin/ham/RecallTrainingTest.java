package org.basin.ham;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.basin.data.Samples;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.nd4j.Nd4jEngine;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.NetLearner;
import org.basin.learn.Score;
import org.basin.learn.Wanted;
import org.junit.jupiter.api.Test;

final class RecallTrainingTest {

  private static final LaneValues NOTHING_SET = new LaneValues(Map.of(), List.of());

  private static final Kernels DOUBLES = new ScalarKernels(Precision.DOUBLE, 1);
  private static final double H = 1e-6;

  private static double loss(Dynamics dynamics, Cues cues, int steps) {
    dynamics.show(cues);
    for (int t = 0; t < steps; t++) {
      dynamics.step();
    }
    dynamics.activate();
    Plane g = dynamics.neurons[0].g;
    double sum = 0;
    for (int cell = 0; cell < g.cells(); cell++) {
      double d = g.get(cell, 0) - cues.targets.get(cell, 0);
      sum += d * d;
    }
    return sum / 2 / g.cells();
  }

  /** Three layers, a bias and a layer that is joined to itself, clamped in part. */
  @Test
  void theGradientIsTheSlopeOfTheLoss() {
    theGradientIsTheSlopeOfTheLoss(Map.of(), Map.of());
  }

  @Test
  void theGradientIsTheSlopeOfTheLossWhereverRecallsStartAndWhateverTheyHold() {
    theGradientIsTheSlopeOfTheLoss(Map.of("start", "random"), Map.of());
    theGradientIsTheSlopeOfTheLoss(
        Map.of(
            "states",
            List.of("hidden 0.3 -0.2 0.5 0.1"),
            "mask",
            List.of("visible 0 1*4", "hidden 1 0 1 1", "top 1 1 0")),
        Map.of("state_2_1", 0.4, "state_0_2", -0.3));
  }

  private static void theGradientIsTheSlopeOfTheLoss(
      Map<String, Object> more, Map<String, Double> fixed) {
    LaneValues values = new LaneValues(fixed, List.of());
    for (Lagrangian lagrangian : Lagrangian.values()) {
      Random random = new Random(lagrangian.ordinal());
      Map<String, Object> structure =
          new HashMap<>(
              Map.of(
                  "neurons",
                  List.of("visible tanh 5", "hidden " + lagrangian.label() + " 2x2", "top tanh 3"),
                  "synapses",
                  List.of(
                      "a dense normal 1",
                      "b dense normal 1",
                      "c dense normal 1",
                      "d dense normal 1"),
                  "connections",
                  List.of("a visible hidden", "b hidden top", "c hidden", "d visible visible"),
                  "patterns",
                  3L,
                  "clamp",
                  "known",
                  "steps",
                  4L,
                  "train_steps",
                  1L));
      structure.putAll(more);
      HamSettings settings = HamSettings.of(structure);
      Dynamics dynamics = new Dynamics(settings.graph(), settings.cues(), DOUBLES);
      Cues cues = new Cues(settings, DOUBLES, Patterns.Purpose.TRAINING, values);
      cues.spoil(
          0,
          5,
          new Patterns(settings, Samples.NONE),
          new Cues.Corruption(0.4, 0.3, 0),
          new double[0]);
      for (int k = 1; k < 3; k++) {
        Plane mask = dynamics.neurons[k].mask;
        for (int cell = 0; cell < mask.cells(); cell++) {
          int unit = cell % dynamics.neurons[k].units;
          mask.setAll(cell, settings.manner().holds(k, unit) ? 0 : 1);
        }
      }
      for (SynapseWeights weights : dynamics.weights) {
        for (int cell = 0; cell < weights.plane().cells(); cell++) {
          weights.plane().set(cell, 0, 0.5 * random.nextGaussian());
        }
      }
      for (Neurons one : dynamics.neurons) {
        one.rate.set(0, 0, 0.3);
        one.power.set(0, 0, 3);
        one.beta.set(0, 0, 0.8);
      }
      RecallTraining training = new RecallTraining(settings, dynamics, cues);
      Plane lossPlane = DOUBLES.plane(1);
      training.loss(lossPlane);
      assertThat(lossPlane.get(0, 0))
          .isCloseTo(loss(dynamics, cues, settings.steps()), within(1e-12));
      training.differentiate();
      for (int s = 0; s < dynamics.weights.length; s++) {
        Plane weights = dynamics.weights[s].plane();
        for (int cell = 0; cell < weights.cells(); cell++) {
          double weight = weights.get(cell, 0);
          weights.set(cell, 0, weight + H);
          double above = loss(dynamics, cues, settings.steps());
          weights.set(cell, 0, weight - H);
          double below = loss(dynamics, cues, settings.steps());
          weights.set(cell, 0, weight);
          double slope = (above - below) / (2 * H);
          assertThat(training.gradients[s].get(cell, 0))
              .as("%s synapse %s cell %s", lagrangian, s, cell)
              .isCloseTo(slope, within(1e-7 * Math.max(1, Math.abs(slope))));
        }
      }
    }
  }

  private static double recalled(Engine engine, long trainSteps) {
    HamSettings settings =
        HamSettings.of(
            Map.of(
                "units", 32L,
                "patterns", 8L,
                "memory", "softmax",
                "steps", 10L,
                "train_steps", trainSteps));
    Kernels kernels = engine.open(Plane.LANES);
    Map<String, Double> fixed =
        Map.ofEntries(
            Map.entry("correlation", 0.5),
            Map.entry("corruption", 0.1),
            Map.entry("beta", 0.1),
            Map.entry("beta_0", 1.0),
            Map.entry("dt", 0.5),
            Map.entry("alpha", 10.0));
    Wanted wanted = Wanted.of(HamFamily.GAUGES.scores().stream().map(Score::name).toList());
    Recall recall =
        new Recall(settings, Samples.NONE, kernels, new LaneValues(fixed, List.of()), wanted);
    Learner learner = new NetLearner<>(recall, recall, HamFamily.GAUGES, wanted);
    for (int lane = 0; lane < learner.lanes(); lane++) {
      learner.start(lane, lane, new double[0]);
    }
    learner.train();
    double sum = 0;
    for (int lane = 0; lane < learner.lanes(); lane++) {
      assertThat(learner.diverged(lane)).isFalse();
      sum += learner.score(0, lane) / learner.lanes();
    }
    return sum;
  }

  /**
   * Hebbian weights confuse patterns that agree in most units; a trained memory tells them apart.
   */
  @Test
  void trainingImprovesTheRecallOfCorrelatedPatterns() {
    double before = recalled(new VectorEngine(), 0);
    double after = recalled(new VectorEngine(), 100);
    assertThat(before).isLessThan(0.1);
    assertThat(after).isGreaterThan(0.4);
  }

  @Test
  void nd4jTrainsAsScalarDoes() {
    double[] scalar = trained(new ScalarEngine().open(1));
    try (Kernels nd4j = new Nd4jEngine().open(1)) {
      double[] near = trained(nd4j);
      for (int cell = 0; cell < scalar.length; cell++) {
        assertThat(near[cell]).as("cell %s", cell).isCloseTo(scalar[cell], within(1e-4));
      }
    }
  }

  /** Weights of a synapse after five steps of descent, which moved some by more than 0.1. */
  private static double[] trained(Kernels kernels) {
    HamSettings settings =
        HamSettings.of(
            Map.of(
                "units", 17L, "patterns", 5L, "memory", "softmax", "steps", 4L, "train_steps", 5L));
    Dynamics dynamics = new Dynamics(settings.graph(), settings.cues(), kernels);
    Cues cues = new Cues(settings, kernels, Patterns.Purpose.TRAINING, NOTHING_SET);
    cues.spoil(
        0,
        5,
        new Patterns(settings, Samples.NONE),
        new Cues.Corruption(0.3, 0.2, 0),
        new double[0]);
    Plane weights = dynamics.weights[0].plane();
    Random random = new Random(3);
    double[] before = new double[weights.cells()];
    for (int cell = 0; cell < before.length; cell++) {
      weights.set(cell, 0, 0.5 * random.nextGaussian());
      before[cell] = weights.get(cell, 0);
    }
    for (Neurons one : dynamics.neurons) {
      one.rate.set(0, 0, 0.3);
      one.beta.set(0, 0, 0.8);
    }
    RecallTraining training = new RecallTraining(settings, dynamics, cues);
    training.stepSize.set(0, 0, 5);
    double moved = 0;
    for (int step = 0; step < settings.trainSteps(); step++) {
      training.step();
    }
    double[] after = new double[before.length];
    for (int cell = 0; cell < before.length; cell++) {
      after[cell] = weights.get(cell, 0);
      moved = Math.max(moved, Math.abs(after[cell] - before[cell]));
    }
    assertThat(moved).isGreaterThan(0.1);
    return after;
  }
}
