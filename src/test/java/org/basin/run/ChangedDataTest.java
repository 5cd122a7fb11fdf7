package org.basin.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.basin.LocalSpark;
import org.basin.data.DataException;
import org.basin.data.Datasets;
import org.basin.space.Space;
import org.basin.store.RunDirectory;
import org.basin.store.Staged;
import org.basin.store.StoreException;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.basin.trial.Preparation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does about data that is no longer what it was. */
class ChangedDataTest {

  private static final String SWEEP =
      """
      name: changing
      model: energy
      data: {kind: csv, path: "%s", label: y}
      parameters:
        epochs: 2
        batch_size: 2
        beta: {min: 0, max: 1, count: 100}
      """;

  private static SparkSession spark;

  @TempDir private java.nio.file.Path folder;
  private java.nio.file.Path table;
  private Sweep sweep;
  private Space space;

  @BeforeAll
  static void start() {
    spark = LocalSpark.session(2);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void write() throws Exception {
    table = folder.resolve("t.csv");
    put("a,b,y\n0,1,no\n1,0,yes\n1,1,no\n");
    sweep = parse();
    space = Space.of(sweep, new Models());
  }

  private void put(String text) throws Exception {
    Files.writeString(table, text);
  }

  private Sweep parse() throws SweepException {
    return new SweepParser(new Models())
        .parse("t.yaml", SWEEP.formatted(table).getBytes(UTF_8), List.of());
  }

  private RunOutcome run(long trials) {
    RunOptions all =
        RunOptions.of(
            new Path(folder.resolve("run").toUri()), new PrintWriter(Writer.nullWriter()));
    RunOptions some = all.withTrials(trials).withBlock(64);
    return new SweepRun(new Job(sweep, space), some).run(configuration(), () -> spark);
  }

  private static Configuration configuration() {
    return spark.sparkContext().hadoopConfiguration();
  }

  @Test
  void theFingerprintStandsInTheRecordAndInEveryWave() {
    run(64);
    RunDirectory directory =
        RunDirectory.at(configuration(), new Path(folder.resolve("run").toUri()));
    String fingerprint = Datasets.fingerprint(sweep.data(), configuration());
    assertThat(directory.record().orElseThrow().provenance()).containsEntry("data", fingerprint);
    assertThat(directory.log().waves())
        .isNotEmpty()
        .allSatisfy(wave -> assertThat(wave.provenance()).containsEntry("data", fingerprint));
  }

  @Test
  void aRunGoesOnWithItsOwnDataOnly() throws Exception {
    String before = Datasets.fingerprint(sweep.data(), configuration());
    assertThat(run(64).committed()).isEqualTo(64);
    put("a,b,y\n0,1,no\n1,0,yes\n1,1,yes\n");
    String now = Datasets.fingerprint(sweep.data(), configuration());
    String message =
        "%s: the data changed since the run began: all trials of a run must learn from the same data, got %s then and %s now; put the data back as it was, or choose another name or output path."
            .formatted(folder.resolve("run"), before, now);
    assertThatThrownBy(() -> run(100)).isInstanceOf(StoreException.class).hasMessage(message);
    put("a,b,y\n0,1,no\n1,0,yes\n1,1,no\n");
    assertThat(run(1000).end()).isEqualTo(RunOutcome.End.COMPLETED);
    put("a,b,y\n0,1,no\n1,0,yes\n1,1,yes\n");
    assertThatThrownBy(() -> run(1000)).isInstanceOf(StoreException.class).hasMessage(message);
  }

  @Test
  void anotherWayToWriteTheSameNumbersIsNoChange() throws Exception {
    run(64);
    put("a,b,y\n0.0,1e0,no\n# the second\n1,0,yes\n1.,1,no\n");
    assertThat(run(1000).end()).isEqualTo(RunOutcome.End.COMPLETED);
  }

  @Test
  void aListedRunGoesOnWithItsOwnPointsOnly() throws Exception {
    java.nio.file.Path points = folder.resolve("points.csv");
    String rows = "beta\n" + "0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8".replace(",", "\n") + "\n";
    Files.writeString(points, rows);
    String text =
        "{name: listed, model: energy, data: xor, method: list, points: \"%s\", replicates: 20,"
            + " parameters: {epochs: 2}}";
    byte[] bytes = text.formatted(points).getBytes(UTF_8);
    sweep = new SweepParser(new Models()).parse("t.yaml", bytes, List.of());
    space = Space.of(sweep, new Models());
    assertThat(run(64).committed()).isEqualTo(64);
    String before = space.listed().orElseThrow();

    Files.writeString(points, rows.replace("0.8", "0.9"));
    space = Space.of(sweep, new Models());
    assertThatThrownBy(() -> run(1000))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "%s: the file of points changed since the run began: all trials of a run must be points of the same file, got %s then and %s now; put the file back as it was, or choose another name or output path."
                .formatted(folder.resolve("run"), before, space.listed().orElseThrow()));

    Files.writeString(points, rows.replace("0.1\n0.2", "0.2\n0.1"));
    space = Space.of(sweep, new Models());
    assertThat(space.listed()).isNotEqualTo(Optional.of(before));

    Files.writeString(points, rows.replace("0.1", "1e-1"));
    space = Space.of(sweep, new Models());
    assertThat(run(1000).end()).isEqualTo(RunOutcome.End.COMPLETED);
  }

  @Test
  void anExecutorThatSeesOtherDataFailsTheWaveInASentence() throws Exception {
    String text = SweepWriter.write(sweep);
    Staged staged = new Staged(0, 0, 100, new Path(folder.resolve("staged").toUri()));
    Job job = new Job(sweep, space);
    Preparation preparation = new Preparation(job, () -> Datasets.of(sweep.data()), 0);
    try (preparation;
        SparkTraining training =
            new SparkTraining(
                spark, job, text, SweepWriter.digest(sweep), 64, Duration.ZERO, preparation)) {
      put("a,b,y\n0,1,no\n1,0,yes\n1,1,yes\n");
      assertThatThrownBy(() -> training.train(staged, 1, rows -> {}))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(
              "on an executor: the data must be the same on every machine, got sha256:");
      Files.delete(table);
      // what a process holds in memory it need not read again
      assertThat(training.train(staged, 1, rows -> {}).files()).hasSize(1);
    }
  }
}
