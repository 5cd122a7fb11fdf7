package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataOption;
import org.basin.sweep.DataSource;
import org.basin.sweep.text.Nearest;
import org.basin.sweep.text.Quote;

/** Reads {@code data}: the name of a kind, or a mapping of the kind and its options. */
final class DataReader {

  private static final String KIND = "kind";

  private final List<DataKind> kinds;
  private final Mistakes mistakes;
  private final ScalarReader scalars;
  private final SweepReader.PathBase folder;

  /**
   * @param folder completes relative paths
   */
  DataReader(List<DataKind> kinds, Mistakes mistakes, SweepReader.PathBase folder) {
    this.kinds = kinds;
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
    this.folder = folder;
  }

  /** What the node says; empty when its kind is unknown. */
  Optional<DataSource> read(Node node) {
    if (node instanceof Node.Sequence) {
      return scalars.refused(node, "data", "must be a name, or a mapping such as " + example());
    }
    if (!(node instanceof Node.Mapping mapping)) {
      return kind(node, "data")
          .map(kind -> source(kind, new Node.Mapping(List.of(), node.place())));
    }
    if (mapping.value(KIND).isEmpty()) {
      mistakes.add(
          node.place(),
          "data.kind",
          "must be given, got nothing; valid: " + String.join(", ", names()));
      return Optional.empty();
    }
    return kind(mapping.value(KIND).get(), "data.kind").map(kind -> source(kind, mapping));
  }

  private Optional<DataKind> kind(Node node, String path) {
    return scalars
        .oneOf(node, path, names())
        .flatMap(name -> kinds.stream().filter(kind -> kind.name().equals(name)).findFirst());
  }

  private List<String> names() {
    return kinds.stream().map(DataKind::name).toList();
  }

  private String example() {
    return "{kind: " + (kinds.isEmpty() ? "xor" : names().get(0)) + "}";
  }

  private DataSource source(DataKind kind, Node.Mapping mapping) {
    checkKeys(kind, mapping);
    Map<String, Object> options = new LinkedHashMap<>();
    for (DataOption option : kind.options()) {
      Optional<Node> given = mapping.value(option.name());
      if (given.isPresent()) {
        value(option, given.get()).ifPresent(value -> options.put(option.name(), value));
      } else if (option.need() == DataOption.Need.REQUIRED) {
        mistakes.add(
            mapping.place(),
            "data." + option.name(),
            "must be given for kind " + kind.name() + ", got nothing; it is " + option.text());
      }
    }
    return new DataSource(kind.name(), options);
  }

  private void checkKeys(DataKind kind, Node.Mapping mapping) {
    List<String> valid = new ArrayList<>(kind.options().stream().map(DataOption::name).toList());
    valid.add(KIND);
    for (Node.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (!valid.contains(key)) {
        mistakes.add(
            entry.key().place(),
            "data." + Quote.shown(key),
            "must be an option of " + kind.name() + ", " + Nearest.of(key, valid));
      }
    }
  }

  private Optional<Object> value(DataOption option, Node node) {
    String path = "data." + option.name();
    return switch (option.type()) {
      case REAL -> scalars.real(node, path, option.min(), option.max()).map(Object.class::cast);
      case INTEGER ->
          scalars
              .whole(node, path, (long) option.min(), (long) option.max())
              .map(Object.class::cast);
      case CHOICE -> scalars.oneOf(node, path, option.choices()).map(Object.class::cast);
      case TEXT -> scalars.text(node, path).map(Object.class::cast);
      case PATH -> scalars.path(node, path).map(folder::resolve).map(Object.class::cast);
      case TEXTS -> texts(node, path).map(Object.class::cast);
    };
  }

  private Optional<List<String>> texts(Node node, String path) {
    if (!(node instanceof Node.Sequence sequence) || sequence.items().isEmpty()) {
      return scalars.refused(node, path, "must be a list of at least one text, such as [a, b]");
    }
    List<String> texts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      String at = path + "[" + i + "]";
      Optional<String> text = scalars.text(sequence.items().get(i), at);
      if (text.isPresent() && !seen.add(text.get())) {
        mistakes.add(
            sequence.items().get(i).place(),
            at,
            "texts must be distinct, got " + Quote.shown(text.get()) + " again");
      }
      text.ifPresent(texts::add);
    }
    return Optional.of(List.copyOf(texts));
  }
}
