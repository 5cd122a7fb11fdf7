package org.basin.cli;

import java.util.ArrayList;
import java.util.List;
import org.basin.run.UsageException;
import org.basin.space.Axis;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Measure;
import org.basin.sweep.Standard;
import org.basin.sweep.Summary;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.ConditionException;
import org.basin.sweep.condition.ConditionParser;
import org.basin.trial.Job;

/** What the options of a command say about the columns of a run. */
final class Asked {

  private final List<Axis> axes;
  private final List<String> metrics;

  Asked(Job job) {
    axes = job.axes();
    metrics = job.metrics();
  }

  /** The axis that an option names. */
  Axis axis(String option, String name) {
    return axes.stream()
        .filter(axis -> axis.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "%s must name an axis of the run, got %s; its axes: %s"
                        .formatted(option, name, names())));
  }

  private String names() {
    return axes.isEmpty() ? "none" : String.join(", ", axes.stream().map(Axis::name).toList());
  }

  /** The mean of a metric, or the share of trials for which a condition holds. */
  Measure measure(String option, String text) {
    return metrics.contains(text)
        ? new Measure.Mean(text)
        : new Measure.Share(condition(option, text));
  }

  /** A condition over metrics, axes and the state. */
  Condition condition(String option, String text) {
    try {
      return ConditionParser.parse(text, this::column);
    } catch (ConditionException | IllegalArgumentException e) {
      throw new UsageException("%s: %s, in: %s".formatted(option, e.getMessage(), text));
    }
  }

  private Hyperparameter column(String name) {
    if (metrics.contains(name)) {
      double any = Double.POSITIVE_INFINITY;
      return Hyperparameter.real(
          name, Hyperparameter.Kind.LANE, Standard.NONE, -any, any, "a metric");
    }
    if (name.equals(Summary.STATE.name())) {
      return Summary.STATE;
    }
    return axes.stream()
        .filter(axis -> axis.name().equals(name))
        .map(Axis::hyperparameter)
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> known = new ArrayList<>(metrics);
              axes.forEach(axis -> known.add(axis.name()));
              known.add(Summary.STATE.name());
              return new IllegalArgumentException(
                  "must name a column of the run, got %s; its columns: %s"
                      .formatted(name, String.join(", ", known)));
            });
  }
}
