package org.basin.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShownTest {

  @Test
  void countsCarryCommasUnderEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Shown.count(4_750_104_241L)).isEqualTo("4,750,104,241");
      assertThat(Shown.seconds(0.25)).isEqualTo("0.3 s");
      assertThat(Shown.percent(1, 3)).isEqualTo("33.3 %");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aShareLooksLikeNoneOrAllOnlyWhenItIs() {
    assertThat(Shown.percent(0, 531_441)).isEqualTo("0.0 %");
    assertThat(Shown.percent(1, 531_441)).isEqualTo("< 0.1 %");
    assertThat(Shown.percent(531_440, 531_441)).isEqualTo("> 99.9 %");
    assertThat(Shown.percent(7, 7)).isEqualTo("100.0 %");
    assertThat(Shown.percent(0, 0)).isEqualTo("-");
  }

  @Test
  void timesShowTheirTwoLargestUnits() {
    assertThat(Shown.seconds(9.96)).isEqualTo("10 s");
    assertThat(Shown.seconds(125)).isEqualTo("2 min 5 s");
    assertThat(Shown.seconds(3 * 3600 + 12 * 60)).isEqualTo("3 h 12 min");
    assertThat(Shown.seconds(41 * 86_400.0 + 3 * 3600)).isEqualTo("41 d 3 h");
  }

  @Test
  void bytesAreDecimal() {
    assertThat(Shown.bytes(999)).isEqualTo("999 B");
    assertThat(Shown.bytes(21_300_000)).isEqualTo("21.3 MB");
    assertThat(Shown.bytes(999_999)).isEqualTo("1.0 MB");
  }

  @Test
  void numbersLoseATailThatSaysNothing() {
    assertThat(Shown.value(-2.0)).isEqualTo("-2");
    assertThat(Shown.value(0.1f)).isEqualTo("0.1");
    assertThat(Shown.value(1.1e-44f)).isEqualTo("1.1e-44");
    assertThat(Shown.value("1.0.0")).isEqualTo("1.0.0");
  }

  @Test
  void aPersonReadsNineDigitsAndNoSignOfZero() {
    assertThat(Shown.value(0.30000000000000004)).isEqualTo("0.3");
    assertThat(Shown.value(0.30785000324249268)).isEqualTo("0.307850003");
    assertThat(Shown.value(-123456789.4)).isEqualTo("-123456789");
    assertThat(Shown.value(1.23456789012e-9)).isEqualTo("1.23456789e-9");
    assertThat(Shown.value(-0.0)).isEqualTo("0");
    assertThat(Shown.value(-0.0f)).isEqualTo("0");
    assertThat(Shown.value(Double.NaN)).isEqualTo("NaN");
    assertThat(Shown.value(9_223_372_036_854_775_807L)).isEqualTo("9223372036854775807");
    assertThat(Shown.value(List.of(0.1f, 1 / 3.0, Optional.empty())))
        .isEqualTo("[0.1, 0.333333333, -]");
    assertThat(Shown.value(Map.of("a", -0.0))).isEqualTo("{a: 0}");
  }

  @Test
  void anExactValueReadsBackAsItsType() {
    assertThat(Shown.exact(0.30000000000000004)).isEqualTo("0.30000000000000004");
    assertThat(Shown.exact(0.1f)).isEqualTo("0.1");
    assertThat(Shown.exact(0.1)).isEqualTo("0.1");
    assertThat(Shown.exact(-0.0)).isEqualTo("-0");
    assertThat(Shown.exact(-0.0f)).isEqualTo("-0");
    assertThat(Shown.exact(List.of(1 / 3.0))).isEqualTo("[0.3333333333333333]");
  }
}
