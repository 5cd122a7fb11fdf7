package org.basin.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.sweep.Conditional;
import org.basin.sweep.Difference;
import org.basin.sweep.Distribution;
import org.basin.sweep.Method;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.Vocabulary;

/** Puts sweeps together of which each holds all trials of the one before. */
final class Extension {

  /** Values of an axis that are looked through. */
  private static final int MOST_VALUES = 10_000_000;

  private Extension() {}

  /**
   * The trials of sweeps, each once.
   *
   * @param sweeps the first one first; at least one
   * @throws IllegalArgumentException with the law, if one does not hold the one before
   */
  static Space space(List<Sweep> sweeps, Vocabulary vocabulary) throws SweepException {
    for (int s = 1; s < sweeps.size(); s++) {
      requireHeld(sweeps.get(s - 1), sweeps.get(s));
    }
    Sweep last = sweeps.get(sweeps.size() - 1);
    Space whole = Space.of(last, vocabulary);
    List<Stage> stages = new ArrayList<>();
    for (int s = 0; s < sweeps.size(); s++) {
      Optional<Sweep> before = s == 0 ? Optional.empty() : Optional.of(sweeps.get(s - 1));
      stages.add(
          whole instanceof SampledSpace draws
              ? drawn(draws, sweeps.get(s), before)
              : product((ProductSpace) whole, sweeps.get(s), before));
    }
    return new ExtendedSpace(whole, stages);
  }

  private static Stage drawn(SampledSpace whole, Sweep sweep, Optional<Sweep> before) {
    long oldDraws = before.map(Extension::draws).orElse(0L);
    int oldReplicates = before.map(Sweep::replicates).orElse(sweep.replicates());
    Numbering.OfDraws numbering =
        new Numbering.OfDraws(draws(sweep), sweep.replicates(), oldDraws, oldReplicates);
    return new Stage(whole.stage(numbering), null, numbering);
  }

  private static long draws(Sweep sweep) {
    return ((Method.Sampled) sweep.method()).trials();
  }

  private static Stage product(ProductSpace whole, Sweep sweep, Optional<Sweep> before) {
    ProductSpace all = whole.unrestricted();
    List<Spans> now = box(all, sweep);
    List<Spans> none = all.digits().stream().map(digit -> Spans.of(0, 0)).toList();
    List<Spans> then = before.map(smaller -> box(all, smaller)).orElse(none);
    return new Stage(
        whole.keep(now),
        before.isPresent() ? whole.keep(then) : null,
        new Numbering.OfProducts(all.keep(now), all.keep(then)));
  }

  /** The places of each digit that a smaller sweep has. */
  private static List<Spans> box(ProductSpace whole, Sweep sweep) {
    List<Spans> box = new ArrayList<>();
    for (Digit digit : whole.digits().subList(0, whole.digits().size() - 1)) {
      Axis axis = whole.axes().get(digit.axes()[0]);
      box.add(
          digit.columns().length > 0
              ? Spans.of(0, digit.size())
              : places(
                  Conditional.plain((Setting.Axis) sweep.parameters().get(axis.name())),
                  axis.values()));
    }
    box.add(Spans.of(0, sweep.replicates()));
    return box;
  }

  private static Spans places(Setting.Axis few, Setting.Axis many) {
    Spans.Collector places = new Spans.Collector();
    if (few.equals(many)) {
      return places.add(0, many.size()).spans();
    }
    for (int place : found(few, many)) {
      places.add(place, place + 1L);
    }
    return places.spans();
  }

  /** Where the values of an axis stand on another one, in order; negative where they do not. */
  private static int[] found(Setting.Axis few, Setting.Axis many) {
    Map<Object, Integer> at = new HashMap<>();
    for (int k = 0; k < many.size(); k++) {
      at.put(many.value(k), k);
    }
    int[] found = new int[few.size()];
    for (int k = 0; k < found.length; k++) {
      found[k] = at.getOrDefault(few.value(k), -1);
    }
    return found;
  }

  /**
   * Requires that a sweep holds all trials of another one.
   *
   * @throws IllegalArgumentException with the law
   */
  private static void requireHeld(Sweep then, Sweep now) {
    List<Difference> differences =
        new ArrayList<>(
            SweepWriter.compare(then, now).stream().filter(Difference::decides).toList());
    differences.sort(Comparator.comparing(it -> it.path().equals("axes"))); // their names say less
    differences.forEach(it -> requireExtended(it, then, now));
  }

  private static void requireExtended(Difference it, Sweep then, Sweep now) {
    String got = ", got %s there and %s here".formatted(it.left(), it.right());
    String name = it.path().startsWith("parameters.") ? it.path().substring(11) : "";
    if (it.path().equals("replicates")) {
      require(now.replicates() >= then.replicates(), "replicates must not become fewer" + got);
    } else if (it.path().equals("trials")) {
      boolean open = ((Method.Sampled) now.method()).sampler() != Method.Sampler.LATIN_HYPERCUBE;
      require(open, "trials of a latin hypercube must stay as they are" + got);
      require(draws(now) >= draws(then), "trials must not become fewer" + got);
    } else if (then.parameters().get(name) instanceof Setting.Axis few
        && now.parameters().get(name) instanceof Setting.Axis many) {
      requireValues(name, few, many, now, got);
    } else {
      throw new IllegalArgumentException("%s must be as it was%s".formatted(it.path(), got));
    }
  }

  private static void requireValues(
      String name, Setting.Axis few, Setting.Axis many, Sweep now, String got) {
    require(
        !(now.method() instanceof Method.Sampled) && !(few instanceof Distribution),
        "parameters.%s must be as it was, since every draw follows from it%s".formatted(name, got));
    boolean conditional = few instanceof Conditional || many instanceof Conditional;
    if (conditional) {
      boolean same =
          few instanceof Conditional a
              && many instanceof Conditional b
              && a.when().equals(b.when());
      require(same, "the condition of parameters.%s must be as it was%s".formatted(name, got));
    }
    require(
        many.size() <= MOST_VALUES,
        "parameters.%s must have at most %,d values to be extended, got %,d"
            .formatted(name, MOST_VALUES, many.size()));
    int before = -1;
    for (int place : found(Conditional.plain(few), Conditional.plain(many))) {
      require(
          place > before,
          "parameters.%s must keep its values in their order%s".formatted(name, got));
      require(
          !conditional || before >= 0 || place == 0,
          "parameters.%s has a condition and must keep its first value first%s"
              .formatted(name, got));
      before = place;
    }
  }

  private static void require(boolean holds, String law) {
    if (!holds) {
      throw new IllegalArgumentException(law);
    }
  }
}
