package org.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {

  private static final Offset<Double> CLOSE = offset(1e-5);

  private static Dataset random(int samples) {
    Random random = new Random(samples);
    float[] x = new float[3 * samples];
    for (int i = 0; i < x.length; i++) {
      // the last column is constant and no sum of it is exact
      x[i] = i % 3 == 2 ? 0.1f : (float) (100 * random.nextGaussian() + 7);
    }
    Samples train = new Samples(x, new int[samples]);
    Samples test = new Samples(new float[] {1000, -1000, 0.1f, 0, 0, 5.1f}, new int[2]);
    return new Dataset("x", 1, 3, Dataset.numbered(2), train, test);
  }

  private static double[] column(Samples samples, int column) {
    double[] values = new double[samples.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = samples.x()[3 * i + column];
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 15, 16, 17, 65, 1009})
  void unitBringsTheTrainingPartToZeroAndOne(int samples) {
    Dataset data = Scale.of(random(samples), "unit", 0);
    for (int column = 0; column < 2; column++) {
      assertThat(Arrays.stream(column(data.train(), column)).min()).hasValue(0);
      assertThat(Arrays.stream(column(data.train(), column)).max()).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 15, 16, 17, 65, 1009})
  void standardGivesMeanZeroAndDeviationOne(int samples) {
    Dataset data = Scale.of(random(samples), "standard", 0);
    for (int column = 0; column < 2; column++) {
      double[] values = column(data.train(), column);
      double mean = Arrays.stream(values).average().orElseThrow();
      double square = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
      assertThat(mean).isCloseTo(0, CLOSE);
      assertThat(square).isCloseTo(1, CLOSE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unit", "standard"})
  void aConstantColumnBecomesZeroAndTheTestPartItsDistance(String how) {
    for (int samples : new int[] {1, 2, 17, 1009}) {
      Dataset data = Scale.of(random(samples), how, 0);
      assertThat(column(data.train(), 2)).containsOnly(0);
      assertThat(column(data.test(), 2)[0]).isZero();
      assertThat(column(data.test(), 2)[1]).isCloseTo(5, CLOSE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unit", "standard"})
  void theTestPartHasNoSayInTheStatistics(String how) {
    Dataset scaled = Scale.of(random(17), how, 0);
    Dataset alone = random(17);
    alone = Scale.of(alone.with(alone.train(), Samples.NONE), how, 0);
    assertThat(scaled.train().x()).isEqualTo(alone.train().x());
  }

  @Test
  void noneLeavesEveryBit() {
    assertThat(Scale.of(random(17), "none", 0).train().x()).isEqualTo(random(17).train().x());
  }
}
