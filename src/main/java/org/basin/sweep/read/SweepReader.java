package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataSource;
import org.basin.sweep.Method;
import org.basin.sweep.Misnamed;
import org.basin.sweep.Remarks;
import org.basin.sweep.StartFrom;
import org.basin.sweep.Statistic;
import org.basin.sweep.Summary;
import org.basin.sweep.Sweep;
import org.basin.sweep.Sweep.Metric;
import org.basin.sweep.Sweep.Output;
import org.basin.sweep.Sweep.Starts;
import org.basin.sweep.SweepException;
import org.basin.sweep.Vocabulary;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.text.Nearest;
import org.basin.sweep.text.Quote;

/** Reads the keys of a sweep file and brings them together. */
final class SweepReader {

  /** Every key that a sweep file may have, in the order in which they are usually written. */
  static final List<String> KEYS =
      List.of(
          "name",
          "model",
          "data",
          "method",
          "points",
          "trials",
          "seed",
          "starts",
          "start_from",
          "replicates",
          "engine",
          "metric",
          "parameters",
          "where",
          "zip",
          "output",
          "answer",
          "notes",
          "tags");

  static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,199}";

  private final Vocabulary vocabulary;
  private final Mistakes mistakes;
  private final ScalarReader scalars;
  private final Node.Mapping root;
  private final PathBase folder;

  /** Makes a relative path complete. */
  interface PathBase {
    String resolve(String path);
  }

  SweepReader(Vocabulary vocabulary, Mistakes mistakes, Node.Mapping root, PathBase folder) {
    this.vocabulary = vocabulary;
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
    this.root = root;
    this.folder = folder;
  }

  /**
   * Reads it all.
   *
   * @param standardName what a sweep without a name is called
   * @throws SweepException with all mistakes
   */
  Sweep read(String standardName) throws SweepException {
    String model = model();
    checkKeys(model);
    String name = name(standardName);
    int sound = mistakes.count();
    DataSource data = data(model);
    boolean readable = mistakes.count() == sound;
    Optional<Method> method = new MethodReader(root, folder, mistakes).read();
    long seed = whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, 0);
    Starts starts = starts();
    StartFrom startFrom = new StartFromReader(vocabulary, mistakes, folder).read(root);
    int replicates = (int) whole("replicates", 1, Integer.MAX_VALUE, 1);
    String engine = engine();
    Remarks remarks = new RemarksReader(mistakes).read(root);
    boolean known = !model.isEmpty();
    OutputReader reader =
        new OutputReader(
            known ? vocabulary.histories(model) : List.of(),
            known ? vocabulary.standardHistories(model) : List.of(),
            mistakes);
    Output output = root.value("output").map(reader::read).orElse(OutputReader.STANDARD);
    Metric metric = new Metric("", true);
    Declared declared = new Declared();
    List<List<String>> zip = List.of();
    Condition where = Condition.ALL;
    List<Summary> answer = List.of();
    Optional<MetricColumns> columns = Optional.empty();
    if (!model.isEmpty()) {
      metric = metric(model);
      Node parameters = root.value("parameters").orElse(new Node.Mapping(List.of(), root.place()));
      declared = new ParametersReader(vocabulary, mistakes, method).read(model, parameters);
      zip = zip(declared, method);
      AxisNames axes = new AxisNames(vocabulary, model, declared, method);
      where = where(axes);
      answer =
          root.value("answer")
              .map(new AnswerReader(axes, vocabulary.metrics(model), replicates, mistakes)::read)
              .orElse(answer);
      columns =
          Optional.of(
              new MetricColumns(vocabulary, model, mistakes, root.value("output"), metric, answer));
      output = output.withMetrics(columns.get().named());
      new SizeLaws(declared, zip).check(method, replicates, parameters.place(), mistakes);
    }
    Sweep sweep =
        new Sweep(
            name,
            model,
            readable ? data : DataSource.of(""),
            method.orElse(new Method.Grid()),
            seed,
            starts,
            replicates,
            engine,
            metric,
            declared.settings(),
            where,
            zip,
            output,
            answer,
            startFrom,
            remarks);
    BiConsumer<String, String> mistake =
        (path, message) -> {
          String at = blamed(path, message, sweep);
          mistakes.add(locate(at), at, message);
        };
    if (!mistakes.none()) {
      vocabulary.checkFiles(sweep, mistake); // so that all mistakes are reported at once
    }
    mistakes.throwIfAny();
    vocabulary.check(sweep, mistake);
    mistakes.throwIfAny();
    return sweep.withMetrics(columns.orElseThrow().of(sweep));
  }

  /** Where a metric that cannot be measured is asked for: not all stand in {@code output}. */
  private String blamed(String path, String message, Sweep sweep) {
    if (!path.equals("output.metrics")) {
      return path;
    }
    Optional<Node> listed =
        root.value("output")
            .filter(Node.Mapping.class::isInstance)
            .flatMap(it -> ((Node.Mapping) it).value("metrics"));
    if (listed.isPresent() && listed.get() instanceof Node.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        if (sequence.items().get(i) instanceof Node.Scalar one && names(message, one.text())) {
          return path + "[" + i + "]";
        }
      }
    }
    if (root.value("metric").isPresent() && names(message, sweep.metric().name())) {
      return "metric.name";
    }
    for (int i = 0; i < sweep.answer().size(); i++) {
      Set<String> columns = sweep.answer().get(i).measure().columns();
      if (columns.stream().anyMatch(column -> names(message, column))) {
        return root.value("answer").orElseThrow() instanceof Node.Sequence
            ? "answer[" + i + "]"
            : "answer";
      }
    }
    return path;
  }

  private static boolean names(String message, String metric) {
    return List.of(message.split("\\W+")).contains(metric);
  }

  private void checkKeys(String model) {
    for (Node.Entry entry : root.entries()) {
      String key = entry.key().text();
      if (!KEYS.contains(key)) {
        boolean parameter = !model.isEmpty() && vocabulary.hyperparameter(model, key).isPresent();
        String hint =
            parameter
                ? "got " + key + ", a hyperparameter; write it under parameters"
                : Nearest.of(key, KEYS);
        mistakes.add(
            entry.key().place(), Quote.shown(key), "must be a key of a sweep file, " + hint);
      }
    }
  }

  private String name(String standard) {
    Node node =
        root.value("name")
            .orElse(new Node.Scalar(standard, true, false, Place.whole(root.place().file())));
    Optional<String> name = scalars.text(node, "name");
    if (name.isPresent() && !name.get().matches(NAME)) {
      String hint = root.value("name").isPresent() ? "" : ", the name of the file; give a name";
      mistakes.add(
          node.place(),
          "name",
          "must be 1 to 200 letters, digits, '.', '_' or '-', the first a letter or digit, got "
              + Quote.shown(name.get())
              + hint);
    }
    return name.orElse("");
  }

  private String model() {
    return given("model", vocabulary.models()).flatMap(this::model).orElse("");
  }

  private Optional<String> model(Node node) {
    Optional<String> elsewhere =
        node instanceof Node.Scalar scalar ? Misnamed.model(scalar.text()) : Optional.empty();
    return elsewhere
        .filter(vocabulary.models()::contains)
        .map(
            name ->
                scalars.<String>refused(
                    node, "model", "must be one of the valid names", "; in Basin it is " + name))
        .orElseGet(() -> scalars.oneOf(node, "model", vocabulary.models()));
  }

  private DataSource data(String model) {
    if (root.value("data").isEmpty() && !model.isEmpty()) {
      Optional<String> standard = vocabulary.standardData(model);
      if (standard.isPresent()) {
        return DataSource.of(standard.get());
      }
    }
    List<DataKind> kinds = vocabulary.data();
    return given("data", kinds.stream().map(DataKind::name).toList())
        .flatMap(new DataReader(kinds, mistakes, folder)::read)
        .orElse(DataSource.of(""));
  }

  private Optional<Node> given(String key, List<String> valid) {
    if (root.value(key).isEmpty()) {
      mistakes.add(
          root.place(), key, "must be given, got nothing; valid: " + String.join(", ", valid));
    }
    return root.value(key);
  }

  private long whole(String key, long min, long max, long standard) {
    return root.value(key).isEmpty()
        ? standard
        : scalars.whole(root.value(key).get(), key, min, max).orElse(standard);
  }

  private String engine() {
    List<String> valid = new ArrayList<>(List.of(Sweep.AUTO));
    valid.addAll(vocabulary.engines());
    return root.value("engine")
        .flatMap(node -> scalars.oneOf(node, "engine", valid))
        .orElse(Sweep.AUTO);
  }

  private Starts starts() {
    return Starts.valueOf(word("starts", Starts.values()));
  }

  /** The constant that a key names, the first one if it stands nowhere. */
  private String word(String key, Enum<?>[] constants) {
    List<String> valid = new ArrayList<>();
    for (Enum<?> constant : constants) {
      valid.add(constant.name().toLowerCase(Locale.ROOT));
    }
    return root.value(key)
        .flatMap(node -> scalars.oneOf(node, key, valid))
        .orElse(valid.get(0))
        .toUpperCase(Locale.ROOT);
  }

  /** The metric; which end of it is the better one is its own nature, whatever the file says. */
  private Metric metric(String model) {
    Optional<Node.Mapping> node =
        root.value("metric")
            .flatMap(
                it ->
                    scalars.mapping(
                        it,
                        "metric",
                        List.of("name", "goal", "rank"),
                        "{name: error, rank: mean}"));
    Optional<Node> given = node.flatMap(it -> it.value("name"));
    Optional<String> name =
        given.isPresent()
            ? scalars.oneOf(given.get(), "metric.name", vocabulary.metrics(model))
            : vocabulary.standardMetrics(model).stream().findFirst();
    Metric metric =
        name.map(it -> new Metric(it, vocabulary.minimized(model, it), rank(node)))
            .orElse(new Metric("", true));
    Optional<Node> goal = node.flatMap(it -> it.value("goal"));
    goal.flatMap(it -> scalars.oneOf(it, "metric.goal", List.of("minimize", "maximize")))
        .filter(word -> name.isPresent() && !word.equals(metric.goal()))
        .ifPresent(
            word ->
                mistakes.add(
                    goal.get().place(),
                    "metric.goal",
                    "must be %s or left out, since %s is better for %s, got %s; top --worst shows the other end"
                        .formatted(metric.goal(), metric.better(), metric.name(), word)));
    return metric;
  }

  private Statistic rank(Optional<Node.Mapping> metric) {
    return metric
        .flatMap(it -> it.value("rank"))
        .flatMap(
            node ->
                scalars
                    .text(node, "metric.rank")
                    .flatMap(
                        word ->
                            Statistic.of(word)
                                .filter(it -> !it.equals(Statistic.WILSON))
                                .or(
                                    () ->
                                        scalars.refused(
                                            node, "metric.rank", "must be " + Statistic.LAW))))
        .orElse(Statistic.MEAN);
  }

  private List<List<String>> zip(Declared declared, Optional<Method> method) {
    if (root.value("zip").isEmpty()) {
      return List.of();
    }
    Node node = root.value("zip").get();
    if (method.flatMap(Method::points).isPresent()) {
      mistakes.add(node.place(), "zip", "must stand with axes, got method " + method.get().word());
      return List.of();
    }
    if (method.isPresent() && method.get() instanceof Method.Sampled) {
      mistakes.add(
          node.place(),
          "zip",
          "must stand with method grid, since each axis is drawn on its own, got method "
              + method.get().word());
      return List.of();
    }
    return new ZipReader(declared, mistakes).read(node);
  }

  private Condition where(AxisNames axes) {
    return root.value("where")
        .flatMap(it -> new ConditionReader(axes::axis, mistakes).read(it, "where"))
        .orElse(Condition.ALL);
  }

  /** The place of what a path names, or of the innermost thing around it. */
  private Place locate(String path) {
    Node node = root;
    for (String key : path.split("[.\\[\\]]+", -1)) {
      Optional<Node> inner = Optional.empty();
      if (node instanceof Node.Mapping mapping) {
        inner = mapping.value(key);
      } else if (node instanceof Node.Sequence sequence && key.matches("[0-9]{1,6}")) {
        inner = sequence.items().stream().skip(Integer.parseInt(key)).findFirst();
      }
      if (inner.isEmpty()) {
        break;
      }
      node = inner.get();
    }
    return node.place();
  }
}
