package org.basin.run;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.store.RunDirectory.Said;
import org.basin.store.RunWriter;
import org.basin.store.StoreException;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Job;

/**
 * What is left to do where a directory holds a run of a smaller sweep: the difference. The run
 * keeps its sweeps in order, since trial numbers follow from all of them.
 */
final class Extending {

  private Extending() {}

  /**
   * The job with the trials of the run's earlier sweeps as they were numbered; itself where the
   * directory holds no other sweep, or one that this does not hold.
   *
   * @throws StoreException if the run may not be extended so, with the law
   */
  static Job of(RunDirectory directory, Job job) {
    CommitLog log = directory.log();
    String digest = SweepWriter.digest(job.sweep());
    List<Said> history = directory.history();
    if (history.isEmpty()) {
      if (log.waves().isEmpty()
          || log.waves().get(0).digest().equals(digest)
          || directory.sweep().isEmpty()) {
        return job;
      }
      history = List.of(new Said(log.waves().get(0).digest(), directory.sweep().get()));
    }
    List<Sweep> sweeps = sweeps(directory.path(), history);
    if (history.get(history.size() - 1).digest().equals(digest)) {
      return job.extending(sweeps.subList(0, sweeps.size() - 1));
    }
    directory.requireRevision(log);
    Job extended = held(directory, job, sweeps);
    requireComplete(directory, log, sweeps);
    List<Said> said = new ArrayList<>(history);
    said.add(new Said(digest, SweepWriter.write(job.sweep())));
    RunWriter.extend(directory, said);
    return extended;
  }

  private static Job held(RunDirectory directory, Job job, List<Sweep> sweeps) {
    try {
      return job.extending(sweeps);
    } catch (IllegalArgumentException law) {
      String text = SweepWriter.write(job.sweep());
      try {
        directory.admit(SweepWriter.digest(job.sweep()), text);
      } catch (StoreException other) {
        throw new StoreException(
            "%s\nThat run cannot be extended to this sweep: %s"
                .formatted(other.getMessage(), law.getMessage()),
            law);
      }
      throw law;
    }
  }

  private static void requireComplete(RunDirectory directory, CommitLog log, List<Sweep> sweeps) {
    Job then = job(directory.path(), sweeps);
    if (!directory.complete(log, then.space().positions())) {
      throw new StoreException(
          "%s: a run must be complete before it is extended, got %,d of %,d trials; run its own sweep to the end first."
              .formatted(directory.path(), log.rows(), then.space().count()));
    }
  }

  private static Job job(Path path, List<Sweep> sweeps) {
    try {
      return Job.of(sweeps.get(sweeps.size() - 1)).extending(sweeps.subList(0, sweeps.size() - 1));
    } catch (SweepException e) {
      throw unreadable(path, e);
    }
  }

  private static List<Sweep> sweeps(Path path, List<Said> history) {
    try {
      List<Sweep> sweeps = new ArrayList<>();
      for (Said said : history) {
        sweeps.add(Job.stored(path + "/sweep.yaml", said.sweep(), List.of()).sweep());
      }
      return sweeps;
    } catch (SweepException e) {
      throw unreadable(path, e);
    }
  }

  private static StoreException unreadable(Path path, SweepException e) {
    return new StoreException(
        "%s: the run's own sweep must be readable, but %s".formatted(path, e.getMessage()), e);
  }
}
