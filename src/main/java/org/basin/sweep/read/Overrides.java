package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.basin.sweep.PathLaw;
import org.basin.sweep.text.Nearest;
import org.basin.sweep.text.Quote;

/**
 * One word of the command line that changes the sweep file, in the manner of Hydra: {@code
 * beta=0.1,0.2} (a choice), {@code alpha=range(0,1,0.1)} (both ends included, as everywhere in
 * Basin), {@code seed=7}, {@code output.path=elsewhere}, {@code ~beta} (removes a parameter).
 */
final class Overrides {

  private static final Pattern RANGE = Pattern.compile("range\\((.*)\\)", Pattern.DOTALL);
  private static final Pattern CHOICE = Pattern.compile("choice\\((.*)\\)", Pattern.DOTALL);

  /** Keys whose value is a text as it stands, whatever YAML would make of it. */
  private static final Set<String> TEXTS =
      Set.of(
          "name",
          "model",
          "data",
          "method",
          "points",
          "engine",
          "where",
          "start_from",
          "output.path",
          "notes");

  /** Keys that may be taken away. */
  private static final Set<String> REMOVABLE = Set.of("start_from", "notes", "tags");

  private final String word;
  private final Place place;
  private final Mistakes mistakes;

  private Overrides(String word, Mistakes mistakes) {
    this.word = word;
    this.place = Place.whole("command line: " + Quote.shown(PathLaw.masked(word)));
    this.mistakes = mistakes;
  }

  /** The sweep file's root with all overrides done, in order. */
  static Node.Mapping apply(Node.Mapping root, List<String> words, Mistakes mistakes) {
    Node.Mapping changed = root;
    for (String word : words) {
      changed = new Overrides(word, mistakes).apply(changed);
    }
    return changed;
  }

  private Node.Mapping apply(Node.Mapping root) {
    if (word.startsWith("~")) {
      return remove(root, word.substring(1));
    }
    int sign = word.indexOf('=');
    String key = sign < 0 ? "" : word.substring(0, sign).strip().replaceFirst("^\\+{1,2}", "");
    if (key.isEmpty() || List.of(key.split("\\.", -1)).contains("")) {
      mistakes.add(place, "", "an override must read name=value or ~name, got " + word);
      return root;
    }
    List<String> path = path(key);
    Optional<Node> value = value(String.join(".", path), word.substring(sign + 1).strip());
    return value.isPresent() ? put(root, path, value.get()) : root;
  }

  private static List<String> path(String key) {
    List<String> path = new ArrayList<>(List.of(key.split("\\.")));
    if (!SweepReader.KEYS.contains(path.get(0))) {
      path.add(0, "parameters");
    }
    return path;
  }

  private Node.Mapping remove(Node.Mapping root, String name) {
    List<String> path = path(name);
    if (REMOVABLE.contains(name) && root.value(name).isPresent()) {
      return root.without(name);
    }
    if (path.size() == 2 && path.get(0).equals("parameters")) {
      Node parameters = root.value("parameters").orElse(new Node.Mapping(List.of(), place));
      if (!(parameters instanceof Node.Mapping mapping)) {
        return root; // reported when the file is read
      }
      if (mapping.value(path.get(1)).isPresent()) {
        return root.with(key("parameters"), mapping.without(path.get(1)));
      }
      mistakes.add(
          place,
          "parameters",
          "~ must name a parameter of the file, " + Nearest.of(path.get(1), mapping.keys()));
      return root;
    }
    mistakes.add(place, "", "~ must name a parameter, got " + Quote.shown(name));
    return root;
  }

  private Node.Mapping put(Node.Mapping into, List<String> path, Node value) {
    String first = path.get(0);
    if (path.size() == 1) {
      return into.with(key(first), value);
    }
    Node inner = into.value(first).orElse(new Node.Mapping(List.of(), place));
    Node.Mapping below =
        inner instanceof Node.Mapping mapping
            ? mapping
            : new Node.Mapping(kind(first, inner), place);
    Node.Scalar name = into.entry(first).map(Node.Entry::key).orElse(key(first));
    Node.Mapping known = path.equals(List.of("metric", "name")) ? renamed(below, value) : below;
    return into.with(name, put(known, path.subList(1, path.size()), value));
  }

