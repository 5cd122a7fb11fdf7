package org.basin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {

  @Test
  void numbersStandToTheRightAndWordsToTheLeft() {
    TextTable table = new TextTable(List.of("axis", "values"));
    table.row("beta", "3").row("weight_0_0_0", "1,024").row("scheme", "-");
    assertThat(table.lines())
        .containsExactly(
            "axis          values",
            "beta               3",
            "weight_0_0_0   1,024",
            "scheme             -");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "9",
        "-1.5e-7",
        "1.234e-05",
        "1e+12",
        "1.0E-5",
        "-3E12",
        "1,024",
        "< 0.1 %",
        "> 99.9 %",
        "NaN",
        "Infinity",
        "-Infinity"
      })
  void whatIsANumberOrStandsForNoneBelongsToTheRight(String cell) {
    assertThat(TextTable.number(cell)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"e5", "1e", "1e+", "17.0.1-beta", "2 min", "--", "[1, 2]", "Inf"})
  void whatIsNoNumberBelongsToTheLeft(String cell) {
    assertThat(TextTable.number(cell)).isFalse();
  }

  @Test
  void oneWordMakesAColumnOfWords() {
    TextTable table = new TextTable(List.of());
    table.row("engine", "scalar").row("trials", "9").row("short");
    assertThat(table.lines()).containsExactly("engine  scalar", "trials  9", "short");
  }

  @Test
  void anEmptyTableHasNoLines() {
    assertThat(new TextTable(List.of()).lines()).isEmpty();
    assertThat(new TextTable(List.of("a", "b")).lines()).containsExactly("a  b");
  }
}
