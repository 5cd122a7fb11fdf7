package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.ScalarKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class StudyTest {

  private static final Dataset XOR = Datasets.of("xor");

  @Test
  void standardsAreThoseOfTheSource() {
    EnergySettings notebook = EnergySettings.of(Map.of(), XOR);
    assertThat(notebook.freeSteps()).isEqualTo(1);
    assertThat(notebook.nudgedSteps()).isEqualTo(1);
    assertThat(notebook.activation().label()).isEqualTo("sigmoid");
    for (String scheme : Scheme.labels()) {
      EnergySettings study = EnergySettings.of(Map.of("scheme", scheme), XOR);
      if (!scheme.equals("ep")) {
        assertThat(study.freeSteps()).isEqualTo(60);
        assertThat(study.nudgedSteps()).isEqualTo(15);
        assertThat(study.activation().label()).isEqualTo("hard-sigmoid");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Scheme.class, mode = Mode.EXCLUDE, names = "EP")
  void trainsWithoutDivergingOnStandardsAndMeasuresTheFreeOutput(Scheme scheme) {
    EnergyLearner learner =
        new EnergyLearner(
            EnergySettings.of(Map.of("scheme", scheme.label()), XOR),
            XOR,
            Engine.VECTOR.open(Plane.LANES),
            Map.of(),
            List.of());
    for (int lane = 0; lane < Plane.LANES; lane++) {
      learner.start(lane, 1000 + lane, new double[0]);
    }
    learner.train();
    for (int lane = 0; lane < Plane.LANES; lane++) {
      assertThat(learner.diverged(lane)).isFalse();
      assertThat(learner.score(EnergyLearner.FREE_ERROR, lane))
          .isEqualTo(learner.score(EnergyLearner.FINAL_ERROR, lane));
      assertThat(learner.score(EnergyLearner.FREE_COST, lane))
          .isEqualTo(learner.score(EnergyLearner.COST, lane));
    }
  }

  /** States start from zero in every epoch, since states that persist can remember the label. */
  @ParameterizedTest
  @EnumSource(value = Scheme.class, mode = Mode.EXCLUDE, names = "EP")
  void learnsXorFromMostInitialisations(Scheme scheme) {
    Map<String, Object> structure = Map.of("scheme", scheme.label(), "hidden", List.of(8L));
    Map<String, Double> fixed = new HashMap<>(Map.of("alpha", 0.03, "beta", 0.25));
    for (int j = 0; j < 8; j++) {
      fixed.put("bias_1_" + j, 0.5);
    }
    Kernels kernels = Engine.VECTOR.open(Plane.LANES);
    EnergyNet net = new EnergyNet(EnergySettings.of(structure, XOR), XOR, kernels);
    LaneSlot.Sorter sorter = new LaneSlot.Sorter(net, fixed, List.of());
    for (int lane = 0; lane < Plane.LANES; lane++) {
      for (LaneSlot.Draw draw : sorter.draws) {
        draw.set(lane, 1, 4711 + lane);
      }
    }
    net.restart();
    Batch batch = net.batches.get(0);
    for (int epoch = 0; epoch <= 2000; epoch++) {
      kernels.fill(batch.layers()[1], 0);
      kernels.fill(batch.layers()[2], 0);
      scheme.settle(net, batch);
      if (epoch < 2000) {
        scheme.learn(net, batch);
      }
    }
    Plane wrong = kernels.plane(1);
    kernels.errors(batch.layers()[2], batch.labels(), 1e-3, wrong, 2);
    int learned = 0;
    for (int lane = 0; lane < Plane.LANES; lane++) {
      learned += wrong.get(0, lane) == 0 ? 1 : 0;
    }
    assertThat(learned).isGreaterThan(Plane.LANES / 2);
  }

  /** With p = 1, gradients 1 and 0, α 0.5, m 0.5, λ 0.25: by hand. */
  @Test
  void aStepKeepsMomentumAndDecaysBiasesToo() {
    Kernels kernels = new ScalarKernels(Precision.DOUBLE, 1);
    EnergyNet net =
        new EnergyNet(
            EnergySettings.of(Map.of("scheme", "cep", "hidden", List.of()), XOR), XOR, kernels);
    new LaneSlot.Sorter(
        net,
        Map.of("alpha", 0.5, "momentum", 0.5, "weight_decay", 0.25, "bias_1_0", 1.0),
        List.of());
    net.restart();
    Descent descent = new Descent(net);
    descent.biases[1].set(0, 0, 1);
    descent.step();
    assertThat(net.biases[1].get(0, 0)).isEqualTo(1 - 0.5 * 1.25);
    descent.clear();
    descent.step();
    double second = 0.5 * 1.25 + 0.25 * 0.375;
    assertThat(net.biases[1].get(0, 0)).isEqualTo(0.375 - 0.5 * second);
    descent.restart();
    net.biases[1].set(0, 0, 1);
    descent.step();
    assertThat(net.biases[1].get(0, 0)).isEqualTo(1 - 0.5 * 0.25);
  }

  @Test
  void workAndMemoryGrowWithThePhasesOfAScheme() {
    Map<String, Object> one = Map.of("scheme", "cep", "nudged_steps", 10L);
    Map<String, Object> more = Map.of("scheme", "cep", "nudged_steps", 20L);
    double sweep = 4 * 8 + 3 * 7;
    assertThat(EnergyModel.operations(more, XOR) - EnergyModel.operations(one, XOR))
        .isEqualTo(20 * 4 * 2 * 10 * sweep);
    Map<String, Object> path = Map.of("scheme", "tbp", "nudged_steps", 10L);
    Map<String, Object> longer = Map.of("scheme", "tbp", "nudged_steps", 11L);
    assertThat(EnergyModel.cells(longer, XOR) - EnergyModel.cells(path, XOR)).isEqualTo(4 * 7);
  }
}