  /** The goal that the file gives was said of the metric that the file names, not of another. */
  private static Node.Mapping renamed(Node.Mapping metric, Node name) {
    boolean same = metric.value("name").filter(it -> it.shown().equals(name.shown())).isPresent();
    boolean inFile = metric.value("goal").filter(it -> it.place().line() > 0).isPresent();
    return inFile && !same ? metric.without("goal") : metric;
  }

  /** {@code data: moons} is short for {@code data: {kind: moons}}, to which options may be put. */
  private List<Node.Entry> kind(String key, Node value) {
    return key.equals("data") && value instanceof Node.Scalar
        ? List.of(new Node.Entry(key("kind"), value))
        : List.of();
  }

  /** Options of data are numbers or texts as they stand, commas included; a list has brackets. */
  private static boolean verbatim(String path, String text) {
    return TEXTS.contains(path) || (path.startsWith("data.") && !text.startsWith("["));
  }

  private Optional<Node> value(String path, String text) {
    if (verbatim(path, text)) {
      boolean quoted = text.length() > 1 && text.matches("(?s)\"[^\"]*\"|'[^']*'");
      String inner = quoted ? text.substring(1, text.length() - 1) : text;
      return Optional.of(new Node.Scalar(inner, true, false, place));
    }
    if (path.equals("tags") && !text.startsWith("[")) {
      List<Node> tags = new ArrayList<>();
      split(text).forEach(tag -> tags.add(new Node.Scalar(tag.strip(), true, false, place)));
      return Optional.of(new Node.Sequence(List.copyOf(tags), place));
    }
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      return range(path, split(range.group(1)));
    }
    Matcher choice = CHOICE.matcher(text);
    List<String> parts = split(choice.matches() ? choice.group(1) : text);
    if (parts.size() == 1 && !choice.matches()) {
      return Optional.of(yaml(text, path));
    }
    if (!path.startsWith("parameters.")) {
      mistakes.add(place, path, "only parameters can be varied, got " + Quote.shown(text));
      return Optional.empty();
    }
    List<Node> values = new ArrayList<>();
    parts.forEach(part -> values.add(yaml(part, path)));
    return Optional.of(mapping(List.of("values"), List.of(new Node.Sequence(values, place))));
  }

  private Optional<Node> range(String path, List<String> arguments) {
    List<String> keys = new ArrayList<>(List.of("min", "max"));
    List<Node> values = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i).strip();
      if (i == 2) {
        boolean count = argument.startsWith("count=");
        keys.add(count ? "count" : "step");
        argument = argument.replaceFirst("^(count|step)=", "");
      }
      values.add(yaml(argument, path));
    }
    if (values.size() == 2) {
      keys.add("step");
      values.add(new Node.Scalar("1", true, false, place));
    }
    if (values.size() != 3) {
      mistakes.add(
          place,
          path,
          "a range must read range(min,max,step) or range(min,max,count=N), got "
              + arguments.size()
              + " arguments");
      return Optional.empty();
    }
    return Optional.of(mapping(keys, values));
  }

  private Node mapping(List<String> keys, List<Node> values) {
    List<Node.Entry> entries = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      entries.add(new Node.Entry(key(keys.get(i)), values.get(i)));
    }
    return new Node.Mapping(List.copyOf(entries), place);
  }

  private Node yaml(String text, String path) {
    if (!SourceText.printable(text)) {
      mistakes.add(place, path, "characters must be printable, got " + Quote.shown(text));
      return new Node.Broken(place);
    }
    return YamlReader.read(text, place, mistakes);
  }

  private Node.Scalar key(String name) {
    return new Node.Scalar(name, true, false, place);
  }

  /** Cuts at commas that stand outside of brackets and quotes. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if ("[{(".indexOf(c) >= 0) {
        depth++;
      } else if ("]})".indexOf(c) >= 0) {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
