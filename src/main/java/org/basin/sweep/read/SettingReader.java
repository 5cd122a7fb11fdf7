package org.basin.sweep.read;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.sweep.AlphaKnob;
import org.basin.sweep.Distribution;
import org.basin.sweep.Geometric;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Linear;
import org.basin.sweep.Listed;
import org.basin.sweep.Method;
import org.basin.sweep.Setting;
import org.basin.sweep.Standard;
import org.basin.sweep.Steps;
import org.basin.sweep.Sweep;
import org.basin.sweep.Weighted;
import org.basin.sweep.WholeSteps;
import org.basin.sweep.text.Numeral;

/** Reads what a sweep file says of one hyperparameter. */
final class SettingReader {

  private static final List<String> KEYS =
      List.of(
          "values",
          "value",
          "probabilities",
          "min",
          "max",
          "step",
          "count",
          "distribution",
          "mu",
          "sigma",
          WhenReader.KEY);

  static final String GEOMETRIC = "log_uniform_values";

  /** Listed values, each with its probability. */
  static final String CATEGORICAL = "categorical";

  /** Whole numbers, evenly likely. */
  static final String WHOLE = "int_uniform";

  private static final List<String> DISTRIBUTIONS =
      List.of(
          GEOMETRIC,
          AlphaKnob.WORD,
          Distribution.Uniform.WORD,
          Distribution.Normal.WORD,
          WHOLE,
          CATEGORICAL);

  /** What the ends of {@code alpha_knob} are. */
  private static final Hyperparameter KNOB =
      Hyperparameter.real("position", Hyperparameter.Kind.LANE, Standard.NONE, 0, 1, "of the knob");

  /** Distributions that step or count make a list of. */
  private static final List<String> LISTING = List.of(GEOMETRIC, AlphaKnob.WORD);

  private static final String SAMPLERS = "random, sobol, latin-hypercube";

  private static final String FORMS = "{values: [...]}, {min, max, step} or {min, max, count}";

  private final Mistakes mistakes;
  private final ScalarReader scalars;
  private final FormulaReader formulas;
  private final Points points;

  /** Where the points of a sweep come from. */
  enum Points {
    /** Axes are walked, value by value. */
    WALKED,
    /** Axes are drawn from, so that distributions have a meaning. */
    DRAWN,
    /** The method is none that there is, which was reported. */
    UNKNOWN;

    static Points of(Optional<Method> method) {
      return method.isEmpty() ? UNKNOWN : method.get() instanceof Method.Sampled ? DRAWN : WALKED;
    }
  }

  SettingReader(Mistakes mistakes, Points points) {
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
    this.formulas = new FormulaReader(mistakes);
    this.points = points;
  }

