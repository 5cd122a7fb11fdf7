package org.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataOption;
import org.basin.sweep.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {

  private static final String TABLE = "x,y\n1,a\n2,b\n";

  @TempDir private Path folder;

  private static DataSource csv(String path) {
    return Sources.source("csv", "path", path, "label", "y");
  }

  @Test
  void everyKindAndOptionIsDescribedAndItsStandardIsInRange() {
    assertThat(Datasets.kinds())
        .extracting(DataKind::name)
        .containsExactly(
            "xor", "parity", "moons", "circles", "spirals", "shapes", "idx", "csv", "parquet",
            "none");
    for (DataKind kind : Datasets.kinds()) {
      assertThat(kind.text()).isNotBlank();
      assertThat(kind.options()).extracting(DataOption::name).doesNotHaveDuplicates();
      for (DataOption option : kind.options()) {
        assertThat(option.text()).isNotBlank().doesNotContain("\n");
        switch (option.type()) {
          case REAL, INTEGER -> {
            if (!option.standard().isEmpty()) {
              assertThat(Double.parseDouble(option.standard()))
                  .isBetween(option.min(), option.max());
            }
          }
          case CHOICE -> assertThat(option.choices()).contains(option.standard());
          default -> assertThat(option.standard()).isEmpty();
        }
      }
    }
  }

  @Test
  void aKindThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> Datasets.of(DataSource.of("mnist")))
        .hasMessageStartingWith("data must be one of [xor, parity, ")
        .hasMessageEndingWith("got mnist");
  }

  @Test
  void manyWhoAskAtOnceGetOneSetThatIsReadOnce() throws Exception {
    Files.writeString(folder.resolve("t.csv"), TABLE);
    Configuration configuration = PrefixedFileSystem.configuration(folder);
    PrefixedFileSystem.OPENED.set(0);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Dataset>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        answers.add(threads.submit(() -> Datasets.of(csv("elsewhere:/t.csv"), configuration)));
      }
      Dataset first = answers.get(0).get();
      for (Future<Dataset> each : answers) {
        assertThat(each.get()).isSameAs(first);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(PrefixedFileSystem.OPENED).hasValue(1);
  }

  @Test
  void filesAreReachedOnlyAsTheConfigurationSays() throws Exception {
    Files.writeString(folder.resolve("t.csv"), TABLE);
    Configuration configuration = PrefixedFileSystem.configuration(folder);
    assertThat(Datasets.of(csv("elsewhere:/t.csv"), configuration).train().x())
        .containsExactly(1, 2);
    assertThat(Datasets.of(csv("elsewhere:/sub/../t.csv"), configuration).train().x())
        .containsExactly(1, 2);
    assertThatThrownBy(() -> Datasets.of(csv("elsewhere:/t.csv")))
        .hasMessage(
            "elsewhere:/t.csv: a file of data must be reachable, got No FileSystem for scheme"
                + " \"elsewhere\"");
    assertThatThrownBy(() -> Datasets.of(csv("elsewhere:/none.csv"), configuration))
        .hasMessage(
            "elsewhere:/none.csv: a file of data must exist, got none; a relative path starts at"
                + " the sweep file");
    Files.writeString(folder.resolve("bad.csv"), "x,y\n1,a\nz,b\n");
    assertThatThrownBy(() -> Datasets.of(csv("elsewhere:/bad.csv"), configuration))
        .hasMessage("elsewhere:/bad.csv: column x must be a number, got z on line 3");
  }

  @Test
  void aMistakeIsNotRemembered() throws Exception {
    Path file = folder.resolve("t.csv");
    assertThatThrownBy(() -> Datasets.of(csv(file.toString()))).isInstanceOf(DataException.class);
    Files.writeString(file, TABLE);
    assertThat(Datasets.of(csv(file.toString())).train().size()).isEqualTo(2);
  }

  @Test
  void oddPathsAreRefusedInASentence() {
    for (String path : List.of("file:", "a:b", "://", "hdfs://", "")) {
      assertThatThrownBy(() -> Datasets.of(csv(path)))
          .as("path '%s'", path)
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(path + ": a file of data must ");
    }
  }

  @Test
  void theFingerprintSeesEveryBitLabelAndSizeButNoNames() {
    float[] x = {0, 1, 2, 3};
    List<Dataset> variants = new ArrayList<>();
    variants.add(set(1, 2, x, new int[] {0, 1}, Samples.NONE));
    variants.add(set(2, 1, x, new int[] {0, 1}, Samples.NONE));
    variants.add(set(1, 1, x, new int[] {0, 1, 0, 1}, Samples.NONE));
    variants.add(set(1, 2, x, new int[] {1, 0}, Samples.NONE));
    variants.add(set(1, 2, new float[] {-0.0f, 1, 2, 3}, new int[] {0, 1}, Samples.NONE));
    variants.add(
        set(
            1,
            2,
            new float[] {0, 1},
            new int[] {0},
            new Samples(new float[] {2, 3}, new int[] {1})));
    variants.add(
        new Dataset(
            "t", 1, 2, Dataset.numbered(3), new Samples(x, new int[] {0, 1}), Samples.NONE));
    assertThat(variants.stream().map(Fingerprint::of).collect(Collectors.toSet()))
        .hasSize(variants.size());
    Dataset renamed =
        new Dataset(
            "u", 1, 2, List.of("no", "yes"), new Samples(x, new int[] {0, 1}), Samples.NONE);
    assertThat(Fingerprint.of(renamed)).isEqualTo(Fingerprint.of(variants.get(0)));
  }

  private static Dataset set(int height, int width, float[] x, int[] labels, Samples test) {
    return new Dataset("t", height, width, Dataset.numbered(2), new Samples(x, labels), test);
  }

  @Test
  void dataThatDiffersFromThatOfTheDriverIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("t.csv"), TABLE);
    DataSource source = csv(file.toString());
    String seen = Datasets.fingerprint(source, new Configuration());
    assertThat(Datasets.of(source, new Configuration(), seen).train().size()).isEqualTo(2);
    Files.writeString(file, "x,y\n1,a\n2,b\n3,a\n");
    assertThatThrownBy(() -> Datasets.of(source, new Configuration(), seen))
        .hasMessage(
            "the data must be the same on every machine, got %s here and %s on the driver: %s"
                .formatted(Datasets.fingerprint(source, new Configuration()), seen, source));
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> set(1, 2, new float[3], new int[2], Samples.NONE))
        .hasMessage("t must have inputs times samples numbers, got inputs=2, samples=2, numbers=3");
    assertThatThrownBy(() -> set(1, 1, new float[2], new int[] {0, 2}, Samples.NONE))
        .hasMessage("labels of t must be from 0 to 1, got 2");
    assertThatThrownBy(() -> set(1, 1, new float[0], new int[0], Samples.NONE))
        .hasMessage("t must hold at least one training sample, got 0");
    assertThat(Dataset.of("t", 2, 2, new double[] {0, 0.1, 1, 2}, new int[] {0, 1}).train().x())
        .isEqualTo(new float[] {0, 0.1f, 1, 2});
    assertThat(Arrays.asList(Dataset.numbered(3).toArray())).containsExactly("0", "1", "2");
  }
}
