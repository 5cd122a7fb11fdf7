package org.basin.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.basin.sweep.Geometric;
import org.basin.sweep.Steps;
import org.junit.jupiter.api.Test;

class RulerTest {

  private static final Ruler LINEAR =
      new Ruler("x", new BigDecimal("-2"), new BigDecimal("2.1"), false);
  private static final Ruler LOG =
      new Ruler("x", new BigDecimal("0.001"), new BigDecimal("7"), true);

  @Test
  void aPixelIsTheSamePixelAtEveryFinerZoom() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      int zoom = random.nextInt(-6, 25);
      long k = random.nextLong(-40, Math.max(1, (256L << Math.max(0, zoom)) + 40));
      int finer = random.nextInt(0, 10);
      for (Ruler ruler : new Ruler[] {LINEAR, LOG}) {
        assertThat(ruler.value(zoom + finer, k << finer))
            .as(ruler + " zoom " + zoom + " k " + k + " finer " + finer)
            .isEqualTo(ruler.value(zoom, k));
      }
    }
  }

  @Test
  void theWorldHasTheValuesThatASweepHas() {
    Steps steps = new Steps(new BigDecimal("-2"), new BigDecimal("2.1"), LINEAR.step(3));
    Geometric ratios = new Geometric(0.001, 7, (256 << 3) + 1);
    assertThat(steps.size()).isEqualTo(ratios.size());
    for (int k = 0; k < steps.size(); k++) {
      assertThat(LINEAR.value(3, k)).isEqualTo(steps.number(k));
      assertThat(LOG.value(3, k)).isEqualTo(ratios.number(k));
    }
  }

  @Test
  void anAxisThatIsNoneIsRefusedWithTheLaw() {
    assertThatThrownBy(() -> new Ruler("x", BigDecimal.ONE, BigDecimal.ONE, false))
        .hasMessageContaining("low < high");
    assertThatThrownBy(() -> new Ruler("x", BigDecimal.ZERO, BigDecimal.ONE, true))
        .hasMessageContaining("0 < low on a log axis");
  }
}
