package org.basin.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basin.learn.Learned;
import org.basin.sweep.Measure;
import org.basin.sweep.Summary;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;
import org.basin.trial.Job;

/**
 * What may be true of a trial.
 *
 * @param name what the page calls it
 * @param condition as a sweep file writes it
 * @param learned whether it is that the trial has learned
 */
record Claim(String name, Condition condition, boolean learned) {

  /** Those that a sweep is about: that a trial has learned, and what its answers ask for. */
  static List<Claim> of(Job job, List<String> columns) {
    List<Claim> claims = new ArrayList<>();
    learned(job, columns).ifPresent(claims::add);
    for (Summary table : job.sweep().answer()) {
      condition(table.measure())
          .filter(it -> claims.stream().noneMatch(claim -> claim.condition().equals(it)))
          .ifPresent(it -> claims.add(new Claim(it.toString(), it, false)));
    }
    return List.copyOf(claims);
  }

  /** The condition of a measure that has one. */
  static Optional<Condition> condition(Measure measure) {
    if (measure instanceof Measure.Share share) {
      return Optional.of(share.condition());
    }
    return measure instanceof Measure.Boundary plane
        ? Optional.of(plane.condition())
        : Optional.empty();
  }

  private static Optional<Claim> learned(Job job, List<String> columns) {
    Optional<Learned> law = job.learned().filter(it -> columns.contains(it.metric()));
    return law.map(
        it ->
            new Claim(
                "learned: " + it.metric() + " == 0",
                new Condition.Comparison(
                    new Term.NumberAxis(it.metric()), Condition.Relation.EQUAL, new Term.Number(0)),
                true));
  }
}
