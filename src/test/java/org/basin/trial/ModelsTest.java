package org.basin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.basin.learn.Score;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelsTest {

  private static void parse(String parameter) throws SweepException {
    String text = "model: energy\ndata: xor\nparameters:\n  " + parameter + "\n";
    new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weight_0_2_0: 1|I must be below 2 and J below 2 in layers [2, 2, 1, 2], got K=0, I=2, J=0",
        "weight_3_0_0: 1|K must be from 0 to 2 in layers [2, 2, 1, 2], got K=3, I=0, J=0",
        "alpha_3: 1|K must be from 0 to 2 in layers [2, 2, 1, 2], got K=3",
        "bias_alpha_3: 1|K must be from 0 to 2 in layers [2, 2, 1, 2], got K=3",
        "bias_0_0: 1|K must be from 1 to 3 in layers [2, 2, 1, 2], got K=0, J=0",
        "bias_2_1: 1|J must be below 1 in layers [2, 2, 1, 2], got K=2, J=1",
        "scheme: first-step|scheme first-step needs every layer above the input as wide as the"
            + " output, got layers [2, 2, 1, 2]; early-inference takes any widths",
        "shuffle: true|shuffle needs states carried or zero, because persistent states belong to"
            + " the samples of one minibatch, got states persistent",
        "batch_size: 5|batch_size must be at most the 4 samples of xor, got 5",
        "momentum: 0.5|momentum is read by the schemes cl, pep, nep, cep, pcpl, ncpl, ccpl, tbp,"
            + " rbp alone, got scheme ep",
        "hidden: [4096, 4096, 4096, 4096, 4096, 4096]|weights and states of a trial must fit in"
            + " 512 MiB, got layers [2, 4096, 4096, 4096, 4096, 4096, 4096, 2] with 641 MiB",
      })
  void lawsThatTieHyperparametersTogetherNameThePlace(String parameter, String law) {
    String name = parameter.substring(0, parameter.indexOf(':'));
    assertThatThrownBy(() -> parse(parameter))
        .isInstanceOf(SweepException.class)
        .hasMessage("t.yaml:4:" + (name.length() + 5) + ": parameters." + name + ": " + law);
  }

  /** Between 256 and 512 MiB in single precision; memories of that size are trained one by one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "energy|{hidden: [4096, 4096, 4096, 4096]}",
        "layers|{layers: [affine 4096, affine 4096, affine 4096, affine 2]}",
        "neural-grid|{height: 4096, depth: 500, batch_size: 4}",
      })
  void theScalarEngineHoldsHalfAsManyNumbers(String model, String parameters)
      throws SweepException {
    String text = "model: " + model + "\ndata: xor\nparameters: " + parameters + "\nengine: ";
    parseText(text + "vector\n");
    assertThatThrownBy(() -> parseText(text + "scalar\n"))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("must fit in 512 MiB");
  }

  private static Sweep parseText(String text) throws SweepException {
    return new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{kernel: 4}|parameters.kernel: kernel must be odd, got 4",
        "{kernel: {values: [3, 6]}}|parameters.kernel: kernel must be odd, got 6",
        "{dimensions: 3, height: 8}|parameters.height: height belongs to dimensions 2: with 3 a"
            + " layer is as large as an image, 1 x 2, got 8",
        "{dimensions: 3, dense_activation: in}|parameters.dense_activation: dense_activation in"
            + " needs the first dense layer, of dimensions 2, got dimensions 3",
        "{batch_size: 64}|parameters.batch_size: batch_size must be at most the 4 samples of xor,"
            + " got 64",
        "{momentum: 0.9}|parameters.momentum: momentum belongs to optimizer sgd, got adam",
        "{height: 4096, depth: 4096}|parameters.depth: parameters and states of a trial must fit in"
            + " 512 MiB, got depth 4096 with 2569 MiB",
        "{dropout: 1}|parameters.dropout: must lie between 0 and 0.99, got 1",
      })
  void lawsOfANeuralGridNameThePlace(String parameters, String law) {
    String batch = parameters.contains("batch_size") ? "" : ", batch_size: 4";
    String all = parameters.replaceAll("}$", batch + "}");
    String text = "model: neural-grid\ndata: xor\nparameters: " + all + "\n";
    assertThatThrownBy(
            () -> new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of()))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining(law);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{scheme: cep, beta: 0}|parameters.beta: beta must not be 0 in single precision with scheme"
            + " cep, which divides by it, got 0",
        "{scheme: {values: [cl, tbp, ncpl, pep]}, beta: {values: [0.5, 0, 1]}}|parameters.beta:"
            + " beta must not be 0 in single precision with scheme ncpl, pep, which divides by it,"
            + " got 0 among {values: [0.5, 0, 1]}",
        "{scheme: pcpl, beta: {min: -1, max: 1, step: 0.5}}|parameters.beta: beta must not be 0 in"
            + " single precision with scheme pcpl, which divides by it, got 0 among {min: -1, max:"
            + " 1, step: 0.5}",
        "{scheme: ccpl, beta: 1e-60}|parameters.beta: beta must not be 0 in single precision with"
            + " scheme ccpl, which divides by it, got 1e-60",
        "{weight_decay: {values: [0, 1]}}|parameters.weight_decay: weight_decay is read by the"
            + " schemes cl, pep, nep, cep, pcpl, ncpl, ccpl, tbp, rbp alone, got scheme ep",
        "{mode: synchronous}|parameters.mode: mode is read by the schemes cl, pep, nep, cep, pcpl,"
            + " ncpl, ccpl, tbp, rbp alone, got scheme ep",
      })
  void whatDoesNotGoWithTheSchemesIsRefused(String parameters, String law) {
    assertThatThrownBy(() -> parseAll(parameters))
        .isInstanceOf(SweepException.class)
        .hasMessageEndingWith(": " + law);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{scheme: {values: [ep, cep]}, momentum: 0.5, weight_decay: 0.1, mode: synchronous}",
        "{scheme: {values: [cl, tbp, rbp, ep]}, beta: 0}",
        "{scheme: cep, beta: {values: [-0.5, 0.5]}, momentum: {values: [0, 0.9]}}",
      })
  void whatSomeSchemeReadsIsAdmitted(String parameters) throws SweepException {
    parseAll(parameters);
  }

  private static void parseAll(String parameters) throws SweepException {
    String text = "model: energy\ndata: xor\nparameters: " + parameters + "\n";
    new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
  }

  @Test
  void anAnswerMustNameAxesThatTheListedPointsHave(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("points.csv"), "beta,activation\n0.1,tanh\n0.2,relu\n");
    String sweep =
        """
        model: energy
        data: xor
        method: list
        points: points.csv
        answer:
          - {share: "beta < 1 and free_error == 0", by: [activation]}
          - {mean: error, by: [beta], across: alpha}
        """;
    Path file = Files.writeString(folder.resolve("t.yaml"), sweep);
    assertThatThrownBy(() -> new SweepParser(new Models()).parse(file, List.of()))
        .isInstanceOf(SweepException.class)
        .hasMessage(
            file
                + ":7:5: answer[1]: must name axes of the points, got alpha; the points have beta,"
                + " activation");
    Files.writeString(file, sweep.replace(", across: alpha", ""));
    assertThat(new SweepParser(new Models()).parse(file, List.of()).answer()).hasSize(2);
  }

  @Test
  void filesAreReadWhateverElseIsWrong(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("points.csv"), "beta,aplha\n0.1,1\nx,2\n");
    String text =
        """
        model: energy
        data: {kind: csv, path: none.csv, label: y}
        method: list
        points: points.csv
        parameters: {n_it_neg: 3, steps: 4, epoch: 1}
        """;
    Path file = Files.writeString(folder.resolve("t.yaml"), text);
    Path points = folder.resolve("points.csv");
    assertThatThrownBy(() -> new SweepParser(new Models()).parse(file, List.of()))
        .hasMessage(
            """
            F:2:25: data.path: %s: a file of data must exist, got none; a relative path starts at \
            the sweep file
            F:4:9: points: P:1:6: aplha: must be a hyperparameter of model energy, got aplha; did \
            you mean alpha? (./basin describe energy lists them)
            F:4:9: points: P:3:1: beta: must be a finite number, got x
            F:5:14: parameters.n_it_neg: must be a hyperparameter of energy, got n_it_neg; in Basin \
            it is free_steps (./basin describe energy lists them)
            F:5:27: parameters.steps: must be a hyperparameter of energy, got steps; in Basin it is \
            free_steps or nudged_steps (./basin describe energy lists them)
            F:5:37: parameters.epoch: must be a hyperparameter of energy, got epoch; did you mean \
            epochs? (./basin describe energy lists them)\
            """
                .formatted(folder.resolve("none.csv"))
                .replace("F:", file + ":")
                .replace("P:", points + ":"));
    Files.writeString(file, text.replaceFirst("parameters: .*\n", ""));
    assertThatThrownBy(() -> new SweepParser(new Models()).parse(file, List.of()))
        .hasMessageContaining("data.path: ")
        .hasMessageContaining(points + ":1:6: aplha");
  }

  @ParameterizedTest
  @CsvSource({
    "energy, n_it_pos, nudged_steps",
    "energy, hidden_sizes, hidden",
    "energy, alphas, alpha or alpha_K",
    "layers, steps, lessons",
    "neural-grid, lr, learning_rate",
    "ham, n_steps, steps"
  })
  void namesOfTheNotebooksAreHintedAt(String model, String theirs, String ours) {
    assertThatThrownBy(
            () -> read("model: %s\ndata: xor\nparameters: {%s: 1}\n".formatted(model, theirs)))
        .hasMessageContaining(
            "got %s; in Basin it is %s (./basin describe %s lists them)"
                .formatted(theirs, ours, model));
    assertThatThrownBy(() -> read("model: hopfield\n"))
        .hasMessageContaining(
            "t.yaml:1:8: model: must be one of the valid names, got hopfield; in Basin it is ham");
  }

  @Test
  void aMetricThatCannotBeMeasuredIsNamedWhereItIsAskedFor() {
    String law = "%s needs data with a test part, got xor with none";
    String model = "model: energy\ndata: xor\n";
    assertThatThrownBy(
            () -> read(model + "metric: {name: test_error}\nanswer: {mean: test_cost}\n"))
        .hasMessage(
            "t.yaml:3:16: metric.name: %s\nt.yaml:4:9: answer: %s"
                .formatted(law.formatted("test_error"), law.formatted("test_cost")));
    assertThatThrownBy(
            () ->
                read(
                    model
                        + "answer: [{mean: error}, {median: test_cost}]\n"
                        + "output: {metrics: [error, test_error]}\n"))
        .hasMessage(
            "t.yaml:3:25: answer[1]: %s\nt.yaml:4:27: output.metrics[1]: %s"
                .formatted(law.formatted("test_cost"), law.formatted("test_error")));
  }

  @Test
  void everyHyperparameterIsDescribed() {
    assertThat(new Models().hyperparameters("energy"))
        .allSatisfy(h -> assertThat(h.text()).isNotBlank());
    assertThat(new Models().metrics("energy"))
        .startsWith("error", "final_error", "cost", "free_error", "free_cost", "energy");
    assertThat(new Models().standardMetrics("energy"))
        .containsExactly("error", "final_error", "cost", "free_error", "free_cost", "energy");
    assertThat(new Models().testMetrics("energy")).containsExactly("test_error", "test_cost");
    assertThat(new Models().testMetrics("ham")).isEmpty();
  }

  private static final String MOONS = "data: {kind: moons, samples: 40, test: 0.5}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "energy||error final_error cost free_error free_cost energy test_error test_cost",
        "neural-grid|parameters: {batch_size: 4}|train_loss train_accuracy test_loss test_accuracy",
        "layers|parameters: {facts: data}|loss learning_potential max_loss mean_loss convergence"
            + " converged diverged_at test_loss test_error",
        "layers|parameters: {facts: data, targets: 1, layers: [affine 1]}|loss learning_potential"
            + " max_loss mean_loss convergence converged diverged_at test_loss",
        "energy|output: {metrics: [error]}|error",
        "energy|output: {metrics: [error, test_cost]}|error test_cost",
        "energy|output: {metrics: [error, final_error, cost, free_error, free_cost, energy]}"
            + "|error final_error cost free_error free_cost energy",
        "energy|output: {metrics: all}|error final_error cost free_error free_cost energy"
            + " energy_biases energy_weights energy_states settled_error settled_cost"
            + " settling_steps residual reconstruction_error test_error test_cost",
      })
  void withATestPartItsMetricsAreColumnsUnlessASweepSaysWhichItWants(
      String model, String rest, String columns) throws SweepException {
    Sweep sweep = sweep("model: " + model + "\n" + MOONS + (rest == null ? "" : rest + "\n"));
    assertThat(new Models().scores(sweep))
        .extracting(Score::name)
        .containsExactly(columns.split(" "));
    byte[] kept = SweepWriter.write(sweep).getBytes(UTF_8);
    assertThat(new SweepParser(new Models()).parse("t.yaml", kept, List.of())).isEqualTo(sweep);
    Sweep read = new SweepParser(Models.withoutData()).parse("t.yaml", kept, List.of());
    assertThat(read).as("read without the data").isEqualTo(sweep);
    assertThat(SweepWriter.differences(read, sweep)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model: energy\ndata: xor\n",
        "model: energy\ndata: {kind: moons, samples: 40}\n",
        "model: layers\n" + MOONS,
        "model: layers\n" + MOONS + "parameters: {facts: {values: [data, xor]}}\n",
        "model: ham\n" + MOONS,
      })
  void whereNothingIsTestedTheStandardMetricsAreTheColumns(String text) throws SweepException {
    assertThat(sweep(text).output().metrics()).isEmpty();
  }

  /** What an earlier build kept says nothing of metrics, and its files have no others. */
  @Test
  void aKeptSweepThatSaysNothingHasTheStandardMetricsWhateverItsData() throws SweepException {
    byte[] kept = ("model: energy\n" + MOONS).getBytes(UTF_8);
    Sweep read = new SweepParser(Models.withoutData()).parse("t.yaml", kept, List.of());
    assertThat(read.output().metrics()).isEmpty();
  }

  @Test
  void allMetricsAreThoseThatCanBeMeasured() throws SweepException {
    assertThat(sweep("model: ham\noutput: {metrics: all}\n").output().metrics())
        .contains("recalled", "expected_recall", "residual");
    String neurons =
        """
        model: ham
        parameters:
          neurons: [image tanh 64, memory tanh 8]
          synapses: [stored dense patterns]
          connections: [stored image memory]
        """;
    assertThat(sweep(neurons + "output: {metrics: all}\n").output().metrics()).isEmpty();
    assertThatThrownBy(() -> sweep(neurons + "output: {metrics: [expected_recall]}\n"))
        .hasMessageContaining(
            "output.metrics[0]: expected_recall is known only for random patterns, not trained");
    assertThat(sweep("model: energy\ndata: xor\noutput: {metrics: all}\n").output().metrics())
        .contains("energy", "settled_error", "residual")
        .doesNotContain("test_error", "test_cost");
  }

  @Test
  void whatIsNamedMustBeMeasurable() {
    String layers = "model: layers\n" + MOONS + "parameters: {facts: data, %s}\n";
    String test = "output: {metrics: [test_loss, test_error]}\n";
    assertThatThrownBy(() -> sweep("model: layers\n" + test))
        .hasMessage(
            "t.yaml:2:20: output.metrics[0]: test_loss needs data with a test part, got none with"
                + " none\n"
                + "t.yaml:2:31: output.metrics[1]: test_error needs data with a test part, got none"
                + " with none");
    assertThatThrownBy(() -> sweep("model: layers\n" + MOONS + test))
        .hasMessageContaining("output.metrics[0]: test_loss needs facts data, got facts identity")
        .hasMessageEndingWith("output.metrics[1]: test_error needs facts data, got facts identity");
    assertThatThrownBy(() -> sweep(layers.formatted("targets: 1, layers: [affine 1]") + test))
        .hasMessageEndingWith("test_error needs labels to learn, got targets 1");
  }

  @Test
  void aTestMetricNeedsDataWithATestPart() throws Exception {
    String sweep =
        "model: energy\ndata: %s\nparameters: {epochs: 1}\noutput: {metrics: [test_error]}\n";
    assertThatThrownBy(() -> read(sweep.formatted("xor")))
        .isInstanceOf(SweepException.class)
        .hasMessage(
            "t.yaml:4:20: output.metrics[0]: test_error needs data with a test part, got xor with"
                + " none");
    assertThatThrownBy(() -> read("model: energy\ndata: xor\nmetric: {name: test_cost}\n"))
        .hasMessageContaining("test_cost needs data with a test part");
    read(sweep.formatted("{kind: moons, samples: 40, test: 0.5}"));
  }

  private static void read(String sweep) throws SweepException {
    new SweepParser(new Models()).parse("t.yaml", sweep.getBytes(UTF_8), List.of());
  }

  private static Sweep sweep(String text) throws SweepException {
    return new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
  }

  @Test
  void aModelThatDrawsWhatItLearnsNeedsNoData() throws SweepException {
    assertThat(sweep("model: ham\nengine: nd4j\n").data().kind()).isEqualTo("none");
    assertThat(sweep("model: layers\n").data().kind()).isEqualTo("none");
    assertThatThrownBy(() -> sweep("model: energy\n"))
        .hasMessageStartingWith("t.yaml:1:1: data: must be given, got nothing; valid: xor, ");
    assertThatThrownBy(() -> sweep("model: energy\ndata: none\n"))
        .hasMessage("t.yaml:2:7: data: energy must have data to learn, got none");
    assertThatThrownBy(() -> sweep("model: ham\nparameters:\n  source: data\n"))
        .hasMessage("t.yaml:3:11: parameters.source: patterns from data need data, got data: none");
    assertThatThrownBy(() -> sweep("model: layers\nparameters:\n  facts: data\n"))
        .hasMessage("t.yaml:3:10: parameters.facts: facts from data need data, got data: none");
  }
}
