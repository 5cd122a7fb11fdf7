package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class DurationTextTest {

  private final DurationText.OrSeconds text = new DurationText.OrSeconds();

  @Test
  void aBareNumberIsSecondsAndAUnitIsAUnit() {
    assertThat(text.convert("90")).isEqualTo(Duration.ofSeconds(90));
    assertThat(text.convert("0.001")).isEqualTo(Duration.ofMillis(1));
    assertThat(text.convert("0.000000000001")).isEqualTo(Duration.ofNanos(1));
    assertThat(text.convert("30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(text.convert("5m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(text.convert("1h")).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whatIsNoLengthIsRefusedWithTheLaw() {
    for (String wrong : new String[] {"0", "-1", "0.0", "1000000001"}) {
      assertThatThrownBy(() -> text.convert(wrong))
          .isInstanceOf(TypeConversionException.class)
          .hasMessage("0 < seconds <= 1e9 must hold, got " + wrong);
    }
    for (String wrong : new String[] {"soon", "1e3", "NaN", "5 m", "0s", ""}) {
      assertThatThrownBy(() -> text.convert(wrong))
          .isInstanceOf(TypeConversionException.class)
          .hasMessageContaining("such as 90s or 2h, got '" + wrong + "'");
    }
  }
}
