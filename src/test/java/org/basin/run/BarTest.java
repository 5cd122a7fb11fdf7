package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {

  private static final Bar PLAIN = new Bar(Bar.Shape.ASCII, false);

  @Test
  void itFillsFromTheLeftAndIsFullOnlyAtTheEnd() {
    assertThat(PLAIN.text(0, 10)).isEqualTo(".......... ");
    assertThat(PLAIN.text(0.5, 10)).isEqualTo("#####..... ");
    assertThat(PLAIN.text(0.999, 10)).isEqualTo("#########. ");
    assertThat(PLAIN.text(1, 10)).isEqualTo("########## ");
    assertThat(PLAIN.text(0.5, 0)).isEmpty();
    assertThat(new Bar(Bar.Shape.BLOCKS, false).text(0.25, 8)).isEqualTo("██░░░░░░ ");
  }

  @Test
  void coloursEndWhereTheBarEnds() {
    assertThat(new Bar(Bar.Shape.ASCII, true).text(0.5, 8))
        .isEqualTo("\u001b[32m####\u001b[90m....\u001b[0m ");
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "59, 0", "60, 20", "500, 20"})
  void aNarrowScreenHasRoomForTheLineAlone(int columns, int cells) {
    assertThat(PLAIN.cells(columns)).isEqualTo(cells);
    assertThat(new Bar(Bar.Shape.NONE, false).cells(columns)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "xterm, '', de_DE.UTF-8, BLOCKS, true",
    "xterm, '', C.utf8, BLOCKS, true",
    "xterm, '', C, ASCII, true",
    "xterm, '', '', ASCII, true",
    "xterm, 1, C.UTF-8, BLOCKS, false",
    "dumb, '', C.UTF-8, NONE, false",
    "'', '', C.UTF-8, NONE, false"
  })
  void theEnvironmentDecides(
      String term, String none, String lang, Bar.Shape shape, boolean coloured) {
    assertThat(Bar.of(Map.of("TERM", term, "NO_COLOR", none, "LANG", lang)))
        .isEqualTo(new Bar(shape, coloured));
  }

  @Test
  void theLocaleIsThatOfTheFirstNameThatIsSet() {
    assertThat(Bar.of(Map.of("TERM", "xterm", "LC_ALL", "C", "LANG", "C.UTF-8")).shape())
        .isEqualTo(Bar.Shape.ASCII);
    assertThat(Bar.of(Map.of("TERM", "xterm", "LC_ALL", "", "LC_CTYPE", "en_US.utf8")).shape())
        .isEqualTo(Bar.Shape.BLOCKS);
    assertThat(Bar.of(Map.of()).shape()).isEqualTo(Bar.Shape.NONE);
  }
}
