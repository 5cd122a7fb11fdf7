package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.basin.sweep.Part;
import org.basin.sweep.Sweep.Histories;
import org.basin.sweep.Sweep.Output;

/**
 * Reads {@code output}: where results go, whether histories and outputs are kept; {@link
 * MetricColumns} reads its metrics.
 */
final class OutputReader {

  static final Output STANDARD = new Output("results", Histories.NONE);

  /** Braces are allowed in names of folders, but these are misspelt dates. */
  private static final Pattern NO_DATE = Pattern.compile("(?i)[{](da?t?e?|today)([}/]|$)");

  /** What stands before a colon is a scheme, and then the path is absolute. */
  private static final Pattern PATH =
      Pattern.compile("(?!\\s)(?:[A-Za-z][A-Za-z0-9+.-]*:/.*|[^:/]+|[^:/]*/.*)(?<!\\s)");

  private final List<String> known;
  private final List<String> standard;
  private final Mistakes mistakes;
  private final ScalarReader scalars;

  /**
   * @param known metrics that can be kept along a training, in the model's order
   * @param standard those of them that are kept when none is named
   */
  OutputReader(List<String> known, List<String> standard, Mistakes mistakes) {
    this.known = known;
    this.standard = standard;
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
  }

  Output read(Node node) {
    Optional<Node.Mapping> mapping =
        scalars.mapping(
            node,
            "output",
            List.of("path", "history", "metrics", "outputs"),
            "{path: results, history: none}");
    String path =
        mapping.flatMap(it -> it.value("path")).flatMap(this::path).orElse(STANDARD.path());
    Histories histories =
        mapping.flatMap(it -> it.value("history")).map(this::histories).orElse(Histories.NONE);
    List<Part> outputs =
        mapping
            .flatMap(it -> it.value("outputs"))
            .flatMap(it -> scalars.oneOf(it, "output.outputs", Part.WORDS))
            .map(Part::of)
            .orElse(List.of());
    return new Output(path, histories, List.of(), outputs);
  }

  /** Where results go; whether that can be written is found out when something is. */
  private Optional<String> path(Node node) {
    Optional<String> text = scalars.path(node, "output.path");
    String known = text.orElse("");
    if (known.indexOf("{date}") != known.lastIndexOf("{date}")) {
      return scalars.refused(node, "output.path", "must hold {date} once at the most");
    }
    if (NO_DATE.matcher(known.replace("{date}", "")).find()) {
      return scalars.refused(
          node, "output.path", "must spell what stands for the day {date}, as in results/{date}");
    }
    if (text.isPresent() && !PATH.matcher(text.get()).matches()) {
      return scalars.refused(
          node,
          "output.path",
          "must be a path without blanks around it, with ./ before it where its first name holds a"
              + " colon, or a URI such as hdfs://host/folder");
    }
    return text;
  }

  private Histories histories(Node node) {
    if (node instanceof Node.Scalar scalar && scalar.text().equals("none")) {
      return Histories.NONE;
    }
    String law = "{every: 1}, or the word none";
    Optional<Node.Mapping> mapping =
        scalars.mapping(node, "output.history", List.of("every", "of"), law);
    if (mapping.isPresent() && List.of("of").containsAll(mapping.get().keys())) {
      scalars.refused(node, "output.history", "must be a mapping such as " + law);
    }
    List<String> of =
        mapping.flatMap(it -> it.value("of")).map(this::metrics).orElse(List.of()).stream()
            .sorted(Comparator.comparing(known::indexOf))
            .toList();
    return mapping
        .flatMap(it -> it.value("every"))
        .flatMap(it -> scalars.whole(it, "output.history.every", 1, Integer.MAX_VALUE))
        .map(every -> new Histories(every.intValue(), of.equals(standard) ? List.of() : of))
        .orElse(Histories.NONE);
  }

  private List<String> metrics(Node node) {
    String path = "output.history.of";
    if (!(node instanceof Node.Sequence sequence) || sequence.items().isEmpty()) {
      scalars.refused(node, path, "must be a list of metrics");
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      Node item = sequence.items().get(i);
      String place = path + "[" + i + "]";
      Optional<String> name = scalars.oneOf(item, place, known);
      if (name.isPresent() && names.contains(name.get())) {
        mistakes.add(item.place(), place, "a metric must stand once, got " + name.get() + " again");
      }
      name.ifPresent(names::add);
    }
    return names;
  }
}
