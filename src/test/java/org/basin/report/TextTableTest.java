package org.basin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
