package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.nd4j.Nd4jEngine;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.Gauge;
import org.basin.learn.Learner;
import org.basin.learn.Parameter;
import org.basin.sweep.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the metrics are measured, and on which samples, states and parameters. */
final class MeasuresTest {

  private static final int EPOCHS = 6;
  private static final double NUDGING = 0.25;
  private static final List<Integer> SIZES = List.of(3, 4, 2, 3);

  private static Kernels exact() {
    return new ScalarKernels(Precision.DOUBLE, 2);
  }

  private static EnergySettings settings(Dataset data, Map<String, Object> more) {
    Map<String, Object> structure = new HashMap<>(more);
    structure.put("hidden", List.of(4L, 2L));
    structure.put("epochs", (long) EPOCHS);
    return EnergySettings.of(structure, data);
  }

  private static double[][] weights(long seed) {
    Random random = new Random(seed);
    double[][] weights = new double[SIZES.size() - 1][];
    for (int k = 0; k < weights.length; k++) {
      long cells = (long) SIZES.get(k) * SIZES.get(k + 1);
      weights[k] = random.doubles(cells, -1.5, 1.5).map(w -> (float) w).toArray();
    }
    return weights;
  }

  private static Map<String, Double> fixed(double[][] weights) {
    Map<String, Double> fixed = new HashMap<>(Map.of("beta", NUDGING, "alpha", 0.3));
    for (int k = 0; k < weights.length; k++) {
      int columns = SIZES.get(k + 1);
      for (int cell = 0; cell < weights[k].length; cell++) {
        fixed.put("weight_" + k + "_" + cell / columns + "_" + cell % columns, weights[k][cell]);
      }
    }
    return fixed;
  }

  private static EnergyReplay replay(EnergySettings settings, Dataset data, double[][] weights) {
    EnergyReplay net = new EnergyReplay(settings, data, exact());
    for (int k = 0; k < weights.length; k++) {
      net.setWeights(k, weights[k]);
      net.setStepSize(k, 0.3);
    }
    net.setNudging(NUDGING);
    net.begin();
    return net;
  }

  /** The standard metrics of the first lane, of a training of equal trials. */
  private static double[] train(Learner learner) {
    for (int lane = 0; lane < learner.lanes(); lane++) {
      learner.start(lane, 11, new double[0]);
    }
    learner.train();
    double[] scores = new double[Learners.STANDARD.size()];
    Arrays.setAll(scores, s -> learner.score(s, 0));
    return scores;
  }

  /** What the reference says of outputs: samples not decided and squared distance, summed. */
  private static final class Said {
    int wrong;
    double distance;
    int samples;

