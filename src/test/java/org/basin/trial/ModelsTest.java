package org.basin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "bias_0_0: 1|K must be from 1 to 3 in layers [2, 2, 1, 2], got K=0, J=0",
        "bias_2_1: 1|J must be below 1 in layers [2, 2, 1, 2], got K=2, J=1",
        "batch_size: 5|batch_size must be at most the 4 samples of xor, got 5",
        "hidden: [4096, 4096]|weights and states of 64 trials trained side by side must fit in 512 MiB, got layers [2,"
            + " 4096, 4096, 2] with 8222 MiB",
      })
  void lawsThatTieHyperparametersTogetherNameThePlace(String parameter, String law) {
    String name = parameter.substring(0, parameter.indexOf(':'));
    assertThatThrownBy(() -> parse(parameter))
        .isInstanceOf(SweepException.class)
        .hasMessage("t.yaml:4:" + (name.length() + 5) + ": parameters." + name + ": " + law);
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
  void everyHyperparameterIsDescribed() {
    assertThat(new Models().hyperparameters("energy"))
        .allSatisfy(h -> assertThat(h.text()).isNotBlank());
    assertThat(new Models().metrics("energy"))
        .containsExactly("error", "final_error", "cost", "free_error", "free_cost");
  }
}
