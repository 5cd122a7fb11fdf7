package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.learn.Outputs;
import org.basin.sweep.Part;
import org.basin.sweep.SweepException;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Results;
import org.junit.jupiter.api.Test;

/** From an output to the input that it implies. */
final class BackwardTest {

  private static final String SWEEP =
      """
      model: energy
      data: {kind: moons, samples: 60, test: 0.3}
      engine: %s
      parameters:
        scheme: {values: [cep, ep]}
        activation: tanh
        hidden: {values: [[], [3], [4, 3]]}
        batch_size: 8
        epochs: 4
      metric: {name: reconstruction_error}
      output: {metrics: [reconstruction_error, settled_cost]}
      """;

  private interface Look {
    void at(Results results, int row, org.basin.learn.Learner learner, int lane, Job job);
  }

  private static void each(String engine, Look look) throws SweepException {
    Job job = Job.parsed("backward", SWEEP.formatted(engine));
    try (BlockRunner runner = new BlockRunner(job, true, () -> Datasets.of(job.sweep().data()))) {
      runner.show((results, row, learner, lane) -> look.at(results, row, learner, lane, job));
      job.space().blocks(0, job.space().positions(), 64).forEach(runner::run);
    }
  }

  private static float error(Results results, int row, Job job) {
    return results.score(job.metrics().indexOf("reconstruction_error"), row);
  }

  @Test
  void theErrorIsTheDistanceOfTheImpliedInputsFromTheSamples() throws Exception {
    Dataset data = Datasets.of(Job.parsed("b", SWEEP.formatted("scalar")).sweep().data());
    each(
        "scalar",
        (results, row, learner, lane, job) -> {
          float[] implied = learner.implied(Part.TRAIN, Set.of()).orElseThrow().of(lane);
          double sum = 0;
          for (int i = 0; i < implied.length; i++) {
            sum += Math.pow(implied[i] - data.train().x()[i], 2);
          }
          assertThat((double) error(results, row, job))
              .isCloseTo(sum / data.train().size(), within(1e-5 * (1 + sum)))
              .isPositive();
        });
  }

  @Test
  void bothExactEnginesAgreeBitForBit() throws Exception {
    List<Float> scalar = new ArrayList<>();
    each("scalar", (results, row, learner, lane, job) -> scalar.add(error(results, row, job)));
    List<Float> vector = new ArrayList<>();
    each("vector", (results, row, learner, lane, job) -> vector.add(error(results, row, job)));
    assertThat(vector).hasSize(6).isEqualTo(scalar).doesNotHaveDuplicates();
  }

  /** Without hidden layers the formula is one product. */
  @Test
  void aNetWithoutHiddenLayersImpliesTheLabelTimesItsWeights() throws Exception {
    each(
        "scalar",
        (results, row, learner, lane, job) -> {
          if (learner.parameters(lane).size() == 2) {
            float[] weights = learner.parameters(lane).get(0).values();
            float[] implied = learner.implied(new float[] {1, 0, 0.5f, -2}).orElseThrow().of(lane);
            for (int i = 0; i < 2; i++) {
              assertThat(implied[i]).isEqualTo(weights[2 * i]);
              assertThat(implied[2 + i])
                  .isCloseTo(0.5f * weights[2 * i] - 2 * weights[2 * i + 1], within(1e-5f));
            }
          }
        });
  }

  @Test
  void theInputThatIsHeldComesBack() throws Exception {
    Dataset data = Datasets.of(Job.parsed("b", SWEEP.formatted("scalar")).sweep().data());
    each(
        "vector",
        (results, row, learner, lane, job) -> {
          Outputs held = learner.implied(Part.TEST, Set.of(0)).orElseThrow();
          assertThat(held.of(lane)).containsExactly(data.test().x());
          boolean hidden = learner.parameters(lane).size() > 2;
          if (hidden) {
            // a hidden layer that stands where the sample put it tells samples of a class apart
            assertThat(learner.implied(Part.TEST, Set.of(1)).orElseThrow().of(lane))
                .isNotEqualTo(learner.implied(Part.TEST, Set.of()).orElseThrow().of(lane));
          } else {
            assertThatThrownBy(() -> learner.implied(Part.TEST, Set.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("layers that are held must be from 0 to 0, below the output, got 1");
          }
        });
  }

  /** Nets of the study settle to where E + ½ Σ |s|², the input's part included, is stationary. */
  @Test
  void theImpliedInputIsWhereTheEnergyIsStationary() throws Exception {
    each(
        "scalar",
        (results, row, learner, lane, job) -> {
          var parameters = learner.parameters(lane);
          Object scheme = job.structure(results.trial(row)).values().get("scheme");
          if (parameters.size() == 4 && scheme.equals("cep")) {
            float[] implied = learner.implied(new float[] {0.3f, 0.7f}).orElseThrow().of(lane);
            float[] below = parameters.get(0).values();
            float[] biases = parameters.get(1).values();
            float[] above = parameters.get(2).values();
            double[] state = new double[3];
            for (int j = 0; j < 3; j++) {
              double input = biases[j] + 0.3 * above[2 * j] + 0.7 * above[2 * j + 1];
              for (int i = 0; i < 2; i++) {
                input += implied[i] * below[3 * i + j];
              }
              state[j] = Math.tanh(input);
            }
            for (int i = 0; i < 2; i++) {
              double expected = 0;
              for (int j = 0; j < 3; j++) {
                expected += state[j] * below[3 * i + j];
              }
              assertThat((double) implied[i]).isCloseTo(expected, within(1e-3));
            }
          }
        });
  }

  @Test
  void planesOfAnotherNetAreNotTouched() throws Exception {
    each(
        "scalar",
        (results, row, learner, lane, job) -> {
          float[] said = learner.outputs(Part.TRAIN).orElseThrow().of(lane).clone();
          learner.implied(Part.TRAIN, Set.of());
          assertThat(learner.outputs(Part.TRAIN).orElseThrow().of(lane)).containsExactly(said);
        });
  }
}
