package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {

  @Test
  void columnsAreWhatSomebodySet() {
    assertThat(Screen.set("120")).hasValue(120);
    assertThat(Screen.set("1")).hasValue(1);
    for (String none : new String[] {null, "", "0", "-3", "wide", "12.5", "99999999999"}) {
      assertThat(Screen.set(none)).as(none).isEmpty();
    }
  }

  @Test
  void aTerminalThatDoesNotKnowItsSizeIsOfTheUsualWidth() {
    assertThat(Screen.size("24 132")).hasValue(132);
    assertThat(Screen.size("0 0")).hasValue(80);
    assertThat(Screen.size("stty: standard input: Inappropriate ioctl")).hasValue(80);
  }

  /** The streams of a test go to Maven, which is no terminal. */
  @Test
  void whatIsNoTerminalHasNoWidth() {
    assertThat(Screen.width(Screen.Stream.OUT)).isEmpty();
    assertThat(Screen.width(Screen.Stream.ERR)).isEmpty();
  }
}
