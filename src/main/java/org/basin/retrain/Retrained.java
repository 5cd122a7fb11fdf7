package org.basin.retrain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.basin.learn.Learner;

/**
 * A trial that was trained again.
 *
 * @param number of the trial
 * @param seed what its randomness derives from
 * @param values of the lane axes
 * @param row its row, column by column
 * @param learner holds it in a lane; not to be kept
 */
public record Retrained(
    long number,
    long seed,
    double[] values,
    Map<String, Optional<Object>> row,
    Learner learner,
    int lane) {

  /** The metrics of its row that are numbers. */
  public Map<String, Float> metrics() {
    Map<String, Float> metrics = new LinkedHashMap<>();
    row.forEach(
        (name, value) -> {
          if (value.orElse(null) instanceof Float score) {
            metrics.put(name, score);
          }
        });
    return metrics;
  }
}
