package org.basin.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.basin.draw.Shown;
import org.basin.learn.Score;
import org.basin.space.Axis;
import org.basin.sweep.Geometric;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Linear;
import org.basin.sweep.Setting;
import org.basin.sweep.Standard;
import org.basin.sweep.Steps;
import org.basin.sweep.Sweep;
import org.basin.sweep.text.Numeral;
import org.basin.trial.Job;
import org.basin.trial.Models;

/** What a page needs to make its controls: sliders, selects, fields, metrics. */
final class Controls {

  /** Listed positive numbers that go so far have equal ratios. */
  private static final double FAR = 20;

  /** A slider of listed values or of no step has so many. */
  private static final int POSITIONS = 400;

  private final Job job;
  private final Models models = Models.withoutData();

  private Controls(Job job) {
    this.job = job;
  }

  /**
   * As JSON has it.
   *
   * @param question what stands above the file
   * @param measurable names of metrics
   */
  static Map<String, Object> of(Job job, String question, List<String> measurable) {
    Controls controls = new Controls(job);
    Sweep sweep = job.sweep();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", sweep.name());
    all.put("subject", sweep.subject("learns"));
    all.put("question", question);
    all.put("model", sweep.model());
    all.put("seed", Long.toString(sweep.seed()));
    all.put("replicates", sweep.replicates());
    all.put("starts", sweep.starts().name().toLowerCase(java.util.Locale.ROOT));
    all.put("engine", sweep.engine());
    all.put("sliders", controls.sliders());
    all.put("selects", controls.selects());
    all.put("fields", controls.fields());
    all.put("metric", sweep.metric().name());
    all.put("metrics", controls.metrics(measurable));
    return all;
  }

  private List<Map<String, Object>> sliders() {
    List<Map<String, Object>> sliders = new ArrayList<>();
    job.axes().stream()
        .filter(Axis::lane)
        .forEach(axis -> sliders.add(slider(axis.name(), axis.hyperparameter(), axis.values())));
    job.sweep()
        .parameters()
        .forEach(
            (name, setting) -> {
              if (setting instanceof Setting.Fixed fixed && lane(name)) {
                sliders.add(further(name, (Double) fixed.value(), true));
              }
            });
    for (Hyperparameter known : models.hyperparameters(job.sweep().model())) {
      boolean said =
          job.sweep().parameters().keySet().stream().anyMatch(known::matches)
              || job.axes().stream().anyMatch(axis -> known.matches(axis.name()));
      if (known.kind() == Hyperparameter.Kind.LANE
          && !known.indexed()
          && !said
          && known.standard() instanceof Standard.Always always
          && always.value() instanceof Double standard) {
        sliders.add(further(known.name(), standard, false));
      }
    }
    return sliders;
  }

  private boolean lane(String name) {
    return job.hyperparameter(name).kind() == Hyperparameter.Kind.LANE;
  }

  private static Map<String, Object> slider(String name, Hyperparameter known, Setting.Axis axis) {
    double[] values = new double[Math.min(axis.size(), 100_000)];
    Arrays.setAll(values, axis::number);
    double low = Math.min(Arrays.stream(values).min().orElseThrow(), axis.number(axis.size() - 1));
    double high = Math.max(Arrays.stream(values).max().orElseThrow(), axis.number(axis.size() - 1));
    if (low == high) {
      return further(name, known, low, true);
    }
    boolean equal = axis instanceof Steps || axis instanceof Linear;
    boolean log = axis instanceof Geometric || !equal && low > 0 && high / low >= FAR;
    Map<String, Object> slider = range(name, known, low, high, log);
    slider.put("value", Numeral.text(axis.number((axis.size() - 1) / 2)));
    slider.put("positions", equal || axis instanceof Geometric ? axis.size() - 1 : POSITIONS);
    slider.put("varied", true);
    return slider;
  }

  /** A number that the file does not vary. */
  private Map<String, Object> further(String name, double value, boolean said) {
    return further(name, job.hyperparameter(name), value, said);
  }

  private static Map<String, Object> further(
      String name, Hyperparameter known, double value, boolean said) {
    boolean log = value > 0 && !(known.max() <= 1) && known.min() >= 0;
    double low = Math.max(known.min(), log ? value / 100 : value - 1);
    double high = Math.min(known.max(), log ? value * 100 : value + 1);
    Map<String, Object> slider =
        low < high && !(log && low <= 0)
            ? range(name, known, low, high, log)
            : range(name, known, known.min(), known.min() + 1, false);
    slider.put("value", Numeral.text(value));
    slider.put("positions", POSITIONS);
    slider.put("varied", said);
    return slider;
  }

  private static Map<String, Object> range(
      String name, Hyperparameter known, double low, double high, boolean log) {
    Map<String, Object> slider = new LinkedHashMap<>();
    slider.put("name", name);
    slider.put("text", known.text());
    slider.put("low", Numeral.text(low));
    slider.put("high", Numeral.text(high));
    slider.put("log", log);
    return slider;
  }

  private List<Map<String, Object>> selects() {
    List<Map<String, Object>> selects = new ArrayList<>();
    for (Axis axis : job.axes()) {
      if (!axis.lane()) {
        Map<String, Object> select = new LinkedHashMap<>();
        select.put("name", axis.name());
        select.put("text", axis.hyperparameter().text());
        select.put(
            "values",
            IntStream.range(0, Math.min(1000, axis.values().size())).mapToObj(axis::text).toList());
        selects.add(select);
      }
    }
    return selects;
  }

  /** What decides a code path and is fixed: in the file, or a whole number at its standard. */
  private List<Map<String, Object>> fields() {
    List<Map<String, Object>> fields = new ArrayList<>();
    Map<String, Setting> parameters = job.sweep().parameters();
    parameters.forEach(
        (name, setting) -> {
          if (setting instanceof Setting.Fixed fixed && !lane(name)) {
            fields.add(field(name, job.hyperparameter(name), fixed.toString()));
          }
        });
    for (Hyperparameter known : models.hyperparameters(job.sweep().model())) {
      if (known.kind() == Hyperparameter.Kind.STRUCTURAL
          && !known.indexed()
          && known.type() != Hyperparameter.Type.SIZES
          && known.type() != Hyperparameter.Type.TEXTS
          && known.standard() instanceof Standard.Always always
          && !parameters.containsKey(known.name())
          && job.axes().stream().noneMatch(axis -> axis.name().equals(known.name()))) {
        fields.add(field(known.name(), known, Shown.place(always.value())));
      }
    }
    return fields;
  }

  private static Map<String, Object> field(String name, Hyperparameter known, String value) {
    Map<String, Object> field = new LinkedHashMap<>();
    field.put("name", name);
    field.put("text", known.text());
    field.put("value", value);
    field.put("whole", known.type() == Hyperparameter.Type.INTEGER);
    field.put("min", known.min());
    field.put("max", known.max());
    field.put("choices", known.choices());
    return field;
  }

  private List<Map<String, Object>> metrics(List<String> measurable) {
    List<Map<String, Object>> metrics = new ArrayList<>();
    for (Score score : models.scores(job.sweep().model())) {
      if (measurable.contains(score.name())) {
        metrics.add(Map.of("name", score.name(), "less", score.better() == Score.Better.LESS));
      }
    }
    return metrics;
  }
}
