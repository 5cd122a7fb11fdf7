package org.basin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.basin.sweep.SweepException;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of the family layers, as a person meets them. */
final class LayersModelTest {

  private static void parse(String parameters, String rest) throws SweepException {
    String text = "model: layers\ndata: xor\nparameters: {" + parameters + "}\n" + rest;
    new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layers: [afine 2]|layers: a layer must be affine N, identity, tanh, sigmoid, relu, leaky L,"
            + " leaky-as-is L, half-square or double, got afine 2",
        "layers: [affine]|layers: affine N needs its units, a whole number from 1 to 4096, got affine",
        "layers: [affine 0]|layers: affine N needs its units, a whole number from 1 to 4096, got affine 0",
        "layers: [affine 2, leaky 2]|layers: the leak must be a number from 0 to 1, got leaky 2",
        "layers: [tanh 2, affine 2]|layers: a layer must be affine N, identity, tanh, sigmoid, relu,"
            + " leaky L, leaky-as-is L, half-square or double, got tanh 2",
        "layers: [tanh]|layers: one layer at least must be affine, which is what learns, got [tanh]",
        "layers: [affine 3]|layers: facts identity have 2 numbers and targets of 2, got inputs 2 and"
            + " layers [affine 3], which end in 3",
        "facts: swap, inputs: 3|facts: facts swap have 2 numbers and targets of 2, got inputs 3 and"
            + " layers [affine 2], which end in 2",
        "layers: [affine 3, tanh, affine 2], rule: as-is|rule: rule as-is needs every affine layer"
            + " square, because it takes M d for Mᵀ d, got M of shape (3, 2) in layers [affine 3,"
            + " tanh, affine 2]",
        "alpha_1: 0.1|alpha_1: K must be 0 in layers [affine 2] of 2 inputs, got alpha_1",
        "affine_0_M_0_2: 1|affine_0_M_0_2: I must be below 2 and J below 2 in layers [affine 2] of 2"
            + " inputs, got affine_0_M_0_2",
        "affine_0_b_2: 1|affine_0_b_2: J must be below 2 in layers [affine 2] of 2 inputs, got"
            + " affine_0_b_2",
        "affine_0_b_1: 1, bias: false|affine_0_b_1: a start value of b needs bias true, got bias false",
        "facts: data, targets: 2|targets: a sample of xor must keep an input beside its targets, got 2"
            + " numbers and targets 2",
        "targets: 1|targets: targets is read with facts data, got no such facts",
        "facts: data, targets: 1|facts: facts data have 1 numbers and targets of 1, got inputs 1 and"
            + " layers [affine 2], which end in 2",
        "facts: {values: [random, xor]}, inputs: 3, layers: [affine 1],"
            + " affine_0_M_0_2: 1|affine_0_M_0_2: I must be below 1 and J below 2 in layers [affine 1]"
            + " of 2 inputs, got affine_0_M_0_2",
        "facts: random, fact_count: 1000000, inputs: 2200|layers: weights, states and facts of 64"
            + " trials trained side by side must fit in 512 MiB, got 8422 MiB with layers [affine 2]"
            + " of [2200, 2] units",
        "layers: [affine 2, leaky-as-is-in-numpy 0.1]|layers: a layer must be affine N, identity,"
            + " tanh, sigmoid, relu, leaky L, leaky-as-is L, half-square or double;"
            + " leaky-as-is-in-numpy is for reference vectors alone, got [affine 2,"
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
        "layers: {values: [[affine 2], [affine 2, leaky, affine 2]]}, rule: {values: [transpose, as-is]}",
        "layers: [tanh, affine 5, affine 1], facts: xor, alpha_1: 0.1, affine_1_M_0_4: 2, affine_0_b_4: 1",
      })
  void whatFitsIsAdmitted(String parameters) throws SweepException {
    parse(parameters, "");
  }

  @Test
  void aHistoryHasABoundAndAModelThatKeepsIt() throws SweepException {
    parse("lessons: 5000", "output: {history: {every: 5}}\n");
    assertThatThrownBy(() -> parse("lessons: 5001", "output: {history: {every: 5}}\n"))
        .hasMessageContaining(
            "output.history: a history must have at most 1000 numbers, got 1001: every 5 of 5001"
                + " steps");
    String energy = "model: energy\ndata: xor\noutput: {history: {every: 5}}\n";
    assertThatThrownBy(
            () -> new SweepParser(new Models()).parse("t.yaml", energy.getBytes(UTF_8), List.of()))
        .hasMessageContaining(
            "output.history: history must be none with a model that keeps none, got every 5 of"
                + " model energy");
  }
}
