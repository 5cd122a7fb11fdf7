package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.basin.sweep.Conditional;
import org.basin.sweep.text.Nearest;
import org.basin.sweep.text.Numeral;

/** Reads {@code zip}: groups of axes that are walked together. */
final class ZipReader {

  private static final String EXAMPLE = "such as [[alpha_0, alpha_1]]";

  private final Declared declared;
  private final Mistakes mistakes;
  private final ScalarReader scalars;
  private final Set<String> taken = new HashSet<>();

  ZipReader(Declared declared, Mistakes mistakes) {
    this.declared = declared;
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
  }

  /** The groups; a group with a mistake is left out. */
  List<List<String>> read(Node node) {
    List<List<String>> groups = new ArrayList<>();
    if (!(node instanceof Node.Sequence sequence)) {
      scalars.refused(node, "zip", "must be a list of lists " + EXAMPLE);
      return groups;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      List<String> group = group(sequence.items().get(i), "zip[" + i + "]");
      if (!group.isEmpty()) {
        groups.add(group);
      }
    }
    return groups;
  }

  private List<String> group(Node node, String path) {
    if (!(node instanceof Node.Sequence sequence)) {
      scalars.refused(node, path, "must be a list of axes, " + EXAMPLE);
      return List.of();
    }
    if (sequence.items().size() < 2) {
      mistakes.add(
          node.place(), path, "must hold at least two axes, got " + sequence.items().size());
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      axis(sequence.items().get(i), path + "[" + i + "]").ifPresent(names::add);
    }
    boolean whole = names.size() == sequence.items().size();
    return whole && checked(names, node.place(), path) ? List.copyOf(names) : List.of();
  }

  private Optional<String> axis(Node node, String path) {
    Optional<String> name = scalars.text(node, path);
    if (name.isEmpty()) {
      return name;
    }
    Optional<Declared.Parameter> parameter = declared.find(name.get());
    if (parameter.isEmpty()) {
      mistakes.add(
          node.place(), path, "must be an axis, " + Nearest.of(name.get(), declared.axes()));
      return Optional.empty();
    }
    if (parameter.get().fixed()) {
      mistakes.add(node.place(), path, "must be an axis, got " + name.get() + ", which is fixed");
      return Optional.empty();
    }
    if (!taken.add(name.get())) {
      mistakes.add(
          node.place(), path, "an axis must be zipped once only, got " + name.get() + " again");
      return Optional.empty();
    }
    return name;
  }

  private boolean checked(List<String> names, Place place, String path) {
    List<String> sizes = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    Set<String> distinct = new HashSet<>();
    Set<Integer> lengths = new HashSet<>();
    Set<Boolean> structural = new HashSet<>();
    for (String name : names) {
      Declared.Parameter parameter = declared.find(name).orElseThrow();
      structural.add(parameter.structural());
      kinds.add(name + " (" + (parameter.structural() ? "structural" : "lane") + ")");
      if (parameter.axis().isEmpty()) {
        continue; // reported before
      }
      boolean always = !(parameter.axis().get() instanceof Conditional);
      String when = always ? "always" : "when " + ((Conditional) parameter.axis().get()).when();
      conditions.add(name + " " + when);
      distinct.add(when);
      lengths.add(parameter.axis().get().size());
      sizes.add(name + " (" + Numeral.grouped(parameter.axis().get().size()) + ")");
    }
    if (lengths.size() > 1) {
      mistakes.add(place, path, "zipped axes must have equally many values, got " + join(sizes));
    }
    if (structural.size() > 1) {
      mistakes.add(
          place, path, "zipped axes must be all structural or all lane, got " + join(kinds));
    }
    if (distinct.size() > 1) {
      mistakes.add(place, path, "zipped axes must have one condition, got " + join(conditions));
    }
    return lengths.size() == 1 && structural.size() == 1 && distinct.size() == 1;
  }

  private static String join(List<String> words) {
    return String.join(", ", words);
  }
}
