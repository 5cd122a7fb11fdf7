package org.basin.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.basin.draw.Figure;
import org.basin.draw.Figure.Axis;
import org.basin.draw.Figure.Curves;
import org.basin.draw.Figure.Look;
import org.basin.draw.Figure.Series;
import org.junit.jupiter.api.Test;

class TogetherTest {

  private static final double[] X = {1, 2, 3};

  private static Figure curves(double... y) {
    return new Curves(
        "cost",
        "Cost, greatest 3",
        List.of(),
        new Axis("epoch", false),
        new Axis("cost", true),
        List.of(Series.of("raw", Look.FAINT, X, y), Series.of("cost", Look.MAIN, X, y)));
  }

  @Test
  void aFewTrialsHaveALineEach() {
    Together together = new Together();
    together.add("trial 0", Map.of("alpha", "1", "beta", "2"), List.of(curves(1, 2, 3)));
    assertThat(together.figures()).isEmpty();
    together.add("trial 7", Map.of("alpha", "3", "beta", "2"), List.of(curves(3, 2, 1)));
    Curves both = (Curves) together.figures().get(0);
    assertThat(both.title()).isEqualTo("Cost of 2 trials");
    assertThat(both.series())
        .extracting(Series::name)
        .containsExactly("trial 0: alpha 1", "trial 7: alpha 3");
    assertThat(both.series().get(1).y()).containsExactly(3, 2, 1);
  }

  @Test
  void manyHaveTheirMedianAndTheirMiddle() {
    Together together = new Together();
    for (int trial = 0; trial <= 10; trial++) {
      together.add("trial " + trial, Map.of(), List.of(curves(trial, 2 * trial, Double.NaN)));
    }
    Series middle = ((Curves) together.figures().get(0)).series().get(0);
    assertThat(middle.y()).containsExactly(5, 10, Double.NaN);
    assertThat(middle.band().get(0)).containsExactly(1, 2, Double.NaN);
    assertThat(middle.band().get(1)).containsExactly(9, 18, Double.NaN);
  }

  @Test
  void quantilesLieBetweenTheirNeighbours() {
    double[] sorted = {1, 2, 4, 8};
    assertThat(Together.quantile(sorted, 0)).isEqualTo(1);
    assertThat(Together.quantile(sorted, 1)).isEqualTo(8);
    assertThat(Together.quantile(sorted, 0.5)).isEqualTo(3);
    assertThat(Together.quantile(sorted, 0.1)).isCloseTo(1.3, within(1e-12));
    assertThat(Together.quantile(new double[0], 0.5)).isNaN();
  }
}
