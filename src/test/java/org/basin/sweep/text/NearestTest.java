package org.basin.sweep.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "beta, beta, 0",
    "beta, Beta, 0",
    "betta, beta, 1",
    "ebta, beta, 1",
    "bet, beta, 1",
    "sigmiod, sigmoid, 1",
    "'', beta, 4",
    "kitten, sitting, 3",
    "ca, abc, 3"
  })
  void distanceCountsEdits(String a, String b, int edits) {
    assertThat(Nearest.distance(a, b)).isEqualTo(edits);
    assertThat(Nearest.distance(b, a)).isEqualTo(edits);
  }

  @Test
  void aNearNameIsProposedAndFarOnesAreListed() {
    assertThat(Nearest.of("sede", List.of("seed", "side")))
        .isEqualTo("got sede; did you mean seed?");
    assertThat(Nearest.of("zzz", List.of("seed", "side"))).isEqualTo("got zzz; valid: seed, side");
    assertThat(Nearest.of("zzz", List.of())).isEqualTo("got zzz; there is none");
  }
}
