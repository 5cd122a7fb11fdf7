package org.basin.sweep.read;

import java.util.ArrayList;
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
  }

  /** The words of the methods of this build. */
  static List<String> words() {
    return List.copyOf(METHODS.keySet());
  }

  /** Methods of later builds. */
  private static final List<String> PLANNED = List.of("random", "sobol", "latin-hypercube");

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
            : word(root.value("method").get());
    Optional<Method> method = word.map(METHODS::get).map(reader -> reader.apply(this));
    if (method.isEmpty()) {
      points();
    }
    return method;
  }

  private Optional<String> word(Node node) {
    List<String> words = new ArrayList<>(METHODS.keySet());
    words.addAll(PLANNED);
    Optional<String> word = scalars.oneOf(node, "method", words);
    word.filter(PLANNED::contains)
        .ifPresent(
            planned ->
                mistakes.add(
                    node.place(),
                    "method",
                    "must be %s, since this build does not sample yet, got %s"
                        .formatted(String.join(" or ", METHODS.keySet()), planned)));
    return word;
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
