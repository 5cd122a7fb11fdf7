package org.basin.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.trial.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.converter.TypedArgumentConverter;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class GoldenFileTest {

  private static final Path GOLDEN = Path.of("data", "golden");

  @TempDir private Path folder;

  static List<Arithmetic> arithmetics() {
    return Engines.all().stream().flatMap(engine -> Arithmetic.of(engine).stream()).toList();
  }

  private static final class Named extends TypedArgumentConverter<String, Arithmetic> {

    Named() {
      super(String.class, Arithmetic.class);
    }

    @Override
    protected Arithmetic convert(String name) {
      return arithmetics().stream()
          .filter(one -> one.label().equals(name.toLowerCase(Locale.ROOT).replace('_', '-')))
          .findFirst()
          .orElseThrow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "A_ep_1, SCALAR_DOUBLE, 20, 0",
    "A_ep_1, SCALAR, 20, 0",
    "A_ep_1, VECTOR, 20, 0",
    "A_ep_2, SCALAR_DOUBLE, 20, 0",
    "A_ep_2, SCALAR, 20, 0",
    "A_ep_2, VECTOR, 20, 0",
    "A_sliders, SCALAR_DOUBLE, 12, 0",
    "A_sliders, SCALAR, 12, 0",
    "A_sliders, VECTOR, 12, 0",
    "D_two_layers, SCALAR_DOUBLE, 17, 0",
    "D_two_layers, SCALAR, 17, 0",
    "D_two_layers, VECTOR, 17, 0",
    "D_two_layers, ND4J, 17, 0",
    "D_hypergraphs, SCALAR_DOUBLE, 14, 0",
    "D_hypergraphs, SCALAR, 14, 0",
    "D_hypergraphs, VECTOR, 14, 0",
    "D_hypergraphs, ND4J, 14, 0",
    "D_lagrangians, SCALAR_DOUBLE, 72, 0",
    "D_lagrangians, SCALAR, 72, 0",
    "D_lagrangians, VECTOR, 72, 0",
    "D_lagrangians, ND4J, 72, 0",
    "D_layer_bias, SCALAR_DOUBLE, 1, 0",
    "D_layer_bias, SCALAR, 1, 0",
    "D_layer_bias, VECTOR, 1, 0",
    "D_layer_bias, ND4J, 1, 0",
    "A_units, SCALAR_DOUBLE, 84, 0",
    "A_units, SCALAR, 84, 0",
    "A_units, VECTOR, 84, 0",
    "A_chl_1, SCALAR_DOUBLE, 20, 0",
    "A_chl_1, SCALAR, 20, 0",
    "A_chl_1, VECTOR, 20, 0",
    "A_chl_2, SCALAR_DOUBLE, 20, 0",
    "A_chl_2, SCALAR, 20, 0",
    "A_chl_2, VECTOR, 20, 0",
    "A_pcnudge_1, SCALAR_DOUBLE, 20, 0",
    "A_pcnudge_1, SCALAR, 20, 0",
    "A_pcnudge_1, VECTOR, 20, 0",
    "A_pcnudge_2, SCALAR_DOUBLE, 20, 0",
    "A_pcnudge_2, SCALAR, 20, 0",
    "A_pcnudge_2, VECTOR, 20, 0",
    "A_first_step, SCALAR_DOUBLE, 26, 0",
    "A_first_step, SCALAR, 26, 0",
    "A_first_step, VECTOR, 26, 0",
    "B_grid_small, SCALAR_DOUBLE, 30, 0",
    "B_grid_small, SCALAR, 30, 0",
    "B_grid_small, VECTOR, 30, 0",
    "B_grid_medium, SCALAR_DOUBLE, 11, 0",
    "B_grid_medium, SCALAR, 11, 0",
    "B_grid_medium, VECTOR, 11, 0",
    "B_net_small, SCALAR_DOUBLE, 16, 0",
    "B_net_small, SCALAR, 16, 0",
    "B_net_small, VECTOR, 16, 0",
    "B_net_784, SCALAR_DOUBLE, 1, 0",
    "B_net_784, SCALAR, 1, 0",
    "B_net_784, VECTOR, 1, 0",
    "B_train, SCALAR_DOUBLE, 8, 0",
    "B_train, SCALAR, 8, 0",
    "B_train, VECTOR, 8, 0",
    "B_newer, SCALAR_DOUBLE, 3, 0",
    "B_newer, SCALAR, 3, 0",
    "B_newer, VECTOR, 3, 0",
    "B_grid3d, SCALAR_DOUBLE, 6, 0",
    "B_grid3d, SCALAR, 6, 0",
    "B_grid3d, VECTOR, 6, 0",
    "B_naive, SCALAR_DOUBLE, 3, 0",
    "B_naive, SCALAR, 3, 0",
    "B_naive, VECTOR, 3, 0",
    "E_gradients, SCALAR_DOUBLE, 6, 0",
    "E_gradients, SCALAR, 6, 0",
    "E_gradients, VECTOR, 6, 0",
    "E_train, SCALAR_DOUBLE, 12, 0",
    "E_train, SCALAR, 12, 0",
    "E_train, VECTOR, 12, 0",
    "C_single_affine, SCALAR_DOUBLE, 44, 0",
    "C_single_affine, SCALAR, 44, 0",
    "C_single_affine, VECTOR, 44, 0",
    "C_multi_affine, SCALAR_DOUBLE, 34, 0",
    "C_multi_affine, SCALAR, 34, 0",
    "C_multi_affine, VECTOR, 34, 0",
    "C_functions, SCALAR_DOUBLE, 8, 0",
    "C_functions, SCALAR, 8, 0",
    "C_functions, VECTOR, 8, 0",
    "C_notebook, SCALAR_DOUBLE, 5, 7",
    "C_notebook, SCALAR, 5, 7",
    "C_notebook, VECTOR, 5, 7",
    "C_bench, SCALAR_DOUBLE, 1, 0",
    "C_bench, SCALAR, 1, 0",
    "C_bench, VECTOR, 1, 0",
    "C_facts, SCALAR_DOUBLE, 0, 3",
    "C_facts, SCALAR, 0, 3",
    "C_facts, VECTOR, 0, 3",
  })
  void everyCaseOfThisBuildIsWithinItsTolerance(
      String file, @ConvertWith(Named.class) Arithmetic arithmetic, int passed, int skipped)
      throws IOException {
    List<Outcome> outcomes = GoldenFile.read(GOLDEN.resolve(file + ".json.gz")).verify(arithmetic);
    assertThat(outcomes).noneMatch(o -> o.verdict() == Outcome.Verdict.FAILED);
    assertThat(outcomes).filteredOn(o -> o.verdict() == Outcome.Verdict.PASSED).hasSize(passed);
    assertThat(outcomes).filteredOn(o -> o.verdict() == Outcome.Verdict.SKIPPED).hasSize(skipped);
  }

  /** E_rates is by a plain implementation of the rules, which gives E_train too. */
  @ParameterizedTest
  @MethodSource("arithmetics")
  void ratesOfTheirOwnForBiasesAreComputed(Arithmetic arithmetic) throws IOException {
    Path file = Path.of("src", "test", "resources", "golden", "E_rates.json");
    assertThat(GoldenFile.read(file).verify(arithmetic))
        .hasSize(2)
        .allMatch(o -> o.verdict() == Outcome.Verdict.PASSED);
  }

  @ParameterizedTest
  @MethodSource("arithmetics")
  void aChangedNumberFails(Arithmetic arithmetic) throws IOException {
    String text = text("A_sliders");
    int epochs = text.indexOf("\"epochs\"");
    int data = text.indexOf("\"data\"", epochs);
    int number = text.indexOf('[', data) + 1;
    int end = text.indexOf(',', number);
    double changed = Double.parseDouble(text.substring(number, end)) + 0.01;
    Path file = folder.resolve("changed.json");
    Files.writeString(file, text.substring(0, number) + changed + text.substring(end));

    List<Outcome> outcomes = GoldenFile.read(file).verify(arithmetic);
    assertThat(outcomes.get(0).verdict()).isEqualTo(Outcome.Verdict.FAILED);
    assertThat(outcomes.get(0).where()).isEqualTo("epoch 1 weights 0[0]");
    assertThat(outcomes.get(0).deviation()).isCloseTo(0.01, within(1e-4));
    assertThat(outcomes.subList(1, outcomes.size()))
        .allMatch(o -> o.verdict() == Outcome.Verdict.PASSED);
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void inDoublePrecisionAChangeInTheNinthDigitFails() throws IOException {
    String text = text("A_ep_1");
    Path file = folder.resolve("changed.json");
    int number = text.indexOf("\"C\":") + 4;
    int end = text.indexOf(',', number);
    double changed = Double.parseDouble(text.substring(number, end)) + 1e-9;
    Files.writeString(file, text.substring(0, number) + changed + text.substring(end));
    assertThat(GoldenFile.read(file).verify(Arithmetic.DOUBLE).get(0).verdict())
        .isEqualTo(Outcome.Verdict.FAILED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"format\": \"golden-2\"}|format must be golden-1, got \"golden-2\"",
        "{}|format must be golden-1, got nothing",
        "not json|must be JSON, got Unrecognized token 'not'",
        "{\"format\": \"golden-1\", \"group\": \"Z\"}|group must be one of A, B, C, D, E in this"
            + " build, got \"Z\"",
        "{\"format\": \"golden-1\", \"group\": \"A\"}|cases must list at least one case, got none",
      })
  void whatIsNotGoldenIsRefused(String content, String law) throws IOException {
    Path file = folder.resolve("x.json");
    Files.writeString(file, content);
    assertThatThrownBy(() -> GoldenFile.read(file))
        .isInstanceOf(GoldenException.class)
        .hasMessageStartingWith(file + ": " + law);
  }

  @Test
  void aCaseThatLacksANumberIsNamed() throws IOException {
    Path file = folder.resolve("x.json");
    Files.writeString(
        file,
        "{\"format\": \"golden-1\", \"group\": \"A\", \"cases\": [{\"name\": \"one\", \"atol\": 1,"
            + " \"sizes\": [2, 2]}]}");
    assertThatThrownBy(() -> GoldenFile.read(file).verify(new Arithmetic(new ScalarEngine())))
        .hasMessage("x.json: one: a case must have world, got name, atol, sizes");
  }

  private static String text(String name) throws IOException {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(GOLDEN.resolve(name + ".json.gz")))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
