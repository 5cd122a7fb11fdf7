package org.basin.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code output.metrics} and finds out which metric columns a sweep's table has. */
final class MetricColumns {

  private static final String PATH = "output.metrics";

  private final List<String> known;
  private final List<String> all;
  private final List<String> standard;
  private final Mistakes mistakes;
  private final ScalarReader scalars;

  MetricColumns(Vocabulary vocabulary, String model, Mistakes mistakes) {
    this.known = vocabulary.metrics(model);
    this.all = vocabulary.allMetrics(model);
    this.standard = vocabulary.standardMetrics(model);
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
  }

  /**
   * The columns: those that are listed, or else the standard ones, and whatever the rest of the
   * sweep needs.
   *
   * @param output the section, if the file has it
   * @return in the model's order; empty for the standard ones, so that saying them or not is one
   */
  List<String> of(Optional<Node> output, Sweep.Metric metric, List<Summary> answer) {
    Optional<Node> given =
        output
            .filter(Node.Mapping.class::isInstance)
            .flatMap(it -> ((Node.Mapping) it).value("metrics"));
    Set<String> wanted = new HashSet<>(given.map(this::listed).orElse(standard));
    wanted.add(metric.name());
    answer.forEach(table -> wanted.addAll(table.measure().columns()));
    List<String> columns = known.stream().filter(wanted::contains).toList();
    return columns.equals(standard) ? List.of() : columns;
  }

  private List<String> listed(Node node) {
    if (node instanceof Node.Scalar scalar && scalar.text().equals("all")) {
      return all;
    }
    if (!(node instanceof Node.Sequence sequence) || sequence.items().isEmpty()) {
      scalars.refused(node, PATH, "must be a list of metrics, or the word all");
      return standard;
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      Node item = sequence.items().get(i);
      String path = PATH + "[" + i + "]";
      Optional<String> name = scalars.oneOf(item, path, known);
      if (name.isPresent() && names.contains(name.get())) {
        mistakes.add(item.place(), path, "a metric must stand once, got " + name.get() + " again");
      }
      name.ifPresent(names::add);
    }
    return names;
  }
}
