package org.basin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of the family layers, as a person meets them. */
final class LayersModelTest {

  private static Sweep sweep(String parameters) throws SweepException {
    String text = "model: layers\nparameters: {" + parameters + "}\n";
    return new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
  }

  private static void parse(String parameters, String rest) throws SweepException {
    String text = "model: layers\ndata: xor\nparameters: {" + parameters + "}\n" + rest;
    new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layers: [afine 2]|layers: a layer must be affine N, identity, tanh, sigmoid, relu, leaky"
            + " L, leaky-as-is L, half-square, double or map FORMULA of x, got afine 2",
        "layers: [affine]|layers: affine N needs its units, a whole number from 1 to 4096, got"
            + " affine",
        "layers: [affine 0]|layers: affine N needs its units, a whole number from 1 to 4096, got"
            + " affine 0",
        "layers: [affine 2, leaky 2]|layers: the leak must be a number from 0 to 1, got leaky 2",
        "layers: [tanh 2, affine 2]|layers: a layer must be affine N, identity, tanh, sigmoid,"
            + " relu, leaky L, leaky-as-is L, half-square, double or map FORMULA of x, got tanh 2",
        "layers: [tanh, map z + 1]|layers[1]: must name a variable, got z; did you mean x?",
        "layers: [map]|layers: a layer must be affine N, identity, tanh, sigmoid, relu, leaky L,"
            + " leaky-as-is L, half-square, double or map FORMULA of x, got map",
        "layers: [affine 2, map x +]|layers[1]: must have a number, an axis, a text or ( here, got"
            + " the end",
        "layers: [affine 2, 'map (x in [1])']|layers[1]: must be a text without brackets and"
            + " quotes, and with commas in parentheses only, got the text \"map (x in [1])\"",
        "layers: [tanh], alpha_0: 1|alpha_0: there must be an affine layer in layers [tanh] of 2"
            + " inputs, got alpha_0",
        "facts: {ideal: [v0, v1, v1]}|facts: facts ideal must have a formula for each output, got 3"
            + " for 2 outputs of layers [affine 2]",
        "facts: {ideal: [v0, v2]}|facts: at character 1: must name a variable, got v2; did you mean"
            + " v0?",
        "facts: {ideal: [v0, w]}|facts.ideal[1]: must name a variable, got w; valid: v0, v1",
        "facts: {ideal: []}|facts.ideal: must be a list of formulas, ideal FORMULA, … of v0, v1, …,"
            + " got []",
        "facts: {ideal: v0}|facts.ideal: must be a list of formulas, ideal FORMULA, … of v0, v1, …,"
            + " got v0",
        "facts: {ideal: [log(v0), v1]}|facts: an ideal must be a number for every fact, got NaN of"
            + " log(v0) for v = [",
        "facts: {ideal: [1 / (v0 - v0), v1]}|facts: an ideal must be a number for every fact, got",
        "facts: {ideals: [v0, v1]}|facts.ideals: must be a known key, got ideals",
        "facts: ideal|facts: must be one of the valid names, got ideal",
        "facts: swip|facts: must be one of the valid names, got swip; did you mean swap?",
        "layers: [affine 3]|layers: facts identity have 2 numbers and targets of 2, got inputs 2"
            + " and layers [affine 3], which end in 3",
        "facts: swap, inputs: 3|facts: facts swap have 2 numbers and targets of 2, got inputs 3 and"
            + " layers [affine 2], which end in 2",
        "layers: [affine 3, tanh, affine 2], rule: as-is|rule: rule as-is needs every affine layer"
            + " square, because it takes M d for Mᵀ d, got M of shape (3, 2) in layers [affine 3,"
            + " tanh, affine 2]",
        "alpha_1: 0.1|alpha_1: K must be 0 in layers [affine 2] of 2 inputs, got alpha_1",
        "affine_0_M_0_2: 1|affine_0_M_0_2: I must be below 2 and J below 2 in layers [affine 2] of"
            + " 2 inputs, got affine_0_M_0_2",
        "affine_0_b_2: 1|affine_0_b_2: J must be below 2 in layers [affine 2] of 2 inputs, got"
            + " affine_0_b_2",
        "affine_0_b_1: 1, bias: false|affine_0_b_1: a start value of b needs bias true, got bias"
            + " false",
        "facts: data, targets: 2|targets: a sample of xor must keep an input beside its targets,"
            + " got 2 numbers and targets 2",
        "targets: 1|targets: targets is read with facts data, got no such facts",
        "facts: data, targets: 1|facts: facts data have 1 numbers and targets of 1, got inputs 1"
            + " and layers [affine 2], which end in 2",
        "facts: {values: [random, xor]}, inputs: 3, layers: [affine 1], affine_0_M_0_2:"
            + " 1|affine_0_M_0_2: I must be below 1 and J below 2 in layers [affine 1] of 2 inputs,"
            + " got affine_0_M_0_2",
        "facts: random, fact_count: 1000000, inputs: 2200|layers: weights, states and facts of 64"
            + " trials trained side by side must fit in 512 MiB, got 8422 MiB with layers [affine"
            + " 2] of [2200, 2] units",
        "layers: [affine 2, leaky-as-is-in-numpy 0.1]|layers: a layer must be affine N, identity,"
            + " tanh, sigmoid, relu, leaky L, leaky-as-is L, half-square, double or map FORMULA of"
            + " x; leaky-as-is-in-numpy is for reference vectors alone, got [affine 2,"
            + " leaky-as-is-in-numpy 0.1]",
        "facts: xor, fact_count: 7|fact_count: fact_count is read where inputs are drawn, got facts"
            + " xor or data",
      })
  void lawsThatTieHyperparametersTogetherNameThePlace(String parameters, String law) {
    assertThatThrownBy(() -> parse(parameters, ""))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("parameters." + law);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "layers: [affine 3, tanh, affine 2], facts: data",
        "layers: [affine 16, tanh, affine 1], facts: random, inputs: 16, batch: full, bias: false",
        "layers: {values: [[affine 2], [affine 2, leaky, affine 2]]}, rule: {values: [transpose,"
            + " as-is]}",
        "layers: [], facts: identity",
        "layers: [tanh, 'map min(x, 1, max(-1, x))'], alpha: {values: [1, 2]}",
        "layers: {values: [[affine 2], ['map x+1'], [identity]]}, facts: {values: [swap, {ideal:"
            + " [v1, (v0 > v1)*2 - 1]}]}",
        "facts: 'ideal v1,v0', inputs: 2",
        "layers: [tanh, affine 5, affine 1], facts: xor, alpha_1: 0.1, affine_1_M_0_4: 2,"
            + " affine_0_b_4: 1",
      })
  void whatFitsIsAdmitted(String parameters) throws SweepException {
    parse(parameters, "");
  }

  /** The text of a formula is that of its meaning: blanks and brackets make no other sweep. */
  @Test
  void formulasAreInTheDigestByTheirCanonicalText() throws SweepException {
    String plain = digest("layers: [affine 2, map x+1], facts: {ideal: [v1,(v0)]}");
    assertThat(digest("layers: [affine 2, 'map  x + 1.0 '], facts: 'ideal (v1) ,v0'"))
        .isEqualTo(plain);
    assertThat(digest("layers: [affine 2, map x+2], facts: {ideal: [v1,v0]}")).isNotEqualTo(plain);
    assertThat(digest("layers: [affine 2, map x+1], facts: {ideal: [v0,v1]}")).isNotEqualTo(plain);
  }

  private static String digest(String parameters) throws SweepException {
    return SweepWriter.digest(sweep(parameters));
  }

  @Test
  void aSweepWithFormulasReadsBackAsItself() throws SweepException {
    Sweep sweep =
        sweep(
            "layers: {values: [[affine 2, 'map max(x,0)'], [map x]]}, facts: {values: [swap,"
                + " {ideal: ['(v0 > 0)*2 - 1', 'min(v0, v1)']}]}");
    assertThat(new SweepParser(new Models()).parse("t.yaml", bytes(sweep), List.of()))
        .isEqualTo(sweep);
    assertThat(SweepWriter.write(sweep))
        .contains("ideal (v0 > 0) * 2 - 1, min(v0, v1)", "map max(x, 0)");
  }

  private static byte[] bytes(Sweep sweep) {
    return SweepWriter.write(sweep).getBytes(UTF_8);
  }

  /** The command line and a file of points say formulas as a sweep file does. */
  @Test
  void formulasMayStandInOverridesAndInAFileOfPoints(@TempDir Path folder) throws Exception {
    String text = "model: layers\nparameters: {facts: identity}\n";
    List<String> words = List.of("facts={ideal: [v1, v0]}", "layers=[affine 2, 'map max(x,0)']");
    Sweep sweep = new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), words);
    assertThat(SweepWriter.digest(sweep))
        .isEqualTo(digest("layers: [affine 2, 'map max(x, 0)'], facts: 'ideal v1,v0'"));

    Path points = folder.resolve("points.csv");
    Files.writeString(
        points, "layers,facts\n\"[affine 2, map max(x,0)]\",swap\naffine 2,\"ideal v1,(v0)\"\n");
    Job job = Job.of(listed(points));
    assertThat(job.axes().get(0).text(0)).isEqualTo("[affine 2, map max(x, 0)]");
    assertThat(job.axes().get(1).text(1)).isEqualTo("ideal v1, v0");

    Files.writeString(points, "layers,facts\n\"[affine 2, map z]\",\"ideal v0, w\"\n");
    assertThatThrownBy(() -> Job.of(listed(points)))
        .hasMessageContaining("at character 5: must name a variable, got z; did you mean x?")
        .hasMessageContaining("at character 11: must name a variable, got w; valid: v0, v1");
  }

  private static Sweep listed(Path points) throws SweepException {
    String text = "model: layers\nmethod: list\npoints: " + points + "\n";
    return new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
  }

  @Test
  void formulasMayBeAskedForInWhere() throws SweepException {
    String facts = "facts: {values: [swap, {ideal: [v1, v0]}]}";
    parse(facts, "where: \"facts == 'ideal v1, v0'\"\n");
    assertThatThrownBy(() -> parse(facts, "where: \"facts == 'ideal v1,v0'\"\n"))
        .hasMessageContaining("facts must be one of its choices");
  }

  @Test
  void longAndDeepFormulasAreRefusedWithTheirPlace() {
    String deep = "tanh(".repeat(100) + "x" + ")".repeat(100);
    assertThatThrownBy(() -> parse("layers: [map " + deep + "]", ""))
        .hasMessageContaining(
            "parameters.layers[0]: an expression must nest at most 64 deep, got more");
    String many = "x*x + ".repeat(30_000) + "x";
    assertThatThrownBy(() -> parse("layers: [map " + many + "]", ""))
        .hasMessageContaining(
            "an expression must have at most 10,000 characters, blanks between its words included,"
                + " got 180,001");
    assertThatThrownBy(() -> parse("layers: [map " + "x*x + ".repeat(1 << 20) + "x]", ""))
        .hasMessageContaining("at most");
  }

  @Test
  void aHistoryHasABound() throws SweepException {
    parse("lessons: 5000", "output: {history: {every: 5}}\n");
    assertThatThrownBy(() -> parse("lessons: 5001", "output: {history: {every: 5}}\n"))
        .hasMessageContaining(
            "output.history: a history must have at most 1000 numbers, got 1001: every 5 of 5001"
                + " steps");
  }
}