  /** The setting; empty when a mistake was reported. */
  Optional<Setting> read(Hyperparameter what, Node node, String path) {
    if (node instanceof Node.Mapping mapping && !formulas.lists(what, node)) {
      Optional<Setting> setting = varied(what, mapping, path);
      if (setting.isPresent()
          && what.kind() == Hyperparameter.Kind.STRUCTURAL
          && points == Points.WALKED
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
    if (node.value("probabilities").isPresent() || categorical(node)) {
      return weighted(what, node, path);
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

  private static boolean categorical(Node.Mapping node) {
    return node.value("distribution").orElse(null) instanceof Node.Scalar word
        && word.text().equals(CATEGORICAL);
  }

  /** Listed values, with their probabilities if they have some. */
  private Optional<Setting> weighted(Hyperparameter what, Node.Mapping node, String path) {
    List<String> others = new ArrayList<>(node.keys());
    others.removeAll(List.of("values", "probabilities", "distribution"));
    boolean other = node.value("distribution").isPresent() && !categorical(node);
    if (node.value("values").isEmpty() || !others.isEmpty() || other) {
      mistakes.add(
          node.place(),
          path,
          "probabilities must stand with values, as in {values: [a, b], probabilities: [0.3, 0.7]},"
              + " got "
              + String.join(", ", node.keys()));
      return Optional.empty();
    }
    if (points == Points.WALKED) {
      String key = categorical(node) ? "distribution" : "probabilities";
      mistakes.add(
          node.value(key).get().place(),
          path + "." + key,
          "must be left out, since a grid has every value once; "
              + SAMPLERS
              + " draw, got "
              + node.value(key).get().shown());
      return Optional.empty();
    }
    Optional<Setting> values = values(what, node.value("values").get(), path + ".values");
    if (node.value("probabilities").isEmpty() || values.isEmpty()) {
      return values;
    }
    Node given = node.value("probabilities").get();
    String at = path + ".probabilities";
    if (!(given instanceof Node.Sequence sequence)) {
      return scalars.refused(given, at, "must be a list such as [0.3, 0.7]");
    }
    int before = mistakes.count();
    List<BigDecimal> probabilities = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      scalars
          .decimal(sequence.items().get(i), at + "[" + i + "]", 0, 1)
          .ifPresent(probabilities::add);
    }
    return mistakes.count() > before || probabilities.size() < sequence.items().size()
        ? Optional.empty()
        : lawful(
            given.place(), at, () -> new Weighted((Setting.Values) values.get(), probabilities));
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

  /** The distribution of an axis; empty when another was reported. */
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
    if (name.isPresent()
        && points == Points.WALKED
        && !List.of(GEOMETRIC, AlphaKnob.WORD).contains(name.get())) {
      mistakes.add(
          node.place(),
          path,
          name.get()
              + " must be drawn by a sampling method ("
              + SAMPLERS
              + "), got a grid; give step or count instead");
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
    boolean listed = distribution.isEmpty() || LISTING.contains(distribution.get());
    if (points == Points.UNKNOWN && !(step || count)) {
      return Optional.empty();
    }
    if (points != Points.WALKED && (!listed || !(step || count))) {
      return drawn(what, node, path, distribution);
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

  /** An axis that is drawn from. */
  private Optional<Setting> drawn(
      Hyperparameter what, Node.Mapping node, String path, Optional<String> distribution) {
    boolean whole = what.type() == Hyperparameter.Type.INTEGER;
    String word = distribution.orElse(whole ? WHOLE : Distribution.Uniform.WORD);
    boolean normal = word.equals(Distribution.Normal.WORD);
    List<String> keys = new ArrayList<>(node.keys());
    keys.remove("distribution");
    List<String> wanted = normal ? List.of("mu", "sigma") : List.of("min", "max");
    if (word.equals(AlphaKnob.WORD) || !keys.containsAll(wanted) || keys.size() > 2) {
      String form = normal ? "{mu, sigma, distribution: normal}" : "{min, max, distribution}";
      mistakes.add(
          node.place(),
          path,
          word.equals(AlphaKnob.WORD)
              ? "alpha_knob must have step or count, got " + String.join(", ", node.keys())
              : "%s must read %s, got %s"
                  .formatted(
                      word, form, node.keys().isEmpty() ? "{}" : String.join(", ", node.keys())));
      return Optional.empty();
    }
    if (word.equals(WHOLE)) {
      return whole ? wholeRange(what, node, path) : wholeReals(what, node, path);
    }
    if (whole || what.kind() == Hyperparameter.Kind.STRUCTURAL) {
      mistakes.add(
          node.place(),
          path,
          "%s must have a lane hyperparameter, a real number, got %s; use %s, step, count or values"
              .formatted(word, what.name(), WHOLE));
      return Optional.empty();
    }
    return normal ? normal(what, node, path) : between(what, node, path, word);
  }

  /** Whole numbers that are values of a real hyperparameter. */
  private Optional<Setting> wholeReals(Hyperparameter what, Node.Mapping node, String path) {
    Optional<BigDecimal> min = decimal(node, "min", path, what.min(), what.max());
    Optional<BigDecimal> max = decimal(node, "max", path, what.min(), what.max());
    for (String key : List.of("min", "max")) {
      Optional<BigDecimal> end = key.equals("min") ? min : max;
      if (end.isPresent() && end.get().stripTrailingZeros().scale() > 0) {
        mistakes.add(
            node.value(key).get().place(),
            path + "." + key,
            "must be a whole number for int_uniform, got " + Numeral.text(end.get()));
        return Optional.empty();
      }
    }
    return min.isEmpty() || max.isEmpty()
        ? Optional.empty()
        : lawful(node.place(), path, () -> new Steps(min.get(), max.get(), BigDecimal.ONE));
  }

  private Optional<Setting> between(
      Hyperparameter what, Node.Mapping node, String path, String word) {
    Optional<BigDecimal> min = decimal(node, "min", path, what.min(), what.max());
    Optional<BigDecimal> max = decimal(node, "max", path, what.min(), what.max());
    return min.isEmpty() || max.isEmpty()
        ? Optional.empty()
        : lawful(
            node.place(),
            path,
            () -> {
              double least = min.get().doubleValue();
              double most = max.get().doubleValue();
              return word.equals(GEOMETRIC)
                  ? new Distribution.LogUniform(least, most)
                  : new Distribution.Uniform(least, most);
            });
  }

  private Optional<Setting> normal(Hyperparameter what, Node.Mapping node, String path) {
    double all = Double.MAX_VALUE;
    Optional<BigDecimal> mu = decimal(node, "mu", path, -all, all);
    Optional<BigDecimal> sigma = decimal(node, "sigma", path, -all, all);
    return mu.isEmpty() || sigma.isEmpty()
        ? Optional.empty()
        : lawful(
            node.place(),
            path,
            () -> {
              Distribution drawn =
                  new Distribution.Normal(mu.get().doubleValue(), sigma.get().doubleValue());
              if (drawn.least() < what.min() || drawn.most() > what.max()) {
                throw new IllegalArgumentException(
                    "a normal is drawn up to %s sigma from mu, which must lie between %s and %s, got %s to %s"
                        .formatted(
                            Numeral.text(Distribution.REACH),
                            Numeral.text(what.min()),
                            Numeral.text(what.max()),
                            Numeral.text(drawn.least()),
                            Numeral.text(drawn.most())));
              }
              return drawn;
            });
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
