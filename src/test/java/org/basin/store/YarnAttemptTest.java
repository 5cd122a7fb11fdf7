package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YarnAttemptTest {

  @Test
  void aLaterAttemptOfTheSameApplicationFollows() {
    YarnAttempt first = attempt("container_1795358981916_0001_01_000001");
    YarnAttempt second = attempt("container_1795358981916_0001_02_000001");
    assertThat(second.follows(first)).isTrue();
    assertThat(first.follows(second)).isFalse();
    assertThat(first.follows(first)).isFalse();
  }

  @Test
  void attemptsOfOtherApplicationsAreStrangers() {
    YarnAttempt first = attempt("container_1795358981916_0001_01_000001");
    assertThat(attempt("container_1795358981916_0002_02_000001").follows(first)).isFalse();
    assertThat(attempt("container_1795358981917_0001_02_000001").follows(first)).isFalse();
  }

  @Test
  void aResourceManagerThatWasRestartedCountsItsEpochs() {
    assertThat(attempt("container_e17_1410901177871_0001_12_000005"))
        .isEqualTo(new YarnAttempt("1410901177871_0001", 12));
  }

  @Test
  void whatIsNoContainerIsNoAttempt() {
    assertThat(YarnAttempt.of("")).isEmpty();
    assertThat(YarnAttempt.of("container_1_2_3")).isEmpty();
    assertThat(YarnAttempt.of("container_1_2_9999999999_4")).isEmpty();
  }

  private static YarnAttempt attempt(String container) {
    return YarnAttempt.of(container).orElseThrow();
  }
}
