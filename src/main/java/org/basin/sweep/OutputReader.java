package org.basin.sweep;

import java.util.List;
import java.util.Optional;
import org.basin.sweep.Sweep.Output;

/** Reads {@code output}: where results go and whether histories are kept. */
final class OutputReader {

  static final Output STANDARD = new Output("results", 0);

  private final ScalarReader scalars;

  OutputReader(Mistakes mistakes) {
    this.scalars = new ScalarReader(mistakes);
  }

  Output read(Node node) {
    Optional<Node.Mapping> mapping =
        scalars.mapping(
            node, "output", List.of("path", "history"), "{path: results, history: none}");
    String path =
        mapping
            .flatMap(it -> it.value("path"))
            .flatMap(it -> scalars.text(it, "output.path"))
            .orElse(STANDARD.path());
    int history =
        mapping.flatMap(it -> it.value("history")).map(this::history).orElse(STANDARD.history());
    return new Output(path, history);
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
