package org.basin.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.Datasets;
import org.basin.learn.Parameter;
import org.basin.npz.NpyArray;
import org.basin.npz.NpzFile;
import org.basin.saved.CheckpointFile;
import org.basin.space.Block;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Results;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A net that is trained further: {@code start_from: FILE.npz}. */
final class StartFromTest {

  private static final Configuration PLAIN = new Configuration();

  /** What trains without any state beside its parameters, and the word for its epochs. */
  private record Kind(String name, String epochs, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Kind LAYERS =
      new Kind(
          "layers",
          "lessons",
          """
          model: layers
          parameters:
            layers: [affine 3, tanh, affine 2]
            fact_count: 7
            batch: full
          metric: {name: final_loss}
          output: {metrics: [final_loss]}
          """);

  private static final Kind ENERGY =
      new Kind(
          "energy",
          "epochs",
          """
          model: energy
          data: {kind: moons, samples: 60, test: 0.3}
          parameters:
            scheme: cep
            activation: tanh
            hidden: [3, 2]
            batch_size: 7
          metric: {name: test_cost}
          output: {metrics: [cost, free_cost, settled_cost, test_cost]}
          """);

  private static final Kind NOTEBOOK =
      new Kind(
          "the notebook's chl",
          "epochs",
          """
          model: energy
          data: xor
          parameters: {scheme: chl, states: zero, hidden: [2]}
          metric: {name: cost}
          output: {metrics: [cost, free_cost, energy]}
          """);

  private static final Kind GRID =
      new Kind(
          "neural-grid",
          "epochs",
          """
          model: neural-grid
          data: {kind: moons, samples: 60, test: 0.3}
          parameters: {height: 5, depth: 3, batch_size: 8, optimizer: sgd, shuffle: false, layer_norm: true}
          """);

  private static final Kind IMAGES =
      new Kind(
          "neural-grid of images",
          "epochs",
          """
          model: neural-grid
          data: {kind: shapes, samples: 20}
          parameters: {dimensions: 3, depth: 2, batch_size: 8, optimizer: sgd, shuffle: false}
          """);

  private static final Kind MEMORY =
      new Kind(
          "ham",
          "train_steps",
          """
          model: ham
          data: {kind: csv, path: alike.csv, label: y}
          parameters: {source: data, units: 3, patterns: 2, visible: identity, steps: 4}
          output: {metrics: [recalled, overlap, energy, energy_drop]}
          """);

  @TempDir private Path folder;

  static List<Kind> kinds() {
    return List.of(LAYERS, ENERGY, NOTEBOOK, GRID, IMAGES, MEMORY);
  }

  /** A trained trial: its row and what it has learned. */
  private record Trained(List<Float> metrics, List<Parameter> parameters, Path file) {}

  private Job job(Kind kind, String... overrides) throws Exception {
    Path file = folder.resolve("sweep.yaml");
    Files.writeString(file, kind.text());
    // which samples are the patterns, and how cues are spoilt, is up to the seed
    Files.writeString(folder.resolve("alike.csv"), "a,b,c,y\n0,1,0,no\n0,1,0,yes\n");
    return Job.read(file.toString(), PLAIN, List.of(overrides));
  }

  /** Trains the first trial, and saves it under a name. */
  private Trained trained(String name, Job job) throws Exception {
    Checkpoints checkpoints =
        new Checkpoints(
            folder.resolve(name),
            job.resolved(),
            SweepWriter.digest(job.sweep()),
            Datasets.fingerprint(job.sweep().data(), PLAIN),
            Map.of());
    List<Parameter> parameters = new ArrayList<>();
    List<Float> metrics = new ArrayList<>();
    try (BlockRunner runner =
        new BlockRunner(job, true, () -> Datasets.of(job.sweep().data(), PLAIN))) {
      runner.show(
          (results, row, learner, lane) -> {
            if (results.trial(row) == 0) {
              parameters.addAll(learner.parameters(lane));
              try {
                checkpoints.write(0, learner, lane, Map.of());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          });
      Block block = job.space().blocks(0, job.space().positions(), 64).iterator().next();
      Results results = runner.run(block);
      assertThat(results.failure(0)).isNull();
      for (int s = 0; s < job.scores().size(); s++) {
        metrics.add(results.score(s, 0));
      }
    }
    return new Trained(metrics, parameters, checkpoints.file(0));
  }

  private static void assertSame(List<Parameter> some, List<Parameter> others) {
    assertThat(some).hasSameSizeAs(others);
    for (int i = 0; i < some.size(); i++) {
      assertThat(some.get(i).name()).isEqualTo(others.get(i).name());
      assertThat(some.get(i).values()).containsExactly(others.get(i).values());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void goingOnIsOneTrainingBitForBit(Kind kind) throws Exception {
    for (String engine : List.of("engine=scalar", "engine=vector")) {
      String zero = "start_from=" + trained("zero", job(kind, kind.epochs() + "=1")).file();
      Trained first = trained("first", job(kind, kind.epochs() + "=3", engine, zero));
      Trained whole = trained("whole", job(kind, kind.epochs() + "=5", engine, zero));
      Trained more =
          trained("more", job(kind, kind.epochs() + "=2", engine, "start_from=" + first.file()));
      assertThat(first.parameters().get(0).values())
          .isNotEqualTo(whole.parameters().get(0).values());
      assertSame(more.parameters(), whole.parameters());
      assertThat(more.metrics()).isEqualTo(whole.metrics());
      Files.delete(first.file());
      Files.delete(whole.file());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aModelSaysTheFormsOfItsParameters(Kind kind) throws Exception {
    Job job = job(kind, kind.epochs() + "=1");
    List<Parameter> parameters = trained("forms", job).parameters();
    assertThat(job.forms(job.space().structures().get(0), Datasets.of(job.sweep().data(), PLAIN)))
        .extracting(form -> form.name() + form.shape())
        .containsExactlyElementsOf(parameters.stream().map(it -> it.name() + it.shape()).toList());
  }

  @Test
  void otherHyperparametersAreFreeAndEveryTrialStartsThere() throws Exception {
    Trained first = trained("first", job(ENERGY, "epochs=2"));
    Job job = job(ENERGY, "alpha=0,0.3", "replicates=3", "start_from=" + first.file());
    try (BlockRunner runner =
        new BlockRunner(job, true, () -> Datasets.of(job.sweep().data(), PLAIN))) {
      List<Long> started = new ArrayList<>();
      runner.show(
          new BlockRunner.Onlooker() {
            @Override
            public void started(
                Results results, int row, org.basin.learn.Learner learner, int lane) {
              started.add(results.trial(row));
              assertSame(learner.parameters(lane), first.parameters());
            }

            @Override
            public void trained(
                Results results, int row, org.basin.learn.Learner learner, int lane) {
              boolean still = results.trial(row) < 3;
              if (still) {
                assertSame(learner.parameters(lane), first.parameters());
              } else {
                assertThat(learner.parameters(lane).get(0).values())
                    .isNotEqualTo(first.parameters().get(0).values());
              }
            }
          });
      job.space().blocks(0, job.space().positions(), 64).forEach(runner::run);
      assertThat(started).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void velocitiesStartAtZero() throws Exception {
    Trained first = trained("first", job(ENERGY, "epochs=3", "momentum=0.9", "batch_size=42"));
    String from = "start_from=" + first.file();
    Trained some = trained("some", job(ENERGY, "epochs=1", "batch_size=42", "momentum=0.9", from));
    Trained none = trained("none", job(ENERGY, "epochs=1", "batch_size=42", from));
    Trained two = trained("two", job(ENERGY, "epochs=2", "batch_size=42", "momentum=0.9", from));
    Trained other = trained("other", job(ENERGY, "epochs=2", "batch_size=42", from));
    assertSame(some.parameters(), none.parameters());
    assertThat(two.parameters().get(0).values()).isNotEqualTo(other.parameters().get(0).values());
  }

  @Test
  void aNamedStartValueWins() throws Exception {
    Trained energy = trained("energy", job(ENERGY, "epochs=1"));
    Trained named =
        trained(
            "named",
            job(
                ENERGY,
                "alpha=0",
                "weight_1_2_0=0.25",
                "bias_2_1=-0.5",
                "start_from=" + energy.file()));
    float[] weights = energy.parameters().get(2).values().clone();
    weights[4] = 0.25f;
    float[] biases = energy.parameters().get(3).values().clone();
    biases[1] = -0.5f;
    assertThat(named.parameters().get(2).values()).containsExactly(weights);
    assertThat(named.parameters().get(3).values()).containsExactly(biases);
    assertThat(named.parameters().get(0).values())
        .containsExactly(energy.parameters().get(0).values());
    Trained layers = trained("layers", job(LAYERS, "lessons=2"));
    Trained other =
        trained(
            "other",
            job(
                LAYERS,
                "alpha=0",
                "affine_0_M_2_1=0.25",
                "affine_1_b_1=-0.5",
                "start_from=" + layers.file()));
    float[] matrix = layers.parameters().get(0).values().clone();
    matrix[5] = 0.25f;
    float[] vector = layers.parameters().get(3).values().clone();
    vector[1] = -0.5f;
    assertThat(other.parameters().get(0).values()).containsExactly(matrix);
    assertThat(other.parameters().get(3).values()).containsExactly(vector);
  }

  @Test
  void theDigestGoesByContentAndNotByPath() throws Exception {
    Path file = trained("first", job(ENERGY, "epochs=1")).file();
    Path copy = Files.copy(file, folder.resolve("copy.npz"));
    Path other = trained("other", job(ENERGY, "epochs=2")).file();
    String digest = SweepWriter.digest(job(ENERGY, "start_from=" + file).sweep());
    assertThat(SweepWriter.digest(job(ENERGY, "start_from=copy.npz").sweep())).isEqualTo(digest);
    assertThat(SweepWriter.digest(job(ENERGY, "start_from=" + other).sweep()))
        .isNotEqualTo(digest)
        .isNotEqualTo(SweepWriter.digest(job(ENERGY).sweep()));
    assertThat(
            SweepWriter.differences(
                job(ENERGY, "start_from=" + copy).sweep(),
                job(ENERGY, "start_from=" + other).sweep()))
        .singleElement()
        .asString()
        .matches("start_from: sha256:[0-9a-f]{64} here, sha256:[0-9a-f]{64} there");
  }

  @Test
  void aKeptSweepNeedsNoFileUntilItIsTrained() throws Exception {
    Path file = trained("first", job(ENERGY, "epochs=1")).file();
    Job job = job(ENERGY, "start_from=" + file);
    String text = SweepWriter.write(job.sweep());
    assertThat(text).contains("start_from: {file: \"" + file + "\", fingerprint: \"sha256:");
    Job kept = Job.stored("sweep.yaml", text, List.of());
    assertThat(kept.sweep()).isEqualTo(job.sweep());
    assertThatThrownBy(() -> trained("second", kept))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("trials must start from the parameters of fingerprint sha256:")
        .hasMessageContaining("got none");
    assertSame(
        trained("third", kept.started(PLAIN)).parameters(), trained("fourth", job).parameters());
    Files.delete(file);
    assertThat(Job.stored("sweep.yaml", text, List.of()).sweep()).isEqualTo(job.sweep());
    assertThatThrownBy(() -> kept.started(PLAIN))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + ": a checkpoint to start from must exist; a relative path starts at the sweep"
                + " file");
  }

  @Test
  void aCheckpointOfANetThatWentOnIsMeasuredWithoutTheFirst() throws Exception {
    Trained first = trained("first", job(ENERGY, "epochs=1"));
    Trained second = trained("second", job(ENERGY, "start_from=" + first.file()));
    assertThat(CheckpointFile.head(second.file()).sweep()).contains("start_from: {file: ");
    Files.delete(first.file());
    Map<String, Float> metrics = Evaluation.of(second.file(), List.of(), PLAIN).metrics();
    assertThat(metrics).containsEntry("test_cost", second.metrics().get(3));
  }

  private void assertRefused(String law, Kind kind, String... overrides) {
    assertThatThrownBy(() -> job(kind, overrides))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining(law);
  }

  @Test
  void whatSaysWhereTrialsStartIsRefusedBesideIt() throws Exception {
    String from = "start_from=" + trained("first", job(ENERGY, "epochs=1")).file();
    assertRefused(
        "starts: must be left out with start_from, which says where all trials start, got shared",
        ENERGY,
        from,
        "starts=shared");
    String law = " must be left out with start_from, which says where all trials start, got both";
    assertRefused("parameters.init: init" + law, ENERGY, from, "init=zeros");
    assertRefused("parameters.init_scale: init_scale" + law, ENERGY, from, "init_scale=0.5,1");
    String layers = "start_from=" + trained("layers", job(LAYERS, "lessons=1")).file();
    assertRefused("parameters.init_scale_1: init_scale_1" + law, LAYERS, layers, "init_scale_1=2");
    assertRefused("parameters.start: start" + law, LAYERS, layers, "start=1,2,3");
    String grid = "start_from=" + trained("grid", job(GRID, "epochs=1")).file();
    assertRefused("parameters.init: init" + law, GRID, grid, "init=normal");
  }

  @Test
  void shapesAreCheckedForEveryStructure() throws Exception {
    Path file = trained("first", job(ENERGY, "epochs=1")).file();
    String from = "start_from=" + file;
    assertRefused(
        "start_from: "
            + file
            + ": weights_1 must have shape [3, 4], got [3, 2]; wanted by energy with hidden [3, 4]",
        ENERGY,
        from,
        "hidden=[3,2],[3,4]");
    assertRefused(
        "parameters must be weights_0, biases_1, weights_1, biases_2, got biases_3 too;"
            + " wanted by energy",
        ENERGY,
        from,
        "hidden=[3]");
    assertRefused(
        "weights_2 must have shape [2, 1], got [2, 2]; wanted by energy with hidden [3, 2, 1]",
        ENERGY,
        from,
        "hidden=[3,2,1],[3,2]");
  }

  @Test
  void theModelMustBeTheSame() throws Exception {
    Path file = trained("first", job(ENERGY, "epochs=1")).file();
    assertRefused(
        "start_from: " + file + ": the checkpoint must be of model layers, got one of energy",
        LAYERS,
        "start_from=" + file);
  }

  @Test
  void aNetWithoutBiasStartsWithoutOne() throws Exception {
    Path biased = trained("first", job(LAYERS, "lessons=1")).file();
    assertRefused(
        "affine_0_b must be 0 where bias is false, got other numbers",
        LAYERS,
        "bias=false",
        "start_from=" + biased);
    Trained plain = trained("plain", job(LAYERS, "bias=false", "lessons=3"));
    Trained same =
        trained("same", job(LAYERS, "bias=false", "alpha=0", "start_from=" + plain.file()));
    assertSame(same.parameters(), plain.parameters());
  }

  @Test
  void whatIsNoCheckpointIsRefusedByName() throws Exception {
    Path nothing = folder.resolve("nothing.npz");
    assertRefused(
        "start_from: "
            + nothing
            + ": a checkpoint to start from must exist; a relative path starts at the sweep file",
        ENERGY,
        "start_from=nothing.npz");
    assertRefused(
        ": a checkpoint to start from must be a file, got none", ENERGY, "start_from=" + folder);
    Path text = Files.writeString(folder.resolve("text.npz"), "no zip");
    assertRefused(text + ": must be an .npz", ENERGY, "start_from=text.npz");
    Path arrays = folder.resolve("arrays.npz");
    NpzFile.write(
        arrays, Map.of(), Map.of("weights_0", new NpyArray.Floats(List.of(1), new float[] {1})));
    assertRefused(arrays + ": must hold basin.json", ENERGY, "start_from=" + arrays);
    Trained first = trained("first", job(ENERGY, "epochs=1"));
    Path infinite = folder.resolve("infinite.npz");
    List<Parameter> broken = new ArrayList<>(first.parameters());
    broken.set(1, new Parameter("biases_1", List.of(3), new float[] {0, Float.NaN, 0}));
    CheckpointFile.write(infinite, CheckpointFile.head(first.file()), broken);
    assertRefused(
        "biases_1.npy: numbers must be finite, got NaN at 1", ENERGY, "start_from=" + infinite);
    assertRefused("start_from: must be a text", ENERGY, "start_from=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{file: a.npz}",
        "{file: a.npz, fingerprint: 12}",
        "{file: a.npz, fingerprint: sha256:12}",
        "{path: a.npz}",
        "[a.npz]",
        "http://somewhere/a.npz"
      })
  void anotherFormIsRefused(String form) throws Exception {
    Kind kind = new Kind("", "", ENERGY.text() + "start_from: " + form + "\n");
    assertRefused("start_from", kind);
  }
}
