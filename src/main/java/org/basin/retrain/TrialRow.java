package org.basin.retrain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.basin.learn.History;
import org.basin.learn.Score;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.sweep.Part;
import org.basin.trial.Job;
import org.basin.trial.Results;

/** A trial's row as this process trained it, column by column, empty where the table has null. */
public final class TrialRow {

  private TrialRow() {}

  /** A row of some results of a sweep. */
  public static Map<String, Optional<Object>> of(Results results, int row, Job job) {
    List<Score> scores = job.scores();
    Map<String, Optional<Object>> values = new LinkedHashMap<>();
    values.put(Space.TRIAL, Optional.of(results.trial(row)));
    for (int a = 0; a < job.axes().size(); a++) {
      Axis axis = job.axes().get(a);
      values.put(axis.name(), results.value(a, row));
    }
    values.put(Space.REPLICATE, Optional.of(results.replicate(row)));
    values.put("seed", Optional.of(results.seed(row)));
    values.put("state", Optional.of(results.state(row).name()));
    for (int s = 0; s < scores.size(); s++) {
      float score = results.score(s, row);
      values.put(scores.get(s).name(), Optional.<Object>of(score).filter(x -> !Float.isNaN(score)));
    }
    List<History> histories = job.histories();
    for (int h = 0; h < histories.size(); h++) {
      values.put(
          histories.get(h).name(),
          Optional.ofNullable(results.history(h, row)).map(TrialRow::numbers));
    }
    List<Part> outputs = job.outputs();
    for (int p = 0; p < outputs.size(); p++) {
      values.put(
          "outputs_" + outputs.get(p).word(),
          Optional.ofNullable(results.output(p, row)).map(TrialRow::numbers));
    }
    return values;
  }

  /**
   * Whether a value is a history or outputs; a list of other numbers stands in the table as text.
   */
  public static boolean history(Object value) {
    return value instanceof List<?> all && !all.isEmpty() && all.get(0) instanceof Float;
  }

  private static List<Float> numbers(float[] history) {
    List<Float> numbers = new ArrayList<>();
    for (float number : history) {
      numbers.add(number);
    }
    return numbers;
  }

  /** Columns whose bits differ; numbers compare by their bits, all else as text. */
  public static List<String> differing(
      Map<String, Optional<Object>> stored, Map<String, Optional<Object>> trained) {
    List<String> differing = new ArrayList<>();
    trained.forEach(
        (name, value) -> {
          if (!bits(stored.getOrDefault(name, Optional.empty())).equals(bits(value))) {
            differing.add(name);
          }
        });
    return differing;
  }

  private static String bits(Optional<Object> value) {
    return value.map(TrialRow::bits).orElse("null");
  }

  private static String bits(Object known) {
    if (known instanceof List<?> numbers && history(known)) {
      return numbers.stream().map(TrialRow::bits).collect(Collectors.joining(" "));
    }
    return known instanceof Float single
        ? Integer.toHexString(Float.floatToIntBits(single))
        : known.toString();
  }
}
