package org.basin.sweep.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.basin.sweep.Method;

/** Reads {@code method} and the keys that belong to one method only. */
final class MethodReader {

  /** What reads each method, by its word. */
  private static final Map<String, Function<MethodReader, Method>> METHODS = new LinkedHashMap<>();

  static {
    METHODS.put(Method.Grid.WORD, MethodReader::grid);
    METHODS.put(Method.Listed.WORD, MethodReader::listed);
    for (Method.Sampler sampler : Method.Sampler.values()) {
      METHODS.put(sampler.word(), reader -> reader.sampled(sampler));
    }
  }

  /** The words of the methods of this build. */
  static List<String> words() {
    return List.copyOf(METHODS.keySet());
  }

  private final Node.Mapping root;
  private final SweepReader.PathBase folder;
  private final Mistakes mistakes;
  private final ScalarReader scalars;

  MethodReader(Node.Mapping root, SweepReader.PathBase folder, Mistakes mistakes) {
    this.root = root;
    this.folder = folder;
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
  }

  /** The method; empty when the file names none that this build has. */
  Optional<Method> read() {
    Optional<String> word =
        root.value("method").isEmpty()
            ? Optional.of(Method.Grid.WORD)
            : scalars.oneOf(root.value("method").get(), "method", words());
    Optional<Method> method = word.map(METHODS::get).map(reader -> reader.apply(this));
    if (method.isEmpty()) {
      points();
    }
    return method;
  }

  private Method grid() {
    refuse("trials", "a sampling method", Method.Grid.WORD);
    refuse("points", "method list", Method.Grid.WORD);
    points();
    return new Method.Grid();
  }

  private Method listed() {
    refuse("trials", "a sampling method", Method.Listed.WORD);
    if (root.value("points").isEmpty()) {
      mistakes.add(
          root.place(), "points", "must name the file of points for method list, got nothing");
    }
    return new Method.Listed(points());
  }

  private Method sampled(Method.Sampler sampler) {
    refuse("points", "method list", sampler.word());
    points();
    if (root.value("trials").isEmpty()) {
      mistakes.add(
          root.place(),
          "trials",
          "must say how many points are drawn for method %s, got nothing"
              .formatted(sampler.word()));
    }
    long trials =
        root.value("trials")
            .flatMap(node -> scalars.whole(node, "trials", 1, Method.Sampled.MOST))
            .orElse(1L);
    return new Method.Sampled(sampler, trials);
  }

  private void refuse(String key, String owner, String word) {
    root.value(key)
        .ifPresent(
            node ->
                mistakes.add(
                    node.place(),
                    key,
                    "must stand with %s only, got method %s".formatted(owner, word)));
  }

  /** The file of points; empty when none is named, or none that can be one. */
  private String points() {
    return root.value("points")
        .flatMap(node -> scalars.path(node, "points"))
        .map(folder::resolve)
        .orElse("");
  }
}
