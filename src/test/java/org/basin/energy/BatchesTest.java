package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.Learner;
import org.basin.learn.SampleOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchesTest {

  private static final Kernels VECTOR = new VectorEngine().open(Plane.LANES);

  /** Samples that can be told by their one input, which is their number. */
  private static Dataset numbered(int samples) {
    double[] x = new double[samples];
    int[] labels = new int[samples];
    for (int s = 0; s < samples; s++) {
      x[s] = s;
      labels[s] = s % 3;
    }
    return Dataset.of("numbered", 1, 3, x, labels);
  }

  private static Batches batches(Dataset data, Map<String, Object> structure, Kernels kernels) {
    EnergySettings settings = RandomNet.settings(data, List.of(2L), structure);
    return Batches.training(settings, data.train(), kernels);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 63, 64, 65})
  void inAnOrderOfItsOwnEveryTrialMeetsEverySampleOnceWithItsLabel(int samples) {
    Dataset data = numbered(samples);
    Batches batches =
        batches(data, Map.of("shuffle", true, "states", "zero", "batch_size", 1L), VECTOR);
    long[] seeds = new java.util.Random(3).longs(Plane.LANES).toArray();
    for (int epoch = 0; epoch < 3; epoch++) {
      batches.shuffle(seeds, epoch);
      List<Set<Double>> met = new java.util.ArrayList<>();
      for (int lane = 0; lane < Plane.LANES; lane++) {
        met.add(new HashSet<>());
      }
      for (int i = 0; i < batches.size(); i++) {
        Batch batch = batches.begin(i);
        for (int lane = 0; lane < Plane.LANES; lane++) {
          double sample = batch.layers()[0].get(0, lane);
          met.get(lane).add(sample);
          assertThat(batch.target().get((int) sample % 3, lane)).isEqualTo(1);
          assertThat(batch.target().get(((int) sample + 1) % 3, lane)).isZero();
        }
      }
      assertThat(met).allSatisfy(set -> assertThat(set).hasSize(samples));
    }
  }

  private static double[] firstSamples(Batches batches, long[] seeds, int epoch) {
    batches.shuffle(seeds, epoch);
    Plane input = batches.begin(0).layers()[0];
    double[] samples = new double[Plane.LANES];
    for (int lane = 0; lane < samples.length; lane++) {
      samples[lane] = input.get(0, lane);
    }
    return samples;
  }

  @Test
  void theOrderDependsOnTheSeedAndTheEpochAlone() {
    Batches batches =
        batches(numbered(50), Map.of("shuffle", true, "states", "zero", "batch_size", 5L), VECTOR);
    long[] seeds = new long[Plane.LANES];
    for (int lane = 0; lane < seeds.length; lane++) {
      seeds[lane] = lane / 2;
    }
    double[] first = firstSamples(batches, seeds, 0);
    double[] second = firstSamples(batches, seeds, 1);
    assertThat(second).isNotEqualTo(first);
    assertThat(firstSamples(batches, seeds, 0)).isEqualTo(first);
    for (int lane = 0; lane < seeds.length; lane += 2) {
      assertThat(first[lane]).isEqualTo(first[lane + 1]);
    }
    assertThat(java.util.Arrays.stream(first).distinct().count()).isGreaterThan(10);
  }

  /** Over 20,000 seeds each of five samples stands first about 4,000 times; σ is 57. */
  @Test
  void everySampleIsAsLikelyToComeFirst() {
    SampleOrder order = new SampleOrder(5, 1);
    int[] first = new int[1];
    int[] count = new int[5];
    for (long seed = 0; seed < 20_000; seed++) {
      order.draw(0, seed, 4);
      order.copy(0, first);
      count[first[0]]++;
    }
    for (int times : count) {
      assertThat(times).isBetween(4000 - 285, 4000 + 285);
    }
  }

  @Test
  void statesStartWhereTheSweepWantsThem() {
    Dataset data = numbered(6);
    for (String states : List.of("persistent", "carried", "zero")) {
      Batches batches = batches(data, Map.of("states", states, "batch_size", 2L), VECTOR);
      batches.begin(0).layers()[1].setAll(0, 5);
      double next = batches.begin(1).layers()[1].get(0, 9);
      double again = batches.begin(0).layers()[1].get(0, 9);
      assertThat(new double[] {next, again})
          .isEqualTo(
              switch (states) {
                case "persistent" -> new double[] {0, 5};
                case "carried" -> new double[] {5, 5};
                default -> new double[] {0, 0};
              });
      assertThat(batches.get(0).layers()[0].get(1, 0)).isEqualTo(1);
      assertThat(batches.begin(2).layers()[0].get(1, 0)).isEqualTo(5);
      batches.forget();
      assertThat(batches.get(0).layers()[1].get(0, 9)).isZero();
    }
  }

  /** 3,000 samples of 102 numbers are more than is kept for 64 lanes, and less than for one. */
  @ParameterizedTest
  @CsvSource({"persistent", "carried", "zero"})
  void keepingSamplesOrFillingThemInAgainGivesTheSameNets(String states) {
    Dataset data = RandomNet.data(3000, 100, 2, 8);
    double[][] trained = new double[2][];
    Kernels[] kernels = {VECTOR, new ScalarEngine().open(1)};
    for (int way = 0; way < 2; way++) {
      Map<String, Object> structure =
          Map.of("states", states, "batch_size", 500L, "epochs", 2L, "scheme", "chl");
      EnergySettings settings = RandomNet.settings(data, List.of(2L), structure);
      Learner learner = Learners.of(settings, data, kernels[way], Map.of("alpha", 0.5), List.of());
      learner.start(0, 5, new double[0]);
      learner.train();
      trained[way] =
          new double[] {
            learner.score(Learners.place(EnergyGauges.COST), 0),
            learner.score(Learners.place(EnergyGauges.FREE_COST), 0)
          };
    }
    assertThat(trained[0]).isEqualTo(trained[1]);
  }
}
