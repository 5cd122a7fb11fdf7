package org.basin.draw;

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

  private static TextTable trials() {
    TextTable table =
        new TextTable(List.of("trial", "beta", "replicate", "error", "cost", "energy"));
    return table
        .important(List.of("trial", "error", "beta"))
        .row("7", "0.1", "0", "25", "0.123456789", "-1.5");
  }

  @Test
  void aTableThatFitsIsWhole() {
    List<String> whole = trials().lines();
    assertThat(whole.get(0)).hasSize(50);
    assertThat(trials().lines(50)).isEqualTo(whole).hasSize(2);
  }

  @Test
  void theLeastImportantColumnsAreLeftOutAndNamed() {
    assertThat(trials().lines(49))
        .containsExactly(
            "trial  beta  replicate  error         cost",
            "    7   0.1          0     25  0.123456789",
            "left out to fit 49 columns: energy; --json has",
            "all");
    assertThat(trials().lines(30))
        .containsExactly(
            "trial  beta  replicate  error",
            "    7   0.1          0     25",
            "left out to fit 30 columns:",
            "cost, energy; --json has all");
    assertThat(trials().lines(18)).startsWith("trial  beta  error", "    7   0.1     25");
    assertThat(trials().lines(12)).startsWith("trial  error", "    7     25");
    assertThat(trials().lines(1)).startsWith("trial", "    7", "l", "e");
  }

  @Test
  void emptyColumnsAreTheFirstToGo() {
    TextTable table = new TextTable(List.of("trial", "loss", "convergence", "lost"));
    table.important(List.of("trial", "loss")).row("7", "-", "1.5", "3");
    assertThat(table.lines(28)).startsWith("trial  convergence  lost", "    7          1.5     3");
  }

  @Test
  void everyLineOfATableFitsEveryScreenThatHoldsItsFirstColumn() {
    for (int most = 5; most < 60; most++) {
      int width = most;
      assertThat(trials().lines(most)).as("" + most).allMatch(line -> line.length() <= width);
    }
  }

  @Test
  void proseIsBrokenAtItsBlanks() {
    TextTable table = new TextTable(List.of("name", "meaning"));
    table.row("beta", "how strongly the output is pulled towards the label");
    table.row("a", "short");
    assertThat(table.lines(36))
        .containsExactly(
            "name  meaning",
            "beta  how strongly the output is",
            "      pulled towards the label",
            "a     short");
    TextTable counts = new TextTable(List.of());
    counts.row("learned", "3", "free_error 0: the plain output is right");
    assertThat(counts.lines(40))
        .containsExactly("learned  3  free_error 0: the plain", "            output is right");
  }

  @Test
  void aCellOfSeveralLinesIsShownInSeveralLines() {
    TextTable table = new TextTable(List.of("plan", "n"));
    table.row("Project\n+- Scan", "1");
    assertThat(table.lines()).containsExactly("plan     n", "Project  1", "+- Scan");
  }

  @Test
  void aWordThatIsTooLongIsCut() {
    assertThat(TextTable.broken("abcdefgh ij", 3)).containsExactly("abc", "def", "gh", "ij");
    assertThat(TextTable.broken("", 3)).containsExactly("");
    assertThat(TextTable.broken("  ab cd", 5)).containsExactly("  ab", "cd");
  }
}
