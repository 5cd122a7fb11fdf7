package org.basin.report;

import java.util.List;
import java.util.Optional;
import org.basin.importance.Analysis;
import org.basin.importance.Design;
import org.basin.importance.Factor;
import org.basin.importance.Importance;
import org.basin.importance.Pair;
import org.basin.importance.Response;
import org.basin.read.Trials;
import org.basin.space.Axis;
import org.basin.sweep.Measure;
import org.basin.sweep.Summary;
import org.basin.sweep.Sweep;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;
import org.basin.trial.Job;

/**
 * What a run is looked at for when nobody says: what answers its question, and the axes that matter
 * to that.
 *
 * @param measure what is shown of trials
 * @param importance what matters to it
 */
public record Focus(Measure measure, Importance importance) {

  /**
   * What answers the question of a sweep: the first share, mean or median that its {@code answer}
   * asks for; else the share of trials that learned, where the model says when one has; else the
   * mean of its metric.
   */
  public static Measure measure(Job job) {
    for (Summary table : job.sweep().answer()) {
      if (table.measure() instanceof Measure.Share share) {
        return share;
      }
      if (table.measure() instanceof Measure.Mean || table.measure() instanceof Measure.Median) {
        return new Measure.Mean(table.measure().text());
      }
    }
    return job.learned()
        .filter(law -> job.metrics().contains(law.metric()))
        .map(law -> (Measure) new Measure.Share(zero(law.metric())))
        .orElseGet(() -> new Measure.Mean(job.sweep().metric().name()));
  }

  private static Condition zero(String metric) {
    return new Condition.Comparison(
        new Term.NumberAxis(metric), Condition.Relation.EQUAL, new Term.Number(0));
  }

  /**
   * What matters to what answers the question of a run.
   *
   * @param trials as answers count them
   */
  public static Focus of(Trials trials, Job job) {
    return of(trials, job, measure(job));
  }

  /**
   * What matters to a measure.
   *
   * @param trials as answers count them
   * @param measure a share, or the mean of a metric
   */
  public static Focus of(Trials trials, Job job, Measure measure) {
    Design design = Design.of(job.sweep(), job.space());
    return new Focus(measure, Analysis.of(trials, design, response(measure, job)));
  }

  private static Response response(Measure measure, Job job) {
    if (measure instanceof Measure.Share share) {
      return new Response.Holds(share.condition());
    }
    return new Response.Metric(
        job.scores().stream()
            .filter(score -> score.name().equals(measure.text()))
            .findFirst()
            .map(Job::metric)
            .orElseGet(() -> new Sweep.Metric(measure.text(), true)));
  }

  /**
   * The pair of axes that explains most, in the order of the sweep; where none explains anything,
   * or there is but one that varies on its own, the two with the most values.
   */
  public List<Axis> plane(Job job) {
    return importance
        .pair()
        .map(pair -> List.of(pair.x().axis(), pair.y().axis()))
        .orElseGet(() -> TrialMap.longest(job.axes()));
  }

  /** The axis that explains most together with another one; else that with the most values. */
  public Axis beside(Axis given, Job job) {
    Optional<Axis> best =
        importance.pair().stream()
            .flatMap(any -> importance.pairs().stream())
            .filter(pair -> pair.x().holds(given.name()) != pair.y().holds(given.name()))
            .findFirst()
            .map(pair -> other(pair, given).axis());
    return best.orElseGet(
        () ->
            TrialMap.longest(job.axes().stream().filter(it -> !it.equals(given)).toList(), 1)
                .get(0));
  }

  private static Factor other(Pair pair, Axis given) {
    return pair.x().holds(given.name()) ? pair.y() : pair.x();
  }
}
