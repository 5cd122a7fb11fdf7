package org.basin.cli;

import java.io.IOException;
import java.io.PrintWriter;
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
import org.basin.draw.JsonText;
import org.basin.draw.Shown;
import org.basin.retrain.Retraining;
import org.basin.run.Inputs;
import org.basin.run.RunEngine;
import org.basin.run.UsageException;
import org.basin.space.Space;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.SameInputs;
import org.basin.sweep.Sweep;
import org.basin.trial.Models;
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

  @Override
  public Integer call() throws Exception {
    chosen.check();
    RunDirectory directory = folder.open(Hadoop.configuration());
    RunRecord record =
        directory
            .record()
            .orElseThrow(() -> new UsageException(folder.path() + ": run.json must be there"));
    directory.requireRevision(directory.log());
    Sweep stored = folder.sweep(directory);
    Space space = Space.of(stored, new Models());
    Sweep sweep = RunEngine.of(stored, space, directory.log());
    Map<String, String> inputs = Inputs.of(sweep, space, Hadoop.configuration());
    SameInputs.require(directory, directory.log(), inputs);
    Checkpoints checkpoints =
        new Checkpoints(
            LocalFolder.of(directory, "checkpoints", output),
            sweep,
            space,
            record.digest(),
            inputs.get(SameInputs.DATA.fact()),
            record.provenance());
    Retraining retraining = new Retraining(sweep, space, Hadoop.data(sweep));
    try (SparkSession spark = SparkStart.open("basin checkpoint", Optional.empty())) {
      Dataset<Row> table = folder.table(spark);
      List<Long> missing = missing(chosen.of(table, sweep), checkpoints);
      say(missing, retraining.seconds(missing, directory));
      retraining.run(
          missing,
          table,
          (trial, metrics, learner, lane) -> {
            checkpoints.write(trial, learner, lane, metrics);
            written.add(trial);
          });
    }
    print(checkpoints, retraining.refused());
    return retraining.differing() ? Exit.ERROR : Exit.DONE;
  }

  private List<Long> missing(List<Long> trials, Checkpoints checkpoints) throws IOException {
    List<Long> missing = new ArrayList<>();
    for (long trial : trials) {
      (checkpoints.holds(trial) ? there : missing).add(trial);
    }
    return missing;
  }

  private void say(List<Long> missing, double seconds) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "%s of %s to write, %s there already; %s%n",
        Shown.count(missing.size()),
        Shown.count(missing.size() + there.size()),
        Shown.count(there.size()),
        Retraining.wait(seconds));
    err.flush();
  }

  private void print(Checkpoints checkpoints, Map<Long, String> refused) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("folder", checkpoints.folder().toString());
      map.put("written", written);
      map.put("there", there);
      map.put("refused", refused);
      out.println(JsonText.pretty(map));
      return;
    }
    written.forEach(trial -> out.println(checkpoints.file(trial)));
    there.forEach(trial -> out.println(checkpoints.file(trial) + " (there already)"));
    refused.forEach((trial, reason) -> out.println("trial " + trial + ": none, " + reason));
  }
}
