package org.basin.sweep.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.sweep.AlphaKnob;
import org.basin.sweep.Geometric;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Linear;
import org.basin.sweep.Listed;
import org.basin.sweep.Setting;
import org.basin.sweep.Standard;
import org.basin.sweep.Steps;
import org.basin.sweep.Sweep;
import org.basin.sweep.WholeSteps;
import org.basin.sweep.text.Numeral;

/** Reads what a sweep file says of one hyperparameter. */
final class SettingReader {

  private static final List<String> KEYS =
      List.of("values", "value", "min", "max", "step", "count", "distribution", "mu", "sigma");

  static final String GEOMETRIC = "log_uniform_values";

  private static final List<String> DISTRIBUTIONS =
      List.of(GEOMETRIC, AlphaKnob.WORD, "uniform", "normal", "int_uniform");

  /** What the ends of {@code alpha_knob} are. */
  private static final Hyperparameter KNOB =
      Hyperparameter.real("position", Hyperparameter.Kind.LANE, Standard.NONE, 0, 1, "of the knob");

  private static final String FORMS = "{values: [...]}, {min, max, step} or {min, max, count}";

  private final Mistakes mistakes;
  private final ScalarReader scalars;
  private final FormulaReader formulas;
  private final boolean sampling;

  /**
   * @param sampling whether the sweep draws samples, so that distributions have a meaning
   */
  SettingReader(Mistakes mistakes, boolean sampling) {
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
    this.formulas = new FormulaReader(mistakes);
    this.sampling = sampling;
  }

  /** The setting; empty when a mistake was reported. */
  Optional<Setting> read(Hyperparameter what, Node node, String path) {
    if (node instanceof Node.Mapping mapping && !formulas.lists(what, node)) {
      Optional<Setting> setting = varied(what, mapping, path);
      if (setting.isPresent()
          && what.kind() == Hyperparameter.Kind.STRUCTURAL
          && setting.get() instanceof Setting.Axis axis
          && axis.size() > Sweep.MAX_STRUCTURES) {
        mistakes.add(
            node.place(),
            path,
            "a structural axis must have at most "
                + Numeral.grouped(Sweep.MAX_STRUCTURES)
                + " values, since each is compiled and checked on its own, got "
                + Numeral.grouped(axis.size()));
        return Optional.empty();
      }
      return setting;
    }
    boolean list =
        what.type() == Hyperparameter.Type.SIZES || what.type() == Hyperparameter.Type.TEXTS;
    if (node instanceof Node.Sequence && !list) {
      return scalars.refused(node, path, "must be one value, or {values: [...]} to vary it");
    }
    return value(what, node, path).map(Setting.Fixed::new);
  }

  private Optional<Object> value(Hyperparameter what, Node node, String path) {
    return switch (what.type()) {
      case REAL -> scalars.real(node, path, what.min(), what.max()).map(Object.class::cast);
      case INTEGER ->
          scalars.whole(node, path, (long) what.min(), (long) what.max()).map(Object.class::cast);
      case CHOICE -> choice(what, node, path);
      case SWITCH -> scalars.truth(node, path).map(Object.class::cast);
      case SIZES -> sizes(what, node, path);
      case TEXTS -> texts(what, node, path);
    };
  }

  private Optional<Object> choice(Hyperparameter what, Node node, String path) {
    if (formulas.lists(what, node)) {
      return formulas.list(what, (Node.Mapping) node, path).map(Object.class::cast);
    }
    boolean formula =
        node instanceof Node.Scalar text
            && !what.choices().contains(text.text())
            && what.formulas().means(text.text());
    return formula
        ? formulas.text(what, node, path).map(Object.class::cast)
        : scalars.oneOf(node, path, what.choices()).map(Object.class::cast);
  }

  private Optional<Object> texts(Hyperparameter what, Node node, String path) {
    if (!(node instanceof Node.Sequence sequence)) {
      return scalars.refused(node, path, "must be a list of texts such as [first, second]");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      Node item = sequence.items().get(i);
      String at = path + "[" + i + "]";
      Optional<String> text = scalars.text(item, at);
      if (text.isPresent() && what.formulas().means(text.get())) {
        text = formulas.text(what, item, at);
      }
      if (text.isPresent() && !Listed.fits(text.get())) {
        text =
            scalars.refused(
                item,
                at,
                "must be a text without brackets and quotes, and with commas in parentheses only");
      }
      text.ifPresent(texts::add);
    }
    return texts.size() < sequence.items().size() ? Optional.empty() : Optional.of(texts);
  }

