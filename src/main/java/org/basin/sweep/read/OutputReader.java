package org.basin.sweep.read;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.basin.sweep.Sweep.Output;

/**
 * Reads {@code output}: where results go and whether histories are kept; {@link MetricColumns}
 * reads its metrics.
 */
final class OutputReader {

  static final Output STANDARD = new Output("results", 0);

  /** Braces are allowed in names of folders, but these are misspelt dates. */
  private static final Pattern NO_DATE = Pattern.compile("(?i)[{](da?t?e?|today)([}/]|$)");

  /** What stands before a colon is a scheme, and then the path is absolute. */
  private static final Pattern PATH =
      Pattern.compile("(?!\\s)(?:[A-Za-z][A-Za-z0-9+.-]*:/.*|[^:/]+|[^:/]*/.*)(?<!\\s)");

  private final ScalarReader scalars;

  OutputReader(Mistakes mistakes) {
    this.scalars = new ScalarReader(mistakes);
  }

  Output read(Node node) {
    Optional<Node.Mapping> mapping =
        scalars.mapping(
            node,
            "output",
            List.of("path", "history", "metrics"),
            "{path: results, history: none}");
    String path =
        mapping.flatMap(it -> it.value("path")).flatMap(this::path).orElse(STANDARD.path());
    int history =
        mapping.flatMap(it -> it.value("history")).map(this::history).orElse(STANDARD.history());
    return new Output(path, history);
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

  private int history(Node node) {
    if (node instanceof Node.Scalar scalar && scalar.text().equals("none")) {
      return 0;
    }
    String law = "{every: 1}, or the word none";
    Optional<Node.Mapping> mapping = scalars.mapping(node, "output.history", List.of("every"), law);
    if (mapping.isPresent() && mapping.get().entries().isEmpty()) {
      scalars.refused(node, "output.history", "must be a mapping such as " + law);
    }
    return mapping
        .flatMap(it -> it.value("every"))
        .flatMap(it -> scalars.whole(it, "output.history.every", 1, Integer.MAX_VALUE))
        .map(Long::intValue)
        .orElse(0);
  }
}
