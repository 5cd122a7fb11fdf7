package org.basin.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LossCurveTest {

  private static LossCurve of(double[] curve) {
    LossCurve losses = new LossCurve(2, curve.length, LayerGauges.ALL.all());
    losses.restart();
    for (double loss : curve) {
      losses.next()[0] = 1;
      losses.next()[1] = loss;
      losses.take();
    }
    return losses;
  }

  @Test
  void theMeasureIsThePapersOnConvergedAndOnDivergedCurves() {
    for (int lessons : new int[] {1, 2, 19, 20, 21, 63, 500}) {
      Random random = new Random(lessons);
      double[] curve = random.doubles(lessons, 0.5, 2).toArray();
      for (double trend : new double[] {0.99, 1.01}) {
        double sum = 0;
        double inverses = 0;
        double recent = 0;
        for (int t = 0; t < lessons; t++) {
          curve[t] *= Math.pow(trend, t);
        }
        for (int t = 0; t < lessons; t++) {
          double v = curve[t] / curve[0];
          sum += v;
          inverses += 1 / v;
          recent += t >= lessons - 20 ? v : 0;
        }
        boolean converged = recent / Math.min(20, lessons) < 1;
        LossCurve losses = of(curve);
        assertThat(losses.converged(1)).isEqualTo(converged);
        assertThat(losses.convergence(1))
            .isCloseTo(converged ? -sum : inverses, within(1e-9 * (sum + inverses)));
      }
    }
  }

  @Test
  void aLossThatIsNotFiniteCountsAsAMillionTimesTheFirst() {
    LossCurve losses = of(new double[] {2, 4, Double.POSITIVE_INFINITY, Double.NaN, 8e9});
    assertThat(losses.converged(1)).isFalse();
    assertThat(losses.convergence(1)).isCloseTo(1 + 0.5 + 3e-6, within(1e-12));
    assertThat(losses.divergedAt(1)).isEqualTo(2);
    assertThat(losses.divergedAt(0)).isEqualTo(5);
  }

  @Test
  void aLossOfZeroIsConvergedEvenFromTheStart() {
    assertThat(of(new double[] {0, 0, 0}).convergence(1)).isZero();
    assertThat(of(new double[] {0, 0, 0}).converged(1)).isTrue();
    assertThat(of(new double[] {0, 1, 1}).converged(1)).isFalse();
    assertThat(of(new double[] {3, 0, 0}).convergence(1)).isEqualTo(-1);
  }

  @Test
  void theMeanIsOverTheLastTwentyAndTheGreatestOverAll() {
    double[] curve = new double[50];
    curve[0] = 100;
    for (int t = 30; t < 50; t++) {
      curve[t] = t;
    }
    assertThat(of(curve).mean(1)).isCloseTo(39.5, within(1e-12));
    assertThat(of(curve).greatest(1)).isEqualTo(100);
    assertThat(of(curve).last(1)).isEqualTo(49);
    assertThat(of(new double[] {4, 2}).mean(1)).isEqualTo(3);
  }
}
