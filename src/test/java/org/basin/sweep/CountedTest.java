package org.basin.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {

  @Test
  void oneStandsAlone() {
    assertThat(Counted.of(1, "trial")).isEqualTo("1 trial");
    assertThat(Counted.of(0, "trial")).isEqualTo("0 trials");
    assertThat(Counted.of(4_750_104_241L, "trial")).isEqualTo("4,750,104,241 trials");
    assertThat(Counted.of(1, "class")).isEqualTo("1 class");
    assertThat(Counted.of(2, "class")).isEqualTo("2 classes");
    assertThat(Counted.noun(1, "box")).isEqualTo("box");
    assertThat(Counted.noun(2, "box")).isEqualTo("boxes");
  }
}
