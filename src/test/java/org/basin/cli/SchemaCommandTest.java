package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basin.trial.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schema of sweep files, read by a validator as editors read it. */
class SchemaCommandTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(SchemaCommand.text());

  private static final String GOOD =
      """
      name: good
      model: energy
      data: {kind: moons, samples: 100, test: 0.2}
      seed: 7
      replicates: 3
      metric: {name: free_error, goal: minimize, rank: q90}
      parameters:
        scheme: {values: [ep, chl]}
        hidden: {values: [[2, 1], 3]}
        epochs: {min: 10, max: 30, step: 10}
        shuffle: false
        beta: {min: 0.1, max: 1, step: 0.1}
        alpha: {min: 0.001, max: 1, count: 4, distribution: log_uniform_values}
        alpha_0: {min: 0, max: 1, step: 0.25, distribution: alpha_knob}
        weight_0_0_1: -1.5
      where: beta <= alpha
      zip: [[beta, alpha]]
      output: {path: elsewhere, history: {every: 5}, metrics: [error], outputs: both}
      answer:
        - {mean: error, beside: cost, by: [beta], across: scheme}
        - {boundary: free_error < 1, x: beta, y: alpha}
      notes: a note
      tags: [first, 2]
      """;

  private static Set<String> mistakes(String yaml) throws IOException {
    JsonNode sweep = YAML.readTree(yaml);
    return SCHEMA.validate(sweep).stream()
        .map(Object::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static List<Path> jobs() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("jobs"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void theCheckedInSchemaIsThatOfThisBuild() throws IOException {
    assertThat(Path.of(FirstSweep.SCHEMA))
        .as("./basin schema > " + FirstSweep.SCHEMA)
        .hasContent(SchemaCommand.text());
    assertThat(Shell.run("schema").out()).isEqualTo(SchemaCommand.text() + "\n");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobIsASweepByIt(Path job) throws IOException {
    String text = Files.readString(job);
    assertThat(mistakes(text)).isEmpty();
    String modeline = "# yaml-language-server: $schema=";
    assertThat(text.lines())
        .filteredOn(line -> line.startsWith(modeline))
        .singleElement()
        .satisfies(
            line ->
                assertThat(job.resolveSibling(line.substring(modeline.length())).normalize())
                    .isEqualTo(Path.of(FirstSweep.SCHEMA)));
  }

  @Test
  void whatItAcceptsTheParserAccepts(@TempDir Path folder) throws IOException {
    assertThat(mistakes(GOOD)).isEmpty();
    String small =
        GOOD.replaceFirst("(?s)zip: .*?\\n", "").replaceFirst("(?s)answer:.*notes", "notes");
    Path file = Files.writeString(folder.resolve("good.yaml"), small);
    Shell shell = Shell.run("validate", file.toString());
    assertThat(shell.code()).as(shell.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model: energy             | model: enrgy",
        "model: energy             | modell: energy",
        "seed: 7                   | seed: seven",
        "seed: 7                   | seeds: 7",
        "replicates: 3             | replicates: 0",
        "kind: moons, samples: 100 | kind: moons, bits: 3",
        "kind: moons, samples: 100 | kind: moons, samples: 1",
        "kind: moons, samples: 100 | kind: moon",
        "'{kind: moons, samples: 100, test: 0.2}' | '{kind: csv}'",
        "'{kind: moons, samples: 100, test: 0.2}' | csv",
        "name: free_error          | name: fre_error",
        "goal: minimize            | goal: maximize",
        "rank: q90                 | rank: q0",
        "rank: q90                 | rank: wilson",
        "'values: [ep, chl]'       | 'values: [ep, chll]'",
        "'values: [ep, chl]'       | 'values: []'",
        "'values: [ep, chl]'       | 'values: [ep, ep]'",
        "'values: [ep, chl]'       | 'value: [ep, chl]'",
        "'scheme: {values: [ep, chl]}' | 'scheme: [ep, chl]'",
        "epochs: {min              | epoch: {min",
        "max: 30, step: 10         | max: 30, step: 10, count: 3",
        "'{min: 10, max: 30, step: 10}' | '{min: 0, max: 30, step: 10}'",
        "'{min: 0.1, max: 1, step: 0.1}' | '{min: 0.1}'",
        "'{min: 0.1, max: 1, step: 0.1}' | '{min: 0.1, max: 1, stepp: 0.1}'",
        "log_uniform_values        | log_uniform",
        "max: 1, step: 0.25        | max: 2, step: 0.25",
        "shuffle: false            | shuffle: 'maybe'",
        "weight_0_0_1: -1.5        | weight_0_0: -1.5",
        "weight_0_0_1: -1.5        | weight_0_0_01: -1.5",
        "weight_0_0_1: -1.5        | weight_0_0_1: low",
        "'zip: [[beta, alpha]]'    | 'zip: [[beta]]'",
        "history: {every: 5}       | history: 5",
        "history: {every: 5}       | history: {every: 0}",
        "'metrics: [error]'        | 'metrics: error'",
        "'metrics: [error]'        | 'metrics: [errr]'",
        "outputs: both             | outputs: all",
        "'mean: error, beside'     | 'mean: error, median: error, beside'",
        "'mean: error, beside: cost' | 'median: error, beside: cost'",
        "', x: beta, y: alpha'     | ''",
        "notes: a note             | notes: [a note]",
        "tags: [first, 2]          | tags: first",
        "where: beta <= alpha      | points: file.csv",
        "seed: 7                   | method: list",
        "seed: 7                   | method: sobol",
        "seed: 7                   | trials: 10",
        "'values: [ep, chl]'       | 'values: [ep, chl], probabilities: [1, 2]'"
      })
  void typicalMistakesAreRefused(String right, String wrong) throws IOException {
    assertThat(GOOD).contains(right);
    assertThat(mistakes(GOOD.replace(right, wrong))).isNotEmpty();
  }

  @Test
  void longNotesAreRefused() throws IOException {
    assertThat(mistakes(GOOD.replace("a note", "x".repeat(4000)))).isEmpty();
    assertThat(mistakes(GOOD.replace("a note", "x".repeat(4001)))).isNotEmpty();
  }

  @Test
  void formulasAndTheirListsAreAccepted() throws IOException {
    String layers =
        """
        model: layers
        data: none
        parameters:
          layers: {values: [[affine 2], ["map x + 1", affine 2]]}
          facts: {ideal: [v1, v0]}
        """;
    assertThat(mistakes(layers)).isEmpty();
    assertThat(mistakes(layers.replace("ideal", "idol"))).isNotEmpty();
  }

  @Test
  void everyHyperparameterHasItsMeaning() {
    Models models = Models.withoutData();
    JsonNode definitions = SCHEMA.getSchemaNode().get("definitions");
    for (String model : models.models()) {
      models
          .hyperparameters(model)
          .forEach(
              each ->
                  assertThat(
                          definitions
                              .get(model)
                              .get(each.indexed() ? "patternProperties" : "properties")
                              .get(each.indexed() ? each.regex() : each.name())
                              .get("description")
                              .asText())
                      .startsWith(each.text()));
    }
  }
}
