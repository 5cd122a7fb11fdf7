package org.basin.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.basin.checkpoint.Checkpoints;
import org.basin.data.Datasets;
import org.basin.learn.Learner;
import org.basin.learn.Restorable;
import org.basin.learn.Score;
import org.basin.report.Shown;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.SameData;
import org.basin.sweep.Condition;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.Term;
import org.basin.trial.BlockRunner;
import org.basin.trial.Models;
import org.basin.trial.Results;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code checkpoint DIR} */
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    header = "Save what trials have learned as .npz files.",
    description = {
      "",
      "Examples:",
      "  ./basin checkpoint results/xor-initialisation-grid --best 10",
      "  ./basin checkpoint results/xor-initialisation-grid --trial 17,21 --output saved",
      "",
      "A run saves no parameters: a trial is a function of its sweep, so it is trained again here,"
          + " on one core, and its row must come out bit for bit. Files that are there and whole are"
          + " left as they are. numpy.load opens them, ./basin evaluate measures them.",
      ""
    })
final class CheckpointCommand implements Callable<Integer> {

  /** Trials that are trained between two looks at the table. */
  private static final int TOGETHER = 1024;

  @Mixin private RunFolder folder;
  @Mixin private ChosenTrials chosen;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Where they go; DIR/checkpoints if not given.")
  private Optional<Path> output = Optional.empty();

  @Mixin private JsonFlag json;
  @Spec private CommandSpec spec;

  private final List<Long> there = new ArrayList<>();
  private final List<Long> written = new ArrayList<>();

  /** Trials without a file, and why. */
  private final Map<Long, String> refused = new LinkedHashMap<>();

  private boolean differing;

  @Override
  public Integer call() throws Exception {
    chosen.check();
    RunDirectory directory = folder.open(Hadoop.configuration());
    RunRecord record =
        directory
            .record()
            .orElseThrow(() -> new UsageException(folder.path() + ": run.json must be there"));
    Sweep sweep = named(record, directory);
    Space space = Space.of(sweep, new Models());
    String data = Datasets.fingerprint(sweep.data(), Hadoop.configuration());
    SameData.require(directory, data);
    Checkpoints checkpoints =
        new Checkpoints(
            target(directory), sweep, space, record.digest(), data, record.provenance());
    try (SparkSession spark = SparkStart.open("basin checkpoint", Optional.empty())) {
      Dataset<Row> table = folder.table(spark);
      List<Long> missing = missing(chosen.of(table, sweep), checkpoints);
      forecast(missing, directory, sweep, space);
      for (int i = 0; i < missing.size(); i += TOGETHER) {
        List<Long> some = missing.subList(i, Math.min(i + TOGETHER, missing.size()));
        train(some, ChosenTrials.rows(table, some), checkpoints);
      }
    }
    print(checkpoints);
    return differing ? Exit.ERROR : Exit.DONE;
  }

  /** The sweep with the engine that the run was given, which its file may have left open. */
  private Sweep named(RunRecord record, RunDirectory directory) throws SweepException {
    return RunEngine.of(folder.sweep(directory), Optional.of(record));
  }

  private Path target(RunDirectory directory) {
    boolean local = "file".equals(directory.path().toUri().getScheme());
    if (output.isEmpty() && !local) {
      throw new UsageException(
          "--output must name a local folder when the run is on another file system, got none for "
              + directory.path());
    }
    return output.orElseGet(() -> Path.of(directory.path().toUri()).resolve("checkpoints"));
  }

  private List<Long> missing(List<Long> trials, Checkpoints checkpoints) throws IOException {
    List<Long> missing = new ArrayList<>();
    for (long trial : trials) {
      (checkpoints.holds(trial) ? there : missing).add(trial);
    }
    return missing;
  }

  /** Says how long it takes, from what the run took. */
  private void forecast(List<Long> trials, RunDirectory directory, Sweep sweep, Space space) {
    double seconds =
        directory.log().waves().stream().mapToDouble(wave -> wave.seconds().training()).sum();
    double each = seconds / Math.max(1, directory.log().rows());
    long stepped = 0;
    if (!trials.isEmpty()) {
      Space part = among(space, trials.subList(0, Math.min(TOGETHER, trials.size())));
      for (Block block : part.blocks(0, part.positions(), Long.MAX_VALUE)) {
        int lanes =
            Models.lanes(
                sweep,
                Models.engine(sweep, space),
                part.structures().get(block.structure()),
                Hadoop.data(sweep).get());
        long rows = part.count(block.from(), block.until());
        stepped += (rows + lanes - 1) / lanes * lanes;
      }
      stepped = stepped * trials.size() / Math.min(TOGETHER, trials.size());
    }
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "%s of %s to write, %s there already; training takes about %s, as it did in the run%n",
        Shown.count(trials.size()),
        Shown.count(trials.size() + there.size()),
        Shown.count(there.size()),
        Shown.seconds(each * stepped));
    err.flush();
  }

  private static Space among(Space space, List<Long> trials) {
    List<Term> members = new ArrayList<>();
    trials.forEach(trial -> members.add(new Term.Number(trial)));
    return space.restrict(new Condition.In(new Term.NumberAxis(Space.TRIAL), members));
  }

  private void train(
      List<Long> trials, Map<Long, Map<String, Optional<Object>>> stored, Checkpoints checkpoints) {
    Sweep sweep = checkpoints.sweep();
    Space part = among(checkpoints.space(), trials);
    List<Score> scores = new Models().scores(sweep);
    try (BlockRunner runner = new BlockRunner(sweep, part, true, Hadoop.data(sweep))) {
      for (Block block : part.blocks(0, part.positions(), TOGETHER)) {
        runner.run(
            block,
            (results, row, learner, lane) ->
                trained(TrialRow.of(results, row, part, scores), results, row, stored)
                    .ifPresent(
                        metrics -> write(results.trial(row), learner, lane, metrics, checkpoints)));
      }
    }
  }

  /** The metrics of a trial that shall be written. */
  private Optional<Map<String, Float>> trained(
      Map<String, Optional<Object>> trained,
      Results results,
      int row,
      Map<Long, Map<String, Optional<Object>>> stored) {
    long trial = results.trial(row);
    List<String> differences = TrialRow.differing(stored.get(trial), trained);
    if (!differences.isEmpty()) {
      differing = true;
      refused.put(trial, "its row came out different in " + String.join(", ", differences));
      return Optional.empty();
    }
    if (results.state(row) != Results.State.COMPLETE) {
      refused.put(trial, "it is " + results.state(row));
      return Optional.empty();
    }
    Map<String, Float> metrics = new LinkedHashMap<>();
    trained.forEach(
        (name, value) -> {
          if (value.orElse(null) instanceof Float score) {
            metrics.put(name, score);
          }
        });
    return Optional.of(metrics);
  }

  private void write(
      long trial, Learner learner, int lane, Map<String, Float> metrics, Checkpoints checkpoints) {
    try {
      checkpoints.write(trial, (Restorable) learner, lane, metrics);
      written.add(trial);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print(Checkpoints checkpoints) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("folder", checkpoints.folder().toString());
      map.put("written", written);
      map.put("there", there);
      map.put("refused", refused);
      out.println(Json.pretty(map));
      return;
    }
    written.forEach(trial -> out.println(checkpoints.file(trial)));
    there.forEach(trial -> out.println(checkpoints.file(trial) + " (there already)"));
    refused.forEach((trial, reason) -> out.println("trial " + trial + ": none, " + reason));
  }
}
