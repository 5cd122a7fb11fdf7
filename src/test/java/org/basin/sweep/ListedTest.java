package org.basin.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tanh",
        "affine 2",
        "map max(x, 0)",
        "map (x > 0) * 2 - 1",
        "map min(x, max(1, x), 2)"
      })
  void someTextsMayStandInAList(String text) {
    assertThat(Listed.fits(text)).isTrue();
    assertThat(Listed.split(text + "," + text)).containsExactly(text, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "a ", " a", "a  b", "a\tb", "a, b", "[a]", "'a'", "\"", "(a", "a)", ")a("
      })
  void othersMayNot(String text) {
    assertThat(Listed.fits(text)).isFalse();
  }

  @Test
  void aTextOfAnyLengthIsLookedAtOnce() {
    assertThat(Listed.fits("x + ".repeat(1 << 20) + "x")).isTrue();
    assertThat(Listed.split("(a, b), ".repeat(1000))).hasSize(1001);
  }
}
