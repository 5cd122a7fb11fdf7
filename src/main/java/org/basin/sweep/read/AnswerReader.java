package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Measure;
import org.basin.sweep.Standard;
import org.basin.sweep.Summary;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.text.Nearest;

/** Reads {@code answer}: the tables that a run ends with. */
final class AnswerReader {

  static final List<String> MEASURES = List.of("share", "mean", "median", "boundary");
  static final List<String> KEYS =
      List.of("title", "share", "mean", "median", "boundary", "beside", "x", "y", "by", "across");
  private static final String EXAMPLE = "{share: \"error == 0\", by: [beta]}";

  private final AxisNames axes;
  private final List<String> metrics;
  private final int replicates;
  private final Mistakes mistakes;
  private final ScalarReader scalars;

  AnswerReader(AxisNames axes, List<String> metrics, int replicates, Mistakes mistakes) {
    this.axes = axes;
    this.metrics = metrics;
    this.replicates = replicates;
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
  }

  /** The tables; one with a mistake is left out. */
  List<Summary> read(Node node) {
    if (!(node instanceof Node.Sequence sequence)) {
      return summary(node, "answer").stream().toList();
    }
    if (sequence.items().isEmpty()) {
      scalars.refused(node, "answer", "must hold at least one table such as " + EXAMPLE);
    }
    List<Summary> tables = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      summary(sequence.items().get(i), "answer[" + i + "]").ifPresent(tables::add);
    }
    return tables;
  }

  private Optional<Summary> summary(Node node, String path) {
    Optional<Node.Mapping> mapping = scalars.mapping(node, path, KEYS, EXAMPLE);
    if (mapping.isEmpty()) {
      return Optional.empty();
    }
    int before = mistakes.count();
    String title =
        mapping.get().value("title").flatMap(it -> scalars.text(it, path + ".title")).orElse("");
    List<String> taken = new ArrayList<>();
    Optional<Measure> measure = measure(mapping.get(), path, taken);
    int plane = taken.size();
    mapping.get().value("by").ifPresent(it -> by(it, path + ".by", taken));
    List<String> by = List.copyOf(taken.subList(plane, taken.size()));
    Optional<String> across =
        mapping
            .get()
            .value("across")
            .flatMap(it -> axis(it, path + ".across", axes::parameter, taken));
    if (plane > 0 && mistakes.count() == before) {
      alone(mapping.get(), path, taken);
    }
    return mistakes.count() > before
        ? Optional.empty()
        : measure.map(it -> new Summary(title, it, by, across.orElse("")));
  }

  /** A boundary needs one trial at each point of its plane. */
  private void alone(Node.Mapping mapping, String path, List<String> taken) {
    List<String> others = axes.all().stream().filter(name -> !taken.contains(name)).toList();
    if (!others.isEmpty()) {
      mistakes.add(
          mapping.place(),
          path,
          "every axis must stand in x, y, by or across, so that a point of the plane is one trial,"
              + " got none of "
              + String.join(", ", others));
    }
    if (replicates > 1) {
      mistakes.add(
          mapping.place(),
          path,
          "a boundary needs one trial at a point, got replicates=" + replicates);
    }
  }

  private Optional<Measure> measure(Node.Mapping mapping, String path, List<String> taken) {
    List<String> given = MEASURES.stream().filter(key -> mapping.value(key).isPresent()).toList();
    if (given.size() != 1) {
      mistakes.add(
          mapping.place(),
          path,
          "must hold one of share, mean, median and boundary, got "
              + (given.isEmpty() ? "none" : String.join(" and ", given)));
      return Optional.empty();
    }
    String word = given.get(0);
    Node node = mapping.value(word).orElseThrow();
    String inner = path + "." + word;
    Optional<Node> beside = mapping.value("beside");
    if (beside.isPresent() && !word.equals("mean")) {
      mistakes.add(
          beside.get().place(), path + ".beside", "only a mean has another beside it, got " + word);
      return Optional.empty();
    }
    for (String axis : List.of("x", "y")) {
      if (mapping.value(axis).isPresent() != word.equals("boundary")) {
        mistakes.add(
            mapping.value(axis).map(Node::place).orElse(mapping.place()),
            path + "." + axis,
            word.equals("boundary")
                ? "must name an axis of the plane of a boundary, got nothing"
                : "only a boundary has a plane of x and y, got " + word);
        return Optional.empty();
      }
    }
    return switch (word) {
      case "boundary" -> {
        if (axes.drawn().isPresent()) {
          mistakes.add(
              node.place(),
              inner,
              "a boundary needs a plane of cells, which a grid has, got method "
                  + axes.drawn().get());
          yield Optional.empty();
        }
        Optional<String> x = axis(mapping.value("x").orElseThrow(), path + ".x", axes::axis, taken);
        Optional<String> y = axis(mapping.value("y").orElseThrow(), path + ".y", axes::axis, taken);
        Optional<Condition> holds = new ConditionReader(this::term, mistakes).read(node, inner);
        yield x.isEmpty() || y.isEmpty()
            ? Optional.empty()
            : holds.map(it -> new Measure.Boundary(it, x.get(), y.get()));
      }
      case "share" ->
          new ConditionReader(this::term, mistakes).read(node, inner).map(Measure.Share::new);
      case "mean" -> {
        Optional<String> other = beside.flatMap(it -> scalars.oneOf(it, path + ".beside", metrics));
        yield scalars
            .oneOf(node, inner, metrics)
            .map(metric -> new Measure.Mean(metric, other.orElse("")));
      }
      default -> scalars.oneOf(node, inner, metrics).map(Measure.Median::new);
    };
  }

  /** What a name in a condition stands for: to its grammar a metric is one more number. */
  private Hyperparameter term(String name) {
    if (metrics.contains(name)) {
      double any = Double.POSITIVE_INFINITY;
      return Hyperparameter.real(
          name, Hyperparameter.Kind.LANE, Standard.NONE, -any, any, "a metric");
    }
    if (name.equals(Summary.STATE.name())) {
      return Summary.STATE;
    }
    try {
      return axes.parameter(name);
    } catch (IllegalArgumentException e) {
      List<String> valid = new ArrayList<>(metrics);
      valid.addAll(axes.all());
      valid.add(Summary.STATE.name());
      throw new IllegalArgumentException(
          "must name a metric or an axis, " + Nearest.of(name, valid), e);
    }
  }

  private void by(Node node, String path, List<String> taken) {
    if (!(node instanceof Node.Sequence sequence)) {
      scalars.refused(node, path, "must be a list of axes such as [scheme, beta]");
      return;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      axis(sequence.items().get(i), path + "[" + i + "]", axes::parameter, taken);
    }
  }

  private Optional<String> axis(
      Node node, String path, Consumer<String> names, List<String> taken) {
    Optional<String> name = scalars.text(node, path);
    if (name.isEmpty()) {
      return name;
    }
    try {
      names.accept(name.get());
      axes.requireListed(name.get());
    } catch (IllegalArgumentException e) {
      mistakes.add(node.place(), path, e.getMessage());
      return Optional.empty();
    }
    if (taken.contains(name.get())) {
      mistakes.add(
          node.place(), path, "an axis must stand once in a table, got " + name.get() + " again");
      return Optional.empty();
    }
    taken.add(name.get());
    return name;
  }
}
