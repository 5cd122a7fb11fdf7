package org.basin.page;

import java.util.List;
import java.util.Optional;
import org.basin.importance.Response;
import org.basin.sweep.Measure;
import org.basin.sweep.Summary;
import org.basin.sweep.condition.Condition;
import org.basin.trial.Job;

/**
 * What a sweep is about: the first table of its answer; without one, whether trials learn; else its
 * metric.
 *
 * @param claim what may be true of trials; empty where a number is asked for
 * @param metric the number that is asked for, or by which trials are ranked
 */
record Focus(Optional<Claim> claim, String metric) {

  static Focus of(Job job, List<Claim> claims) {
    String metric = job.sweep().metric().name();
    List<Summary> answer = job.sweep().answer();
    if (answer.isEmpty()) {
      return new Focus(claims.stream().filter(Claim::learned).findFirst(), metric);
    }
    Measure measure = answer.get(0).measure();
    Optional<Condition> condition = Claim.condition(measure);
    return condition.isEmpty()
        ? new Focus(Optional.empty(), measure.text())
        : new Focus(
            claims.stream().filter(claim -> claim.condition().equals(condition.get())).findFirst(),
            metric);
  }

  /** As a measure of a cell. */
  Measure measure() {
    return claim
        .<Measure>map(it -> new Measure.Share(it.condition()))
        .orElseGet(() -> new Measure.Mean(metric));
  }

  /** As what is to be explained. */
  Response response(Job job) {
    return claim
        .<Response>map(it -> new Response.Holds(it.condition()))
        .orElseGet(
            () ->
                new Response.Metric(
                    job.scores().stream()
                        .filter(score -> score.name().equals(metric))
                        .map(Job::metric)
                        .findFirst()
                        .orElse(job.sweep().metric())));
  }
}
