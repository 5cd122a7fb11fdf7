package org.basin.retrain;

import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Course;
import org.basin.learn.History;
import org.basin.learn.Learner;
import org.basin.learn.Parameter;
import org.basin.learn.Portrait;
import org.basin.sweep.Sweep;
import org.basin.trial.Job;

/** Makes the figures of trials that are trained again: remembers how each of them starts. */
public final class TrialFigures {

  /** A curve has no more numbers than this. */
  private static final int MOST_NUMBERS = 1000;

  /** A trial keeps no more numbers of each history than this. */
  private static final int MOST_KEPT = 20_000;

  private final Job job;
  private final Dataset data;
  private final int sample;
  private final Map<Long, List<Parameter>> starts = new HashMap<>();

  /**
   * @param retraining that trains them
   * @param data what they learn
   * @param sample the training sample, from 0, that a net is shown for
   */
  public TrialFigures(Retraining retraining, Dataset data, int sample) {
    this(retraining.job(), data, sample);
  }

  /**
   * @param job that they are trials of
   * @param data what they learn
   * @param sample as above
   */
  public TrialFigures(Job job, Dataset data, int sample) {
    this.job = job;
    this.data = data;
    this.sample = sample;
  }

  /** A trial with its start parameters. */
  public void started(long trial, Learner learner, int lane) {
    starts.put(trial, learner.parameters(lane));
  }

  /** The figures of a trial that has started here. */
  public List<Figure> of(Retrained trial) {
    List<History> histories = job.histories();
    Map<String, float[]> kept = new HashMap<>();
    for (int h = 0; h < histories.size(); h++) {
      kept.put(histories.get(h).metric(), trial.learner().history(h, trial.lane()));
    }
    Course course =
        new Course(
            starts.remove(trial.number()),
            trial.learner().parameters(trial.lane()),
            kept,
            job.sweep().output().histories().every());
    Engine engine = job.engine();
    int lanes = job.lanes(engine, job.structure(trial.number()), data);
    try (Kernels kernels = engine.open(engine.filled(lanes, 1))) {
      Portrait portrait =
          new Portrait(
              course,
              job.laneValues(trial.number()),
              trial.seed(),
              trial.values(),
              sample,
              kernels);
      return job.figures(trial.number(), data, portrait);
    }
  }

  /** What a family's figures need, with no more numbers than a picture shows. */
  public static Sweep.Histories histories(Job job, List<Long> trials) {
    List<String> needed = job.pictured();
    if (needed.isEmpty()) {
      return Sweep.Histories.NONE;
    }
    Job all = job.withHistories(new Sweep.Histories(1, needed));
    return new Sweep.Histories(
        every(trials.stream().flatMap(trial -> all.historySteps(trial).stream()).toList()), needed);
  }

  /**
   * Of how many steps a number is enough for pictures of loops of some lengths: a short one is
   * shown well beside a long one, of which no more numbers are kept than memory likes.
   */
  public static int every(List<Integer> steps) {
    IntSummaryStatistics loops =
        steps.stream().filter(length -> length > 0).mapToInt(length -> length).summaryStatistics();
    return loops.getCount() == 0
        ? 1
        : Math.max(share(loops.getMin(), MOST_NUMBERS), share(loops.getMax(), MOST_KEPT));
  }

  private static int share(int steps, int numbers) {
    return (steps + numbers - 1) / numbers;
  }
}