    /** Takes rows of settled outputs, those of nudged schemes without their pull. */
    void take(Scheme scheme, double[] outputs, int from, int rows, int[] labels, int first) {
      boolean nudged =
          scheme == Scheme.EP || scheme == Scheme.PC_NUDGE || scheme == Scheme.FIRST_STEP;
      int units = SIZES.get(SIZES.size() - 1);
      for (int r = 0; r < rows; r++) {
        int label = labels[first + r];
        double right = 0;
        double other = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < units; j++) {
          double t = j == label ? 1 : 0;
          double o = outputs[(from + r) * units + j];
          o = nudged ? (o - NUDGING * t) / (1 - NUDGING) : o;
          distance += (o - t) * (o - t);
          right = j == label ? o : right;
          other = j == label ? other : Math.max(other, o);
        }
        wrong += right - other > 1e-3 ? 0 : 1;
        samples++;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ep, 8, 4",
    "ep, 7, 3",
    "ep, 13, 5",
    "ep, 3, 2",
    "chl, 13, 4",
    "pc-nudge, 7, 2",
    "cep, 9, 4",
    "tbp, 6, 3",
    "early-inference, 5, 2"
  })
  void smallMinibatchesAreMeasuredOnEverySampleInOneMoreFirstPhase(
      String scheme, int samples, int rows) {
    Dataset data = RandomNet.data(samples, 3, 3, 5);
    Map<String, Object> structure =
        Map.of("scheme", scheme, "batch_size", (long) rows, "states", "persistent");
    EnergySettings settings = settings(data, structure);
    double[][] weights = weights(samples);
    EnergyReplay net = replay(settings, data, weights);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      net.epoch();
    }
    int[] labels = data.train().labels();
    int complete = samples - samples % rows;
    Said said = new Said();
    for (int i = 0; i < complete / rows; i++) {
      net.settle(i);
      double[] outputs = net.states(SIZES.size() - 1);
      said.take(settings.scheme(), outputs, i * rows, rows, labels, i * rows);
    }
    if (complete < samples) {
      restOf(data, complete, rows, settings, net, said);
    }
    assertThat(said.samples).isEqualTo(samples);
    double[] scores = train(Learners.of(settings, data, exact(), fixed(weights), List.of()));
    assertThat(scores[Learners.place(EnergyGauges.FREE_ERROR)])
        .isCloseTo(100.0 * said.wrong / samples, within(1e-12));
    assertThat(scores[Learners.place(EnergyGauges.FREE_COST)])
        .isCloseTo(said.distance / samples, within(1e-12));
  }

  /** The samples that training leaves out, filled up with the first ones, from states of zero. */
  private static void restOf(
      Dataset data, int complete, int rows, EnergySettings like, EnergyReplay trained, Said said) {
    int samples = data.train().size();
    double[] x = new double[rows * 3];
    int[] labels = new int[rows];
    for (int r = 0; r < rows; r++) {
      int sample = (complete + r) % samples;
      labels[r] = data.train().labels()[sample];
      for (int i = 0; i < 3; i++) {
        x[r * 3 + i] = data.train().x()[sample * 3 + i];
      }
    }
    Dataset rest = Dataset.of("rest", 3, 3, x, labels);
    EnergyReplay net = replay(like, rest, new double[0][]);
    for (int k = 0; k + 1 < SIZES.size(); k++) {
      net.setWeights(k, trained.weights(k));
      net.setBiases(k + 1, trained.biases(k + 1));
    }
    net.settle(0);
    said.take(like.scheme(), net.states(SIZES.size() - 1), 0, samples - complete, labels, 0);
  }

  @Test
  void whatWasShuffledIsMeasuredInTheOrderOfTheData() {
    Dataset data = RandomNet.data(12, 3, 3, 8);
    Map<String, Object> structure =
        Map.of("scheme", "chl", "batch_size", 4L, "states", "zero", "shuffle", true);
    EnergySettings settings = settings(data, structure);
    Learner learner =
        Learners.of(settings, data, new ScalarEngine().open(3), fixed(weights(4)), List.of());
    double[] scores = train(learner);
    List<Parameter> learned = learner.parameters(0);
    EnergySettings straight = settings(data, Map.of("scheme", "chl", "batch_size", 4L));
    EnergyReplay net = replay(straight, data, new double[0][]);
    for (int k = 0; k + 1 < SIZES.size(); k++) {
      net.setWeights(k, doubles(learned.get(2 * k)));
      net.setBiases(k + 1, doubles(learned.get(2 * k + 1)));
    }
    Said said = new Said();
    for (int i = 0; i < 3; i++) {
      net.settle(i);
      said.take(Scheme.CHL, net.states(3), i * 4, 4, data.train().labels(), i * 4);
    }
    assertThat(scores[Learners.place(EnergyGauges.FREE_ERROR)])
        .isCloseTo(100.0 * said.wrong / 12, within(1e-12));
    assertThat(scores[Learners.place(EnergyGauges.FREE_COST)])
        .isCloseTo(said.distance / 12, within(1e-5));
    assertThat(train(learner)).isEqualTo(scores);
  }

  private static double[] doubles(Parameter parameter) {
    double[] values = new double[parameter.values().length];
    Arrays.setAll(values, i -> parameter.values()[i]);
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "ep, 7, 3, persistent",
    "ep, 8, 8, persistent",
    "pc-nudge, 5, 2, carried",
    "chl, 65, 16, zero",
    "cep, 17, 4, zero",
    "rbp, 17, 15, persistent",
    "tbp, 6, 2, carried"
  })
  void enginesMeasureTheSame(String scheme, int samples, int rows, String states) {
    Dataset data = RandomNet.data(samples, 3, 3, 6);
    Map<String, Object> structure =
        Map.of("scheme", scheme, "batch_size", (long) rows, "states", states);
    EnergySettings settings = settings(data, structure);
    Map<String, Double> fixed = fixed(weights(3));
    double[] scalar =
        train(Learners.of(settings, data, new ScalarEngine().open(2), fixed, List.of()));
    double[] vector =
        train(Learners.of(settings, data, new VectorEngine().open(64), fixed, List.of()));
    double[] wide =
        train(Learners.of(settings, data, new VectorEngine().open(1), fixed, List.of()));
    double[] nd4j = train(Learners.of(settings, data, new Nd4jEngine().open(3), fixed, List.of()));
    assertThat(vector).isEqualTo(scalar);
    assertThat(wide).isEqualTo(scalar);
    for (int s = 0; s < scalar.length; s++) {
      assertThat(nd4j[s]).isCloseTo(scalar[s], within(2e-4));
    }
  }

  /** -Σ b·s - Σ s W s, mean over the rows, from a reference's numbers. */
  private static double energy(
      List<Integer> sizes, double[][] weights, double[][] biases, double[][] states) {
    int rows = states[0].length / sizes.get(0);
    double sum = 0;
    for (int k = 1; k < sizes.size(); k++) {
      int below = sizes.get(k - 1);
      int units = sizes.get(k);
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < units; j++) {
          double field = biases[k][j];
          for (int i = 0; i < below; i++) {
            field += states[k - 1][r * below + i] * weights[k - 1][i * units + j];
          }
          sum -= field * states[k][r * units + j];
        }
      }
    }
    return sum / rows;
  }

  /** The notebook measures after the change when it has an energy function. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20})
  void theEnergyOfTheSlidersIsThatOfTheStatesUnderTheChangedParameters(int epochs)
      throws Exception {
    List<Integer> sizes = List.of(2, 2, 1, 2);
    Dataset xor = Datasets.of(DataSource.of("xor"));
    JsonNode file;
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(Path.of("data/golden/A_sliders.json.gz")))) {
      file = new ObjectMapper().readTree(in);
    }
    assertThat(file.get("cases")).hasSizeGreaterThan(10);
    for (JsonNode item : file.get("cases")) {
      Map<String, Double> fixed =
          new HashMap<>(Map.of("alpha_0", 0.1, "alpha_1", 0.1, "alpha_2", 0.01, "beta", 0.1));
      for (int k = 0; k < 3; k++) {
        double[] weights = tensor(item.get("init").get("weights").get(k));
        int columns = sizes.get(k + 1);
        for (int cell = 0; cell < weights.length; cell++) {
          fixed.put("weight_" + k + "_" + cell / columns + "_" + cell % columns, weights[cell]);
        }
      }
      JsonNode after = item.get("epochs").get(epochs - 1);
      double[][] weights = new double[3][];
      double[][] biases = new double[4][];
      double[][] states = new double[4][];
      states[0] = new double[] {0, 0, 0, 1, 1, 0, 1, 1};
      for (int k = 1; k < 4; k++) {
        weights[k - 1] = tensor(after.get("weights").get(k - 1));
        biases[k] = tensor(after.get("biases").get(k));
        states[k] = tensor(after.get("persistent").get(k - 1));
      }
      EnergySettings settings =
          EnergySettings.of(Map.of("epochs", (long) epochs, "activation", "sigmoid"), xor);
      List<Gauge<Measures>> wanted =
          List.of(
              EnergyGauges.ENERGY,
              EnergyGauges.ENERGY_BIASES,
              EnergyGauges.ENERGY_WEIGHTS,
              EnergyGauges.COST);
      Learner learner = Learners.of(settings, xor, exact(), fixed, List.of(), wanted);
      learner.start(0, 11, new double[0]);
      learner.start(1, 11, new double[0]);
      learner.train();
      double tolerance = item.get("atol").doubleValue();
      assertThat(learner.score(0, 0))
          .isCloseTo(energy(sizes, weights, biases, states), within(tolerance));
      double[][] none = new double[4][];
      Arrays.setAll(none, k -> new double[k == 0 ? 0 : sizes.get(k)]);
      assertThat(learner.score(2, 0))
          .isCloseTo(energy(sizes, weights, none, states), within(tolerance));
      assertThat(learner.score(1, 0) + learner.score(2, 0))
          .isCloseTo(learner.score(0, 0), within(tolerance));
      assertThat(learner.score(3, 0)).isCloseTo(after.get("C").doubleValue(), within(tolerance));
    }
  }

  private static double[] tensor(JsonNode node) {
    double[] values = new double[node.get("data").size()];
    Arrays.setAll(values, i -> node.get("data").get(i).doubleValue());
    return values;
  }

  /** The study's schemes leave other states behind than those that their cost is measured on. */
  @ParameterizedTest
  @ValueSource(strings = {"cep", "ccpl", "tbp", "rbp", "cl"})
  void theEnergyOfTheStudyIsThatOfTheFreeStatesUnderTheChangedParameters(String scheme) {
    Dataset data = RandomNet.data(6, 3, 3, 5);
    for (String mode : List.of("asynchronous", "synchronous")) {
      Map<String, Object> structure =
          Map.of("scheme", scheme, "batch_size", 3L, "states", "persistent", "mode", mode);
      EnergySettings settings = settings(data, structure);
      EnergyReplay net = replay(settings, data, weights(2));
      for (int epoch = 0; epoch + 1 < EPOCHS; epoch++) {
        net.epoch();
      }
      net.settle(0);
      net.learn(0);
      net.settle(1);
      double[][] states = new double[4][];
      double[] x = new double[9];
      Arrays.setAll(x, i -> data.train().x()[9 + i]);
      states[0] = x;
      for (int k = 1; k < 4; k++) {
        double[] all = net.states(k);
        states[k] = Arrays.copyOfRange(all, all.length / 2, all.length);
      }
      net.learn(1);
      double[][] weights = new double[3][];
      double[][] biases = new double[4][];
      for (int k = 1; k < 4; k++) {
        weights[k - 1] = net.weights(k - 1);
        biases[k] = net.biases(k);
      }
      double[] scores = train(Learners.of(settings, data, exact(), fixed(weights(2)), List.of()));
      assertThat(scores[Learners.place(EnergyGauges.ENERGY)])
          .isCloseTo(energy(SIZES, weights, biases, states), within(1e-12));
    }
  }

  /** Measuring all samples moves states, which the next training must not find. */
  @Test
  void anotherTrainingOfTheSameLanesMeasuresTheSame() {
    Dataset data = RandomNet.data(11, 3, 3, 1);
    EnergySettings settings = settings(data, Map.of("batch_size", 3L));
    Learner learner =
        Learners.of(
            settings, data, new VectorEngine().open(Plane.LANES), fixed(weights(9)), List.of());
    double[] first = train(learner);
    assertThat(train(learner)).isEqualTo(first);
  }
}
