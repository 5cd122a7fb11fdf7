package org.basin.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Learner;
import org.basin.learn.Parameter;
import org.basin.npz.NpzException;
import org.basin.saved.CheckpointFile;
import org.basin.saved.Head;
import org.basin.space.Space;
import org.basin.space.Structure;
import org.basin.sweep.Revision;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.trial.Engines;
import org.basin.trial.Job;

/**
 * A checkpoint measured again.
 *
 * @param head what the file says of itself
 * @param sweep that it was measured by: the file's own, with what was overridden
 * @param sameData whether it was measured on the data that it learned from
 * @param metrics by column, those that the parameters decide; NaN where there is none
 */
public record Evaluation(Head head, Sweep sweep, boolean sameData, Map<String, Float> metrics) {

  /**
   * Whether metrics must be those of the row, bit for bit: the data is, the engine rounds alike,
   * and the build makes the same rows.
   */
  public boolean comparable() {
    return sameData
        && head.revision() == Revision.ROWS
        && Engines.of(sweep.engine()).exact()
        && Engines.find(head.engine()).map(Engine::exact).orElse(true);
  }

  /**
   * Reads a checkpoint into a learner and measures it.
   *
   * @param overrides as on the command line of a run
   * @param configuration how files of data are reached
   * @throws NpzException when the file is no checkpoint or its parameters don't fit its sweep
   * @throws SweepException with all mistakes of its sweep, with overrides
   */
  public static Evaluation of(Path file, List<String> overrides, Configuration configuration)
      throws IOException, SweepException {
    Head head = CheckpointFile.head(file);
    List<String> words = new ArrayList<>(overrides);
    words.add("output.metrics=all"); // other data may lack the test part that its metrics need
    if (head.sweep().lines().anyMatch(line -> line.startsWith("start_from:"))) {
      words.add("~start_from"); // where training began does not matter any more
    }
    Job job = Job.stored(file + ": sweep", head.sweep(), words, configuration);
    Sweep sweep = job.sweep();
    Space space = job.space();
    if (space.positions() != 1 || !space.axes().isEmpty()) {
      throw new NpzException(
          "%s: sweep: a checkpoint must be of one trial, got %,d and %d axes"
              .formatted(file, space.positions(), space.axes().size()));
    }
    Dataset data = Datasets.of(sweep.data(), configuration);
    boolean same = Datasets.fingerprint(sweep.data(), configuration).equals(head.data());
    List<String> known = job.measurable(configuration);
    Job measuring = new Job(TrialSweep.measuring(sweep, known), space);
    Structure structure = space.structures().get(0);
    Engine engine = job.engine();
    int lanes = engine.filled(job.lanes(engine, structure, data), 1);
    Map<String, Float> metrics = new LinkedHashMap<>();
    try (Kernels kernels = engine.open(lanes)) {
      Learner learner = measuring.learner(structure, data, kernels);
      learner.start(0, head.seed(), new double[0]);
      List<Parameter> own = learner.parameters(0);
      learner.restore(0, CheckpointFile.parameters(file, own));
      learner.measure();
      for (int s = 0; s < known.size(); s++) {
        if (learner.lasting(s)) {
          metrics.put(known.get(s), (float) learner.score(s, 0));
        }
      }
    }
    return new Evaluation(head, job.resolved().sweep(), same, metrics);
  }
}
