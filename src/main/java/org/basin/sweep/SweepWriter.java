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
import org.basin.sweep.condition.Condition;
import org.basin.sweep.text.Quote;

/** Writes a sweep in its canonical form, and compares sweeps by it. */
public final class SweepWriter {

  /** Changes whenever the canonical form of an unchanged sweep does. */
  private static final String FORM = "basin-sweep-2";

  private SweepWriter() {}

  /** A sweep file that says every key and that the parser reads back as an equal sweep. */
  public static String write(Sweep sweep) {
    StringBuilder text = new StringBuilder();
    line(text, "name", Quote.yaml(sweep.name()));
    line(text, "model", Quote.yaml(sweep.model()));
    line(text, "data", sweep.data().toString());
    line(text, "method", sweep.method().word());
    sweep.method().keys().forEach((key, value) -> line(text, key, value));
    line(text, "seed", Long.toString(sweep.seed()));
    if (sweep.starts() == Sweep.Starts.SHARED) {
      line(text, "starts", lower(sweep.starts()));
    }
    if (!sweep.startFrom().none()) {
      line(text, "start_from", sweep.startFrom().toString());
    }
    line(text, "replicates", Integer.toString(sweep.replicates()));
    line(text, "engine", sweep.engine());
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
    String said = Part.word(sweep.output().outputs());
    String outputs = sweep.output().outputs().isEmpty() ? "" : ", outputs: " + said;
    line(
        text,
        "output",
        "{path: " + path + ", history: " + sweep.output().histories() + metrics + outputs + "}");
    if (!sweep.answer().isEmpty()) {
      line(text, "answer", "");
      sweep.answer().forEach(table -> text.append("  - ").append(table).append('\n'));
    }
    if (!sweep.remarks().notes().isEmpty()) {
      line(text, "notes", Quote.yaml(sweep.remarks().notes()));
    }
    if (!sweep.remarks().tags().isEmpty()) {
      line(text, "tags", sweep.remarks().tags().stream().map(Quote::yaml).toList().toString());
    }
    return text.toString();
  }

  /**
   * SHA-256, in hexadecimal, of all that decides the rows of a sweep, and of {@link Revision#ROWS}:
   * not its name, its engine, its metric, its output path, its answer and its remarks, but the
   * columns that these ask for. A key at its standard is left out, so that keys of later builds
   * change no digest. The order of the axes counts, since trial numbers follow it; the order of
   * fixed parameters doesn't.
   */
  public static String digest(Sweep sweep) {
    StringBuilder text = new StringBuilder(FORM).append('\n');
    line(text, "rows", Integer.toString(Revision.ROWS));
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
    return differences(deciding(here), deciding(there), true).stream()
        .map(it -> it.path() + ": " + it.left() + " here, " + it.right() + " there")
        .toList();
  }

  /** What differs between two sweeps: first what decides their rows, then all else. */
  public static List<Difference> compare(Sweep left, Sweep right) {
    List<Difference> all = new ArrayList<>(differences(deciding(left), deciding(right), true));
    all.addAll(differences(beside(left), beside(right), false));
    return List.copyOf(all);
  }

  private static List<Difference> differences(
      Map<String, String> a, Map<String, String> b, boolean decides) {
    Set<String> paths = new LinkedHashSet<>(a.keySet());
    paths.addAll(b.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String path : paths) {
      String left = a.getOrDefault(path, "nothing");
      String right = b.getOrDefault(path, "nothing");
      if (!left.equals(right)) {
        differences.add(new Difference(path, left, right, decides));
      }
    }
    return List.copyOf(differences);
  }

  /** What no row depends on, less what is not said. */
  private static Map<String, String> beside(Sweep sweep) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("name", sweep.name());
    values.put("engine", sweep.engine());
    values.put("metric", metric(sweep.metric()));
    values.put("output.path", sweep.output().path());
    put(values, "answer", sweep.answer().toString(), "[]");
    put(values, "notes", Quote.yaml(sweep.remarks().notes()), Quote.yaml(""));
    put(values, "tags", sweep.remarks().tags().toString(), "[]");
    return values;
  }

  /** What decides the rows, less what stands at its standard. */
  private static Map<String, String> deciding(Sweep sweep) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("model", sweep.model());
    put(values, "data", sweep.data().toString(), "none");
    put(values, "method", sweep.method().word(), Method.Grid.WORD);
    values.putAll(sweep.method().keys());
    put(values, "seed", Long.toString(sweep.seed()), "0");
    put(values, "starts", lower(sweep.starts()), lower(Sweep.Starts.INDEPENDENT));
    put(values, "start_from", sweep.startFrom().fingerprint(), "");
    put(values, "replicates", Integer.toString(sweep.replicates()), "1");
    sweep.parameters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> values.put("parameters." + entry.getKey(), entry.getValue().toString()));
    List<String> axes =
        sweep.parameters().entrySet().stream()
            .filter(entry -> entry.getValue() instanceof Setting.Axis)
            .map(Map.Entry::getKey)
            .toList();
    put(values, "axes", axes.toString(), "[]");
    put(values, "where", sweep.where().toString(), Condition.ALL.toString());
    put(values, "zip", sweep.zip().toString(), "[]");
    put(values, "output.history", sweep.output().histories().toString(), "none");
    put(values, "output.metrics", metrics(sweep), "[]");
    put(values, "output.outputs", Part.word(sweep.output().outputs()), Part.word(List.of()));
    return values;
  }

  private static void put(Map<String, String> values, String key, String value, String standard) {
    if (!value.equals(standard)) {
      values.put(key, value);
    }
  }

  private static String metric(Sweep.Metric metric) {
    String rank = metric.rank().equals(Statistic.MEAN) ? "" : ", rank: " + metric.rank().word();
    return "{name: " + Quote.yaml(metric.name()) + ", goal: " + metric.goal() + rank + "}";
  }

  private static String metrics(Sweep sweep) {
    return sweep.output().metrics().toString();
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(value.isEmpty() ? ":" : ": ").append(value).append('\n');
  }
}
