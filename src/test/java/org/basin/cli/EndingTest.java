package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.basin.cli.process.Ending;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndingTest {

  @BeforeEach
  void asYarnsApplicationMasterDoes() {
    System.setProperty("spark.master", "yarn");
    System.setProperty("spark.submit.deployMode", "cluster");
  }

  @AfterEach
  void clear() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.submit.deployMode");
  }

  @Test
  void aDriverInYarnsProcessReturnsWhenAllIsDone() {
    assertThatCode(() -> Ending.with(Exit.DONE)).doesNotThrowAnyException();
  }

  @Test
  void aDriverInYarnsProcessThrowsWhatElseWouldBeItsExitCode() {
    assertThatThrownBy(() -> Ending.with(Exit.HELD))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("basin ended with exit code 75; its log says why");
  }
}
