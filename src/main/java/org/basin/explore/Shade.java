package org.basin.explore;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basin.run.UsageException;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Standard;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.ConditionException;
import org.basin.sweep.condition.ConditionParser;
import org.basin.sweep.text.Nearest;

/**
 * What a pixel shows of its trial: a metric, or 1 where a condition on metrics holds and else 0.
 *
 * @param metrics that it is read of
 * @param condition {@link Condition#ALL} for the first of the metrics itself
 */
record Shade(List<String> metrics, Condition condition) {

  /** A name among the metrics, or a condition on them. */
  static Shade of(String text, List<String> known) {
    if (known.contains(text)) {
      return new Shade(List.of(text), Condition.ALL);
    }
    try {
      Condition condition = ConditionParser.parse(text, name -> metric(name, known));
      Set<String> read = new LinkedHashSet<>(condition.axes());
      if (read.isEmpty()) {
        throw new UsageException("a condition must read a metric, got " + text);
      }
      List<String> ordered = new ArrayList<>(known);
      ordered.retainAll(read);
      return new Shade(ordered, condition);
    } catch (ConditionException e) {
      throw new UsageException(
          "a map shows a metric or a condition such as %s < 1: %s"
              .formatted(known.get(0), e.getMessage()));
    }
  }

  private static Hyperparameter metric(String name, List<String> known) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(Nearest.of(name, known));
    }
    return Hyperparameter.real(name, Hyperparameter.Kind.LANE, Standard.of(0.0), -1, 1, "");
  }

  /** Of the metrics of a trial, by name; NaN where it has no value. */
  float of(Map<String, Float> values) {
    if (condition.equals(Condition.ALL)) {
      return values.get(metrics.get(0));
    }
    boolean holds =
        condition.test(
            new Condition.Valuation() {
              @Override
              public double number(String name) {
                return values.get(name);
              }

              @Override
              public String text(String name) {
                throw new IllegalStateException("a metric must be a number, got " + name);
              }
            });
    return holds ? 1 : 0;
  }
}
