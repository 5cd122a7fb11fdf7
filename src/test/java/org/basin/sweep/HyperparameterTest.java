package org.basin.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyperparameterTest {

  private static final Hyperparameter WEIGHT =
      Hyperparameter.real(
          "weight_K_I_J", Hyperparameter.Kind.LANE, Standard.NONE, -10, 10, "a weight");

  @Test
  void aNameWithIndicesMatchesNumbers() {
    assertThat(WEIGHT.matches("weight_0_2_10")).isTrue();
    assertThat(WEIGHT.indices("weight_0_2_10")).containsExactly(0, 2, 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weight_0_2", "weight_0_2_1_1", "weight_00_2_1", "weight_-1_2_1", "weight_K_I_J",
        "weight_0_2_", "Weight_0_2_1", "weight_0_2_9999999999", "weight_0_2_1 ", ""
      })
  void nothingElseMatches(String name) {
    assertThat(WEIGHT.matches(name)).isFalse();
  }

  @Test
  void aNameWithoutIndicesMatchesItselfOnly() {
    Hyperparameter beta =
        Hyperparameter.real("batch_size", Hyperparameter.Kind.LANE, Standard.NONE, 0, 1, "nudging");
    assertThat(beta.matches("batch_size")).isTrue();
    assertThat(beta.matches("batch_0")).isFalse();
    assertThat(beta.indices("batch_size")).isEmpty();
  }
}
