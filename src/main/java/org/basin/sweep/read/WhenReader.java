package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Mistakes mistakes;
  private final Map<String, Node> found = new LinkedHashMap<>();
  private final Map<String, Condition> conditions = new LinkedHashMap<>();

  WhenReader(Declared declared, Mistakes mistakes) {
    this.declared = declared;
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
    parameter
        .axis()
        .ifPresent(
            axis -> {
              Setting conditional = new Conditional(axis, condition);
              declared.put(
                  name, new Declared.Parameter(parameter.what(), Optional.of(conditional)));
            });
  }

  /**
   * What a condition may name: parameters that change the code path, so that the trials of a block
   * have the same axes.
   */
  private Hyperparameter named(String name) {
    List<String> known =
        declared.names().stream().filter(it -> declared.find(it).get().structural()).toList();
    Declared.Parameter parameter =
        declared
            .find(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "must name a structural parameter of the sweep, "
                            + Nearest.of(name, known)));
    if (!parameter.structural()) {
      throw new IllegalArgumentException(
          "must name structural parameters, such as a scheme or a size, got "
              + name
              + ", a lane hyperparameter");
    }
    return parameter.what();
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
