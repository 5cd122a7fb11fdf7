package org.basin.sweep;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a sweep in its canonical form, and compares sweeps by it. */
public final class SweepWriter {

  /** Changes whenever the canonical form of an unchanged sweep does. */
  private static final String FORM = "basin-sweep-1";

  private SweepWriter() {}

  /** A sweep file that says every key and that the parser reads back as an equal sweep. */
  public static String write(Sweep sweep) {
    StringBuilder text = new StringBuilder();
    line(text, "name", Quote.yaml(sweep.name()));
    line(text, "model", Quote.yaml(sweep.model()));
    line(text, "data", sweep.data().toString());
    line(text, "method", lower(sweep.method()));
    if (!sweep.points().isEmpty()) {
      line(text, "points", Quote.yaml(sweep.points()));
    }
    line(text, "seed", Long.toString(sweep.seed()));
    line(text, "replicates", Integer.toString(sweep.replicates()));
    line(text, "engine", lower(sweep.engine()));
    line(text, "metric", metric(sweep.metric()));
    line(text, "parameters", sweep.parameters().isEmpty() ? "{}" : "");
    sweep.parameters().forEach((name, setting) -> line(text, "  " + name, setting.toString()));
    if (!sweep.where().equals(Condition.ALL)) {
      line(text, "where", Quote.yaml(sweep.where().toString()));
    }
    if (!sweep.zip().isEmpty()) {
      line(text, "zip", sweep.zip().toString());
    }
    String path = Quote.yaml(sweep.output().path());
    String metrics = sweep.output().metrics().isEmpty() ? "" : ", metrics: " + metrics(sweep);
    String history = history(sweep.output());
    line(text, "output", "{path: " + path + ", history: " + history + metrics + "}");
    if (!sweep.answer().isEmpty()) {
      line(text, "answer", "");
      sweep.answer().forEach(table -> text.append("  - ").append(table).append('\n'));
    }
    return text.toString();
  }

  /**
   * SHA-256, in hexadecimal, of all that decides the rows of a sweep: everything but its name, its
   * output path and its answer. The order of the axes counts, since trial numbers follow it; the
   * order of fixed parameters doesn't.
   */
  public static String digest(Sweep sweep) {
    StringBuilder text = new StringBuilder(FORM).append('\n');
    deciding(sweep).forEach((path, value) -> line(text, path, value));
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * What differs between two sweeps, one line each, such as {@code parameters.beta: {values: [0.05,
   * 0.1]} here, 0.05 there}. Empty exactly when their digests are equal.
   */
  public static List<String> differences(Sweep here, Sweep there) {
    Map<String, String> a = deciding(here);
    Map<String, String> b = deciding(there);
    Set<String> paths = new LinkedHashSet<>(a.keySet());
    paths.addAll(b.keySet());
    List<String> differences = new ArrayList<>();
    for (String path : paths) {
      String left = a.getOrDefault(path, "nothing");
      String right = b.getOrDefault(path, "nothing");
      if (!left.equals(right)) {
        differences.add(path + ": " + left + " here, " + right + " there");
      }
    }
    return List.copyOf(differences);
  }

  private static Map<String, String> deciding(Sweep sweep) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("model", sweep.model());
    values.put("data", sweep.data().toString());
    values.put("method", lower(sweep.method()));
    if (!sweep.points().isEmpty()) {
      values.put("points", Quote.yaml(sweep.points()));
    }
    values.put("seed", Long.toString(sweep.seed()));
    values.put("replicates", Integer.toString(sweep.replicates()));
    values.put("engine", lower(sweep.engine()));
    values.put("metric", metric(sweep.metric()));
    sweep.parameters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> values.put("parameters." + entry.getKey(), entry.getValue().toString()));
    values.put(
        "axes",
        sweep.parameters().entrySet().stream()
            .filter(entry -> entry.getValue() instanceof Setting.Axis)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", ", "[", "]")));
    values.put("where", sweep.where().toString());
    values.put("zip", sweep.zip().toString());
    values.put("output.history", history(sweep.output()));
    if (!sweep.output().metrics().isEmpty()) {
      values.put("output.metrics", metrics(sweep));
    }
    return values;
  }

  private static String metric(Sweep.Metric metric) {
    return "{name: " + Quote.yaml(metric.name()) + ", goal: " + metric.goal() + "}";
  }

  private static String metrics(Sweep sweep) {
    return sweep.output().metrics().toString();
  }

  private static String history(Sweep.Output output) {
    return output.history() == 0 ? "none" : "{every: " + output.history() + "}";
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(value.isEmpty() ? ":" : ": ").append(value).append('\n');
  }
}
