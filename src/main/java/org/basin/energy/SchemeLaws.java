package org.basin.energy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.basin.sweep.Distribution;
import org.basin.sweep.Setting;

/** Which hyperparameters a sweep may set with which schemes. */
final class SchemeLaws {

  /** Hyperparameters that nothing but {@link Study} reads. */
  private static final List<String> OF_THE_STUDY = List.of("momentum", "weight_decay", "mode");

  private final List<Scheme> schemes;
  private final BiConsumer<String, String> mistake;

  /**
   * @param schemes all that the sweep trains
   */
  SchemeLaws(List<Scheme> schemes, BiConsumer<String, String> mistake) {
    this.schemes = schemes;
    this.mistake = mistake;
  }

  /**
   * @param structural names that the sweep sets
   * @param lanes what the sweep says of lane hyperparameters
   */
  void check(Collection<String> structural, Map<String, Setting> lanes) {
    TreeSet<String> set = new TreeSet<>(structural);
    set.addAll(lanes.keySet());
    set.retainAll(OF_THE_STUDY);
    if (schemes.stream().noneMatch(scheme -> scheme.source() == Source.STUDY)) {
      for (String name : set) {
        mistake.accept(
            name,
            "%s is read by the schemes %s alone, got scheme %s"
                .formatted(name, labels(List.of(Scheme.values()), Source.STUDY), labels(schemes)));
      }
    }
    List<Scheme> dividing = schemes.stream().filter(Scheme::dividesByNudging).toList();
    Setting beta = lanes.get("beta");
    if (!dividing.isEmpty() && beta != null) {
      String law =
          "beta must not be 0 in single precision with scheme %s, which divides by it, got %s";
      zero(beta)
          .ifPresent(
              value -> mistake.accept("beta", law.formatted(labels(dividing), shown(beta, value))));
    }
  }

  private static String shown(Setting beta, double zero) {
    String value = Setting.text(zero);
    return beta instanceof Setting.Axis ? value + " among " + beta : value;
  }

  /** The first value that is 0 in single precision. */
  private static OptionalDouble zero(Setting beta) {
    if (beta instanceof Setting.Fixed fixed) {
      double value = (Double) fixed.value();
      return (float) value == 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
    Setting.Axis axis = (Setting.Axis) beta;
    if (axis instanceof Distribution) {
      return OptionalDouble.empty(); // draws none with probability 1
    }
    return IntStream.range(0, axis.size())
        .mapToDouble(axis::number)
        .filter(value -> (float) value == 0)
        .findFirst();
  }

  private static String labels(List<Scheme> schemes, Source source) {
    return labels(schemes.stream().filter(scheme -> scheme.source() == source).toList());
  }

  private static String labels(List<Scheme> schemes) {
    return schemes.stream().map(Scheme::label).distinct().collect(Collectors.joining(", "));
  }
}
