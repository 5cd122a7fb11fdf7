package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.basin.sweep.Conditional;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Setting;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.text.Nearest;

/** Reads {@code when} of axes, once all parameters are known: it may name any of them. */
final class WhenReader {

  /** The key of an axis. */
  static final String KEY = "when";

  private final Declared declared;
  private final Function<String, Optional<Hyperparameter>> columns;
  private final Mistakes mistakes;
  private final Map<String, Node> found = new LinkedHashMap<>();
  private final Map<String, Condition> conditions = new LinkedHashMap<>();

  /**
   * @param columns what a column of a file of points may be; nothing where there is no file
   */
  WhenReader(
      Declared declared, Function<String, Optional<Hyperparameter>> columns, Mistakes mistakes) {
    this.declared = declared;
    this.columns = columns;
    this.mistakes = mistakes;
  }

  /** What a parameter is where it is active; its condition is kept for later. */
  Node.Entry without(String name, Node.Entry entry) {
    if (entry.value() instanceof Node.Mapping mapping && mapping.value(KEY).isPresent()) {
      found.put(name, mapping.value(KEY).get());
      return new Node.Entry(entry.key(), mapping.without(KEY));
    }
    return entry;
  }

  /** Puts the conditions to their axes. */
  void read() {
    found.forEach(this::read);
    for (String name : conditions.keySet()) {
      List<String> circle = circle(name, new ArrayList<>(List.of(name)));
      if (!circle.isEmpty()) {
        mistakes.add(
            found.get(name).place(),
            path(name),
            "must not refer in circles, got " + String.join(" → ", circle));
        return;
      }
    }
    conditions.forEach(this::attach);
  }

  private void read(String name, Node node) {
    Declared.Parameter parameter = declared.find(name).orElseThrow();
    if (parameter.fixed()) {
      mistakes.add(
          node.place(), path(name), "must stand with an axis, got " + name + ", which is fixed");
      return;
    }
    new ConditionReader(this::named, mistakes)
        .read(node, path(name))
        .ifPresent(condition -> conditions.put(name, condition));
  }

  private void attach(String name, Condition condition) {
    Declared.Parameter parameter = declared.find(name).orElseThrow();
    boolean column = columns.apply(name).isPresent() && parameter.setting().isEmpty();
    Optional<Setting> setting =
        column
            ? Optional.of(new Setting.Column(condition))
            : parameter.axis().map(axis -> new Conditional(axis, condition));
    setting.ifPresent(
        it -> declared.put(name, new Declared.Parameter(parameter.what(), Optional.of(it))));
  }

  /**
   * What a condition may name: parameters that change the code path, so that the trials of a block
   * have the same axes.
   */
  private Hyperparameter named(String name) {
    List<String> known =
        declared.names().stream().filter(it -> declared.find(it).get().structural()).toList();
    Hyperparameter what =
        declared
            .find(name)
            .map(Declared.Parameter::what)
            .or(() -> columns.apply(name))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "must name a structural parameter of the sweep, "
                            + Nearest.of(name, known)));
    if (what.kind() == Hyperparameter.Kind.LANE) {
      throw new IllegalArgumentException(
          "must name structural parameters, such as a scheme or a size, got "
              + name
              + ", a lane hyperparameter");
    }
    return what;
  }

  /** The way from an axis back to itself, along what conditions name; empty if there is none. */
  private List<String> circle(String name, List<String> way) {
    Condition condition = conditions.get(name);
    if (condition == null) {
      return List.of();
    }
    for (String next : condition.axes()) {
      List<String> longer = new ArrayList<>(way);
      longer.add(next);
      if (next.equals(way.get(0))) {
        return longer;
      }
      List<String> circle = way.contains(next) ? List.of() : circle(next, longer);
      if (!circle.isEmpty()) {
        return circle;
      }
    }
    return List.of();
  }

  private static String path(String name) {
    return "parameters." + name + "." + KEY;
  }
}
