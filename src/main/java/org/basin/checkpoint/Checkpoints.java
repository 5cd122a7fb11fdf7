package org.basin.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.basin.learn.Learner;
import org.basin.learn.Parameter;
import org.basin.npz.NpzException;
import org.basin.saved.CheckpointFile;
import org.basin.saved.Head;
import org.basin.space.Point;
import org.basin.sweep.Revision;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Job;

/**
 * The checkpoints of one run in a folder, {@code trial-N.npz} each.
 *
 * @param folder where they stand; need not exist yet
 * @param job all trials of the run, with its engine named
 * @param digest of the run
 * @param data fingerprint of what it learns from
 * @param provenance of the run
 */
public record Checkpoints(
    Path folder, Job job, String digest, String data, Map<String, String> provenance) {

  /** The file of a trial. */
  public Path file(long trial) {
    return folder.resolve("trial-" + trial + ".npz");
  }

  /**
   * Whether the file of a trial is there and whole.
   *
   * @throws NpzException when what is whole is a checkpoint of another run or none: it is not ours
   *     to write over
   */
  public boolean holds(long trial) throws IOException {
    Path file = file(trial);
    if (!Files.exists(file)) {
      return false;
    }
    try {
      CheckpointFile.requireSound(file);
    } catch (NpzException damaged) {
      return false;
    }
    Head head = CheckpointFile.head(file);
    if (!head.digest().equals(digest) || head.trial() != trial || !head.data().equals(data)) {
      throw new NpzException(
          "%s: must be a checkpoint of trial %d of this run, got one of trial %d of %s on data %s; choose another output folder"
              .formatted(file, trial, head.trial(), head.digest(), head.data()));
    }
    return true;
  }

  /**
   * Writes the file of a trial.
   *
   * @param metrics of its row
   */
  public void write(long trial, Learner learner, int lane, Map<String, Float> metrics)
      throws IOException {
    Point point = job.space().point(trial).orElseThrow();
    Head head =
        new Head(
            CheckpointFile.FORMAT,
            SweepWriter.write(TrialSweep.of(job.sweep(), point)),
            digest,
            trial,
            point.replicate(),
            point.seed(),
            data,
            job.sweep().engine(),
            metrics,
            provenance,
            Revision.ROWS);
    Files.createDirectories(folder);
    List<Parameter> arrays = new ArrayList<>(learner.parameters(lane));
    arrays.addAll(learner.states(lane));
    CheckpointFile.write(file(trial), head, arrays);
  }
}
