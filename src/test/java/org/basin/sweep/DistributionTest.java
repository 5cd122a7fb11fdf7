package org.basin.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;

class DistributionTest {

  private static final double LEAST = 0x1p-53;

  @Test
  void theNormalQuantileUndoesTheDistributionFunction() {
    NormalDistribution normal = new NormalDistribution();
    for (double z = -8; z <= 5; z += 0.0371) {
      double share = normal.cumulativeProbability(z);
      assertThat(NormalQuantile.of(share)).isCloseTo(z, within(1e-9));
    }
    // quantiles of AS 241's own test
    assertThat(NormalQuantile.of(0.25)).isCloseTo(-0.6744897501960817, within(1e-15));
    assertThat(NormalQuantile.of(0.001)).isCloseTo(-3.090232306167814, within(1e-14));
    assertThat(NormalQuantile.of(1e-20)).isCloseTo(-9.262340089798408, within(1e-13));
  }

  @Test
  void theNormalQuantileIsOddAboutTheMiddle() {
    assertThat(NormalQuantile.of(0.5)).isZero();
    for (double share : List.of(LEAST, 1e-9, 0.01, 0.07, 0.08, 0.3)) {
      assertThat(NormalQuantile.of(share)).isCloseTo(-NormalQuantile.of(1 - share), within(1e-5));
    }
    assertThat(-NormalQuantile.of(LEAST)).isLessThan(Distribution.REACH);
  }

  @Test
  void whatIsDrawnStaysWithinItsEnds() {
    for (Distribution drawn :
        List.of(
            new Distribution.Uniform(-3, 0.1),
            new Distribution.LogUniform(1e-5, 10),
            new Distribution.Normal(2, 0.5))) {
      assertThat(drawn.quantile(LEAST)).isBetween(drawn.least(), drawn.most());
      assertThat(drawn.quantile(1 - LEAST)).isBetween(drawn.least(), drawn.most());
      assertThat(drawn.quantile(0.25)).isLessThan(drawn.quantile(0.5));
      for (int k = 1; k < drawn.size(); k++) {
        assertThat(drawn.number(k)).isGreaterThan(drawn.number(k - 1));
      }
    }
    assertThat(new Distribution.LogUniform(1e-4, 1).quantile(0.5)).isCloseTo(0.01, within(1e-15));
    assertThat(new Distribution.Uniform(-3, 1).number(0)).isEqualTo(-3);
    assertThat(new Distribution.Uniform(-3, 1).number(1024)).isEqualTo(1);
  }

  @Test
  void settingsAreReadBackAsTheyAreWritten() throws Exception {
    String text =
        """
        model: energy
        data: xor
        method: latin-hypercube
        trials: 1000000
        parameters:
          scheme: {values: [ep, chl], probabilities: [0.25, 0.75]}
          epochs: {min: 1, max: 9, distribution: int_uniform, when: "scheme == 'ep'"}
          beta: {min: 0.1, max: 1}
          alpha: {min: 0.001, max: 1, distribution: log_uniform_values, when: "epochs > 3"}
          alpha_0: {mu: 100, sigma: 2, distribution: normal}
          bias_0_0: {min: -3, max: 3, distribution: int_uniform}
          bias_0_1: {values: [1, 2], distribution: categorical}
        """;
    Sweep sweep = parse(text);
    assertThat(sweep.method())
        .isEqualTo(new Method.Sampled(Method.Sampler.LATIN_HYPERCUBE, 1_000_000));
    assertThat(sweep.parameters().values().stream().map(Object::toString))
        .containsExactly(
            "{values: [ep, chl], probabilities: [0.25, 0.75]}",
            "{min: 1, max: 9, step: 1, when: \"scheme == \\\"ep\\\"\"}",
            "{min: 0.1, max: 1, distribution: uniform}",
            "{min: 0.001, max: 1, distribution: log_uniform_values, when: \"epochs > 3\"}",
            "{mu: 100, sigma: 2, distribution: normal}",
            "{min: -3, max: 3, step: 1}",
            "{values: [1, 2]}");
    assertThat(parse(SweepWriter.write(sweep))).isEqualTo(sweep);
    assertThat(SweepWriter.digest(parse(SweepWriter.write(sweep))))
        .isEqualTo(SweepWriter.digest(sweep));
    assertThat(SweepWriter.digest(parse(text.replace("1000000", "1000"))))
        .isNotEqualTo(SweepWriter.digest(sweep));
  }

  @Test
  void thirdsSumToOne() {
    Setting.Values values = new Setting.Values(List.of("a", "b", "c"));
    BigDecimal third = new BigDecimal("0.3333333");
    assertThat(new Weighted(values, List.of(third, third, third)).probability(2))
        .isEqualTo(0.3333333);
    assertThatThrownBy(() -> new Weighted(values, List.of(third, third, new BigDecimal("0.333"))))
        .hasMessageContaining("probabilities must sum to 1");
  }

  private static Sweep parse(String text) throws Exception {
    return new SweepParser(new SmallVocabulary())
        .parse("s.yaml", text.getBytes(StandardCharsets.UTF_8), List.of());
  }
}
