package org.basin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.checkpoint.Checkpoints;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Hadoop;
import org.basin.cli.process.Reply;
import org.basin.draw.Shown;
import org.basin.retrain.Retraining;
import org.basin.run.UsageException;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.SameInputs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
          + " on one core, and its row must come out bit for bit. Files that are there and whole"
          + " are left as they are. numpy.load opens them, ./basin evaluate measures them.",
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

  @Mixin private Reply reply;

  private final List<Long> there = new ArrayList<>();
  private final List<Long> written = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    chosen.check();
    RunDirectory directory = folder.open();
    RunRecord record =
        directory
            .record()
            .orElseThrow(() -> new UsageException(folder.path() + ": run.json must be there"));
    Retraining retraining =
        new Retraining(directory, folder.repeatable(directory), Hadoop.configuration());
    Checkpoints checkpoints =
        new Checkpoints(
            RunFolder.local(directory, "checkpoints", output),
            retraining.job(),
            record.digest(),
            retraining.inputs().get(SameInputs.DATA.fact()),
            record.provenance());
    folder.read(
        "checkpoint",
        table -> {
          List<Long> missing = missing(chosen.of(table, retraining.job()), checkpoints);
          reply.say(
              "%s of %s to write, %s there already; %s"
                  .formatted(
                      Shown.count(missing.size()),
                      Shown.count(missing.size() + there.size()),
                      Shown.count(there.size()),
                      retraining.wait(missing)));
          retraining.run(
              missing,
              table,
              trial -> {
                checkpoints.write(trial.number(), trial.learner(), trial.lane(), trial.metrics());
                written.add(trial.number());
              });
        });
    reply.print(
        () -> map(checkpoints, retraining.refused()),
        () -> lines(checkpoints, retraining.refusals()));
    return retraining.differing() ? Exit.ERROR : Exit.DONE;
  }

  private List<Long> missing(List<Long> trials, Checkpoints checkpoints) throws IOException {
    List<Long> missing = new ArrayList<>();
    for (long trial : trials) {
      (checkpoints.holds(trial) ? there : missing).add(trial);
    }
    return missing;
  }

  private Map<String, Object> map(Checkpoints checkpoints, Map<Long, String> refused) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("folder", checkpoints.folder().toString());
    map.put("written", written);
    map.put("there", there);
    map.put("refused", refused);
    return map;
  }

  private List<String> lines(Checkpoints checkpoints, List<String> refusals) {
    List<String> lines = new ArrayList<>();
    written.forEach(trial -> lines.add("" + checkpoints.file(trial)));
    there.forEach(trial -> lines.add(checkpoints.file(trial) + " (there already)"));
    lines.addAll(refusals);
    return lines;
  }
}
