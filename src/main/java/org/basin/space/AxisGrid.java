package org.basin.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;
import org.basin.sweep.Vocabulary;

/** Makes the space of {@code method: grid}: every combination of the axes' values. */
final class AxisGrid {

  private AxisGrid() {}

  static ProductSpace space(Sweep sweep, Vocabulary vocabulary) {
    List<Axis> axes = axes(sweep, vocabulary);
    List<Digit> digits = new ArrayList<>();
    for (List<Integer> group : groups(axes, sweep.zip())) {
      int[] moved = group.stream().mapToInt(Integer::intValue).toArray();
      digits.add(new Digit(moved, new int[0][], axes.get(moved[0]).values().size()));
    }
    digits.sort(Comparator.comparing(digit -> axes.get(digit.axes()[0]).lane()));
    long structural = digits.stream().filter(d -> !axes.get(d.axes()[0]).lane()).count();
    digits.add(new Digit(new int[0], new int[0][], sweep.replicates()));
    Strata.Cut cut = new Strata.Cut(fixed(sweep, vocabulary), (int) structural, new int[0]);
    return new ProductSpace(axes, digits, cut, sweep.seed(), SeedTerms.of(sweep, vocabulary, axes))
        .pinned();
  }

  /** The axes of a sweep, in the order of its file. */
  static List<Axis> axes(Sweep sweep, Vocabulary vocabulary) {
    List<Axis> axes = new ArrayList<>();
    sweep
        .parameters()
        .forEach(
            (name, setting) -> {
              if (setting instanceof Setting.Axis values) {
                axes.add(Axis.of(name, hyperparameter(sweep, vocabulary, name), values));
              }
            });
    return axes;
  }

  static Hyperparameter hyperparameter(Sweep sweep, Vocabulary vocabulary, String name) {
    return vocabulary
        .hyperparameter(sweep.model(), name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a parameter must be a hyperparameter of its model, got "
                        + name
                        + ", model="
                        + sweep.model()));
  }

  /** The structural hyperparameters that do not vary. */
  static Map<String, Object> fixed(Sweep sweep, Vocabulary vocabulary) {
    Map<String, Object> fixed = new LinkedHashMap<>();
    sweep
        .parameters()
        .forEach(
            (name, setting) -> {
              Hyperparameter known = hyperparameter(sweep, vocabulary, name);
              if (setting instanceof Setting.Fixed value
                  && known.kind() == Hyperparameter.Kind.STRUCTURAL) {
                fixed.put(name, value.value());
              }
            });
    return fixed;
  }

  /** Axes that move together, each group where its first axis stands. */
  private static List<List<Integer>> groups(List<Axis> axes, List<List<String>> zip) {
    List<List<Integer>> groups = new ArrayList<>();
    List<String> names = axes.stream().map(Axis::name).toList();
    for (int a = 0; a < names.size(); a++) {
      String name = names.get(a);
      List<Integer> group =
          zip.stream()
              .filter(zipped -> zipped.contains(name))
              .findFirst()
              .map(zipped -> zipped.stream().map(names::indexOf).sorted().toList())
              .orElse(List.of(a));
      if (group.get(0) == a) {
        requireAlike(group.stream().map(axes::get).toList());
        groups.add(group);
      }
    }
    return groups;
  }

  private static void requireAlike(List<Axis> zipped) {
    long kinds = zipped.stream().map(Axis::lane).distinct().count();
    long sizes = zipped.stream().map(axis -> axis.values().size()).distinct().count();
    if (zipped.stream().map(Axis::when).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "zipped axes must have one condition, got "
              + zipped.stream().map(axis -> axis.name() + ": when " + axis.when()).toList());
    }
    if (kinds > 1 || sizes > 1) {
      throw new IllegalArgumentException(
          "zipped axes must be of one kind and one size, got "
              + zipped.stream()
                  .map(
                      axis ->
                          axis.name()
                              + (axis.lane() ? ": lane" : ": structural")
                              + ", size="
                              + axis.values().size())
                  .toList());
    }
  }
}
