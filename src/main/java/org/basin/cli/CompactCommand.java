package org.basin.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.compact.Compactor;
import org.basin.draw.Shown;
import org.basin.run.UsageException;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.RunWriter;
import org.basin.sweep.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code compact DIR} */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    header = "Merge the small files of a run into few large ones.",
    description = {
      "",
      "Examples:",
      "  ./basin compact results/xor-initialisation-grid",
      "",
      "Rows stay as they are, and so do their number and what the commits say of the waves."
          + " Commands of Basin may read the run meanwhile. Other readers of waves/*/*.parquet must"
          + " wait until run.json says COMPLETE again. A run that is killed meanwhile loses"
          + " nothing: the next compact or run goes on. Exits 75 when another process holds the"
          + " run.",
      ""
    })
final class CompactCommand implements Callable<Integer> {

  @Mixin private RunFolder folder;

  @Mixin private Reply reply;

  @Override
  public Integer call() {
    RunDirectory directory = folder.open();
    CommitLog before = directory.log();
    if (Compactor.possible(before) || halfDone(directory)) {
      compact(directory);
    }
    CommitLog after = directory.files().log();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("directory", folder.path());
    map.put("rows", after.rows());
    map.put("files_before", before.files().size());
    map.put("bytes_before", before.bytes());
    map.put("files", after.files().size());
    map.put("bytes", after.bytes());
    reply.print(
        () -> map,
        () ->
            List.of(
                "%s: %s, %s".formatted(folder.path(), Counted.of(after.rows(), "row"), size(before))
                    + (after.equals(before)
                        ? "; nothing to merge"
                        : " before, now " + size(after))));
    return Exit.DONE;
  }

  private static String size(CommitLog log) {
    return "%s of %s".formatted(Counted.of(log.files().size(), "file"), Shown.bytes(log.bytes()));
  }

  /** Whether a process was killed while it compacted the run. */
  private static boolean halfDone(RunDirectory directory) {
    return !directory.log().compactions().isEmpty()
        && directory.record().filter(run -> run.state() == RunRecord.State.RUNNING).isPresent();
  }

  private void compact(RunDirectory directory) {
    RunRecord record =
        directory
            .record()
            .orElseThrow(
                () ->
                    new UsageException(
                        folder.path()
                            + ": run.json must be there, got nothing; run the sweep again on this"
                            + " directory: it is written anew"));
    String sweep =
        directory
            .sweep()
            .orElseThrow(
                () ->
                    new UsageException(
                        folder.path()
                            + ": sweep.yaml must be there, got nothing; run the sweep again on this"
                            + " directory: it is written anew"));
    try (RunWriter writer = RunWriter.open(directory, record, sweep, false)) {
      new Compactor(writer).run(() -> false);
      if (writer.done()) {
        writer.finish();
      }
    } catch (IOException e) {
      throw new UsageException(
          "%s: every file must be readable, and there must be room for more, got %s; what was merged counts"
              .formatted(folder.path(), e));
    }
  }
}
