package org.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets that are made from a seed. */
class GeneratedTest {

  private static long[] sizes(Samples samples, int classes) {
    long[] sizes = new long[classes];
    Arrays.stream(samples.labels()).forEach(label -> sizes[label]++);
    return sizes;
  }

  @ParameterizedTest
  @CsvSource({
    "xor, ef7cfaea2a124760394eb947078a108241ec012e3db762eb86cc67ee805f4082",
    "parity, 153e876692ec146601cb781c0238d8fe0b8cdc06960033a16c3aeaa4d5c6339a",
    "moons, 2d6a358b40462860afcd8154f1fee0cf598c425d7faa70251c1b37eb9f80b972",
    "circles, 555503ea1e285c06d1b165f6ba1e8d0dff5478c3f85ae2e22447dd30cf69d947",
    "spirals, 117166b6e0b0e02e39ee0658d0ae296abfe37a3501e8432ba7a4f4b5d0788271",
    "shapes, 063ef66335996c72280caa88f79247d5feae7ea0ba8cdb2d5d90205fd7f40471"
  })
  void theBitsAreTheSameOnEveryMachineForEver(String kind, String fingerprint) {
    assertThat(Sources.fingerprint(kind)).isEqualTo("sha256:" + fingerprint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"moons", "circles", "spirals", "shapes"})
  void anotherSeedMakesOtherSamples(String kind) {
    assertThat(Sources.fingerprint(kind, "seed", 1))
        .isEqualTo(Sources.fingerprint(kind, "seed", 1))
        .isNotEqualTo(Sources.fingerprint(kind))
        .isNotEqualTo(Sources.fingerprint(kind, "seed", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "moons,2,2",
    "moons,2,17",
    "circles,2,64",
    "spirals,3,65",
    "spirals,10,1009",
    "shapes,10,17"
  })
  void classesAreAsLargeAsOneAnother(String kind, int classes, int samples) {
    Dataset data =
        kind.equals("spirals")
            ? Sources.data(kind, "samples", samples, "classes", classes)
            : Sources.data(kind, "samples", samples);
    assertThat(data.train().size()).isEqualTo(samples);
    assertThat(data.classes()).isEqualTo(classes);
    for (long size : sizes(data.train(), classes)) {
      assertThat(size).isBetween((long) samples / classes, (samples - 1L) / classes + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"moons", "circles", "spirals", "shapes"})
  void moreSamplesLeaveTheFirstAsTheyWere(String kind) {
    float[] few = Sources.data(kind, "samples", 16).train().x();
    float[] many = Sources.data(kind, "samples", 65).train().x();
    assertThat(Arrays.copyOf(many, few.length)).isEqualTo(few);
  }

  @Test
  void moreTrainingImagesLeaveTheTestImagesAsTheyWere() {
    assertThat(Sources.data("shapes", "samples", 16, "test_samples", 20).test().x())
        .isEqualTo(Sources.data("shapes", "samples", 65, "test_samples", 20).test().x());
  }

  @ParameterizedTest
  @ValueSource(strings = {"moons", "circles", "spirals"})
  void withoutNoiseNeighboursAreOfOneClassAndNoiseMixesThem(String kind) {
    double clean = accuracy(kind, 0);
    double noisy = accuracy(kind, 0.3);
    double drowned = accuracy(kind, 3);
    assertThat(clean).isGreaterThan(0.99);
    assertThat(noisy).isLessThan(clean - 0.02);
    assertThat(drowned).isLessThan(noisy - 0.05);
  }

  private static double accuracy(String kind, double noise) {
    Dataset data = Sources.data(kind, "samples", 1000, "noise", noise, "test", 0.5);
    return Judges.nearestNeighbour(data.train(), data.test(), data.inputs());
  }

  @Test
  void circlesWithoutNoiseLieAtTheirRadii() {
    Dataset data = Sources.data("circles", "noise", 0.0);
    for (int i = 0; i < data.train().size(); i++) {
      double radius = Math.hypot(data.train().x()[2 * i], data.train().x()[2 * i + 1]);
      assertThat(radius).isCloseTo(data.train().labels()[i] == 0 ? 1 : 0.5, offset(1e-6));
    }
  }

  @Test
  void shapesAreImagesOfTenNamedFigures() {
    Dataset data = Sources.data("shapes", "samples", 20, "test_samples", 10);
    assertThat(data.height()).isEqualTo(28);
    assertThat(data.width()).isEqualTo(28);
    assertThat(data.classNames())
        .containsExactly(
            "disc",
            "ring",
            "square",
            "frame",
            "triangle",
            "plus",
            "cross",
            "rows",
            "columns",
            "checker");
    assertThat(data.train().x()).hasSize(20 * 784);
    for (float pixel : data.train().x()) {
      assertThat(pixel).isBetween(0f, 1f);
    }
  }

  @Test
  void everyShapeIsSeen() {
    Dataset data = Sources.data("shapes", "samples", 1000, "noise", 0.0);
    for (int i = 0; i < 1000; i++) {
      double light = 0;
      for (int pixel = 0; pixel < 784; pixel++) {
        light += data.train().x()[i * 784 + pixel];
      }
      assertThat(light).as("image " + i).isBetween(8.0, 400.0);
    }
  }

  @Test
  void shapesCanBeLearnedButNotByALinearModel() {
    Dataset data = Sources.data("shapes", "samples", 2000, "test_samples", 300);
    double linear = Judges.linear(data, 10, 0.01);
    double neighbour = Judges.nearestNeighbour(data.train(), data.test(), 784);
    assertThat(linear).isBetween(0.6, 0.85);
    assertThat(neighbour).isGreaterThan(0.85);
  }

  @Test
  void everyClassNeedsASample() {
    assertThatThrownBy(() -> Sources.data("spirals", "samples", 4, "classes", 5))
        .hasMessage("there must be at least one sample of each class, got samples=4, classes=5");
  }
}