  private Optional<Object> sizes(Hyperparameter what, Node node, String path) {
    if (node instanceof Node.Scalar one && !one.empty()) { // 4 is short for [4]
      return scalars.whole(one, path, (long) what.min(), (long) what.max()).map(List::of);
    }
    if (!(node instanceof Node.Sequence sequence)) {
      return scalars.refused(node, path, "must be a list of whole numbers such as [2, 1]");
    }
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      scalars
          .whole(
              sequence.items().get(i), path + "[" + i + "]", (long) what.min(), (long) what.max())
          .ifPresent(sizes::add);
    }
    return sizes.size() < sequence.items().size() ? Optional.empty() : Optional.of(sizes);
  }

  private Optional<Setting> varied(Hyperparameter what, Node.Mapping node, String path) {
    int before = mistakes.count();
    scalars.mapping(node, path, KEYS, FORMS);
    if (mistakes.count() > before) {
      return Optional.empty();
    }
    for (String alone : List.of("values", "value")) {
      if (node.value(alone).isPresent() && node.entries().size() > 1) {
        mistakes.add(
            node.place(), path, alone + " must stand alone, got " + String.join(", ", node.keys()));
        return Optional.empty();
      }
    }
    if (node.value("value").isPresent()) {
      return read(what, node.value("value").get(), path + ".value");
    }
    if (node.value("values").isPresent()) {
      return values(what, node.value("values").get(), path + ".values");
    }
    Optional<String> distribution = Optional.empty();
    if (node.value("distribution").isPresent()) {
      distribution = distribution(node.value("distribution").get(), path + ".distribution");
      if (distribution.isEmpty()) {
        return Optional.empty();
      }
    }
    return range(what, node, path, distribution);
  }

  private Optional<Setting> values(Hyperparameter what, Node node, String path) {
    if (!(node instanceof Node.Sequence sequence)) {
      return scalars.refused(node, path, "must be a list such as [1, 2]");
    }
    boolean flat = sequence.items().stream().allMatch(Node.Scalar.class::isInstance);
    if (what.type() == Hyperparameter.Type.TEXTS && flat && !sequence.items().isEmpty()) {
      return scalars.refused(
          node, path, "must be a list of lists such as [[first, second], [third]]");
    }
    List<Object> values = new ArrayList<>();
    Map<Object, Integer> places = new HashMap<>();
    int before = mistakes.count();
    for (int i = 0; i < sequence.items().size(); i++) {
      Node item = sequence.items().get(i);
      String at = path + "[" + i + "]";
      Optional<Object> value = value(what, item, at);
      if (value.isPresent()) {
        values.add(value.get());
        Integer first = places.putIfAbsent(value.get(), i);
        if (first != null) {
          String again = Setting.text(value.get()) + " again; first at values[" + first + "]";
          mistakes.add(item.place(), at, "values must be distinct, got " + again);
        }
      }
    }
    if (mistakes.count() > before || values.size() < sequence.items().size()) {
      return Optional.empty();
    }
    return lawful(node.place(), path, () -> new Setting.Values(values));
  }

  /** The distribution of a grid; empty when another was reported or is left to a sampler. */
  private Optional<String> distribution(Node node, String path) {
    if (node instanceof Node.Scalar scalar && scalar.text().equals("log_uniform")) {
      mistakes.add(
          node.place(),
          path,
          "the name must be clear, got log_uniform, whose min and max are exponents in W&B sweeps;"
              + " use log_uniform_values with min and max as values");
      return Optional.empty();
    }
    Optional<String> name = scalars.oneOf(node, path, DISTRIBUTIONS);
    if (name.isPresent() && !List.of(GEOMETRIC, AlphaKnob.WORD).contains(name.get())) {
      if (!sampling) {
        mistakes.add(
            node.place(),
            path,
            name.get()
                + " must be drawn by a sampling method (random, sobol, latin-hypercube), got a"
                + " grid; give step or count instead");
      }
      return Optional.empty();
    }
    return name;
  }

  private Optional<Setting> range(
      Hyperparameter what, Node.Mapping node, String path, Optional<String> distribution) {
    if (what.type() != Hyperparameter.Type.REAL && what.type() != Hyperparameter.Type.INTEGER) {
      mistakes.add(
          node.place(),
          path,
          "only a number has a range; vary this by {values: [...]}, got "
              + (node.entries().isEmpty() ? "{}" : String.join(", ", node.keys())));
      return Optional.empty();
    }
    boolean ends = node.value("min").isPresent() && node.value("max").isPresent();
    boolean step = node.value("step").isPresent();
    boolean count = node.value("count").isPresent();
    boolean normal = node.value("mu").isPresent() || node.value("sigma").isPresent();
    if (sampling && !step && !count) {
      return Optional.empty();
    }
    boolean ones =
        what.type() == Hyperparameter.Type.INTEGER && !step && !count && distribution.isEmpty();
    if (!ends || (step == count && !ones) || normal) {
      String keys = node.entries().isEmpty() ? "{}" : String.join(", ", node.keys());
      mistakes.add(node.place(), path, "an axis must read " + FORMS + ", got " + keys);
      return Optional.empty();
    }
    if (distribution.equals(Optional.of(AlphaKnob.WORD))) {
      return knob(what, node, path);
    }
    boolean geometric = distribution.isPresent();
    if (geometric && (step || what.type() == Hyperparameter.Type.INTEGER)) {
      mistakes.add(
          node.place(),
          path,
          "log_uniform_values must have a count and a real hyperparameter, got "
              + (step ? "step" : what.name() + ", a whole number; list its values"));
      return Optional.empty();
    }
    return what.type() == Hyperparameter.Type.REAL
        ? realRange(what, node, path, geometric)
        : wholeRange(what, node, path);
  }

  private Optional<Setting> knob(Hyperparameter what, Node.Mapping node, String path) {
    if (what.type() == Hyperparameter.Type.INTEGER) {
      mistakes.add(
          node.place(),
          path,
          "alpha_knob must have a real hyperparameter, got " + what.name() + ", a whole number");
      return Optional.empty();
    }
    Optional<Setting> positions = realRange(KNOB, node, path, false);
    return positions.flatMap(
        range ->
            lawful(
                node.place(),
                path,
                () -> {
                  AlphaKnob values = new AlphaKnob((Setting.Axis) range);
                  double least = values.number(0);
                  double most = values.number(values.size() - 1);
                  if (least < what.min() || most > what.max()) {
                    throw new IllegalArgumentException(
                        "values must lie between %s and %s, got %s to %s"
                            .formatted(
                                Numeral.text(what.min()),
                                Numeral.text(what.max()),
                                Numeral.text(least),
                                Numeral.text(most)));
                  }
                  return values;
                }));
  }

  private Optional<Setting> realRange(
      Hyperparameter what, Node.Mapping node, String path, boolean geometric) {
    Optional<BigDecimal> min = decimal(node, "min", path, what.min(), what.max());
    Optional<BigDecimal> max = decimal(node, "max", path, what.min(), what.max());
    if (node.value("step").isPresent()) {
      Optional<BigDecimal> step = decimal(node, "step", path, -Double.MAX_VALUE, Double.MAX_VALUE);
      return min.isEmpty() || max.isEmpty() || step.isEmpty()
          ? Optional.empty()
          : lawful(node.place(), path, () -> new Steps(min.get(), max.get(), step.get()));
    }
    Optional<Long> count = whole(node, "count", path, 1, Integer.MAX_VALUE);
    if (min.isEmpty() || max.isEmpty() || count.isEmpty()) {
      return Optional.empty();
    }
    int values = count.get().intValue();
    return lawful(
        node.place(),
        path,
        () ->
            geometric
                ? new Geometric(min.get().doubleValue(), max.get().doubleValue(), values)
                : new Linear(min.get(), max.get(), values));
  }

  private Optional<Setting> wholeRange(Hyperparameter what, Node.Mapping node, String path) {
    Optional<Long> min = whole(node, "min", path, (long) what.min(), (long) what.max());
    Optional<Long> max = whole(node, "max", path, (long) what.min(), (long) what.max());
    boolean counted = node.value("count").isPresent();
    Optional<Long> third = Optional.of(1L); // {min, max} alone goes by ones
    if (counted) {
      third = whole(node, "count", path, 1, Integer.MAX_VALUE);
    } else if (node.value("step").isPresent()) {
      third = whole(node, "step", path, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    Optional<Long> by = third;
    if (min.isEmpty() || max.isEmpty() || by.isEmpty()) {
      return Optional.empty();
    }
    return lawful(
        node.place(),
        path,
        () ->
            counted
                ? WholeSteps.counted(min.get(), max.get(), by.get().intValue())
                : new WholeSteps(min.get(), max.get(), by.get()));
  }

  private Optional<BigDecimal> decimal(
      Node.Mapping node, String key, String path, double least, double most) {
    return node.value(key).flatMap(value -> scalars.decimal(value, path + "." + key, least, most));
  }

  private Optional<Long> whole(Node.Mapping node, String key, String path, long least, long most) {
    return node.value(key).flatMap(value -> scalars.whole(value, path + "." + key, least, most));
  }

  private interface Lawful {
    Setting make();
  }

  private Optional<Setting> lawful(Place place, String path, Lawful setting) {
    try {
      return Optional.of(setting.make());
    } catch (IllegalArgumentException e) {
      mistakes.add(place, path, e.getMessage());
      return Optional.empty();
    }
  }
}
