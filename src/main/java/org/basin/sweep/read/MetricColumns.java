package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.basin.sweep.Summary;
import org.basin.sweep.Sweep;
import org.basin.sweep.Vocabulary;

/**
 * Reads {@code output.metrics} and finds out which metric columns a sweep's table has: those that
 * are listed, or else the standard ones and those of the test part, and in any case what the rest
 * of the sweep needs.
 */
final class MetricColumns {

  private static final String PATH = "output.metrics";

  /** What a file says of its metrics. */
  private enum Said {
    NOTHING,
    ALL,
    LIST
  }

  private final Vocabulary vocabulary;
  private final List<String> known;
  private final List<String> standard;
  private final List<String> tests;
  private final Mistakes mistakes;
  private final ScalarReader scalars;
  private final Said said;

  /** What is listed, and what metric and answer need. */
  private final Set<String> named = new HashSet<>();

  /**
   * @param output the section, if the file has it
   */
  MetricColumns(
      Vocabulary vocabulary,
      String model,
      Mistakes mistakes,
      Optional<Node> output,
      Sweep.Metric metric,
      List<Summary> answer) {
    this.vocabulary = vocabulary;
    this.known = vocabulary.metrics(model);
    this.standard = vocabulary.standardMetrics(model);
    this.tests = vocabulary.testMetrics(model);
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
    said =
        output
            .filter(Node.Mapping.class::isInstance)
            .flatMap(it -> ((Node.Mapping) it).value("metrics"))
            .map(this::read)
            .orElse(Said.NOTHING);
    named.add(metric.name());
    answer.forEach(table -> named.addAll(table.measure().columns()));
  }

  private Said read(Node node) {
    if (node instanceof Node.Scalar scalar && scalar.text().equals("all")) {
      return Said.ALL;
    }
    if (!(node instanceof Node.Sequence sequence) || sequence.items().isEmpty()) {
      scalars.refused(node, PATH, "must be a list of metrics, or the word all");
      return Said.NOTHING;
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
    named.addAll(names);
    return Said.LIST;
  }

  /** The columns that the file names, all of which must be measurable, with the standard ones. */
  List<String> named() {
    return with(said == Said.LIST ? List.of() : standard);
  }

  /**
   * All columns of a sweep.
   *
   * @param sweep sound but for its columns
   * @return in the model's order; empty for the standard ones where a sweep that says nothing has
   *     no others, so that saying them or not is one
   */
  List<String> of(Sweep sweep) {
    Optional<List<String>> measurable = vocabulary.measurable(sweep);
    List<String> unsaid = new ArrayList<>(standard);
    measurable.ifPresent(those -> tests.stream().filter(those::contains).forEach(unsaid::add));
    List<String> columns =
        switch (said) {
          case NOTHING -> with(unsaid);
          case ALL ->
              with(measurable.orElse(known.stream().filter(it -> !tests.contains(it)).toList()));
          case LIST -> with(List.of());
        };
    boolean sure = said == Said.NOTHING || measurable.isPresent();
    return sure && columns.equals(standard) && unsaid.equals(standard) ? List.of() : columns;
  }

  private List<String> with(List<String> others) {
    return known.stream().filter(it -> named.contains(it) || others.contains(it)).toList();
  }
}
