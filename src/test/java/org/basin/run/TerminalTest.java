package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void columnsAreWhatSomebodySet() {
    assertThat(Terminal.set("120")).hasValue(120);
    assertThat(Terminal.set("1")).hasValue(1);
    for (String none : new String[] {null, "", "0", "-3", "wide", "12.5", "99999999999"}) {
      assertThat(Terminal.set(none)).as(none).isEmpty();
    }
  }

  @Test
  void aTerminalThatDoesNotKnowItsSizeIsOfTheUsualWidth() {
    assertThat(Terminal.size("24 132")).hasValue(132);
    assertThat(Terminal.size("0 0")).hasValue(80);
    assertThat(Terminal.size("stty: standard input: Inappropriate ioctl")).hasValue(80);
  }

  /** The streams of a test go to Maven, which is no terminal. */
  @Test
  void whatIsNoTerminalHasNoWidth() {
    assertThat(Terminal.width(Terminal.Stream.OUT)).isEmpty();
    assertThat(Terminal.width(Terminal.Stream.ERR)).isEmpty();
  }
}
