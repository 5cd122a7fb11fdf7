package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.basin.sweep.AlphaKnob;
import org.basin.sweep.Distribution;
import org.basin.sweep.Formulas;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Labels;
import org.basin.sweep.Standard;
import org.basin.sweep.text.Numeral;

/** What {@link SettingReader} accepts of one hyperparameter, as JSON Schema. */
final class SettingSchema {

  /** Bounds beyond this are none that a person would call one. */
  private static final double UNBOUNDED = 1e15;

  private static final List<String> TEXT = List.of("string", "number", "boolean");

  private SettingSchema() {}

  /**
   * A value, or an axis of values.
   *
   * @param definitions receives the forms that others may have as well
   */
  static Map<String, Object> of(Hyperparameter what, Map<String, Object> definitions) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", description(what));
    if (what.standard() instanceof Standard.Always always) {
      schema.put("default", always.value());
    }
    if (what.choices().isEmpty() && !what.formulas().any()) {
      String name =
          "%s_%s_%s"
              .formatted(
                  Labels.of(what.type()), Numeral.text(what.min()), Numeral.text(what.max()));
      definitions.computeIfAbsent(name, it -> Map.of("anyOf", forms(what)));
      schema.put("allOf", List.of(Map.of("$ref", "#/definitions/" + name)));
    } else {
      schema.put("anyOf", forms(what));
    }
    return schema;
  }

  private static List<Object> forms(Hyperparameter what) {
    Map<String, Object> value = value(what);
    List<Object> forms = new ArrayList<>();
    forms.add(value);
    forms.add(object(Map.of("value", value), List.of("value")));
    Map<String, Object> values =
        Map.of("type", "array", "items", value, "minItems", 1, "uniqueItems", true);
    Map<String, Object> probabilities =
        Map.of("type", "array", "items", number("number", 0, 1), "minItems", 1);
    forms.add(
        axis(
            Map.of(
                "values",
                values,
                "probabilities",
                probabilities,
                "distribution",
                Map.of("const", SettingReader.CATEGORICAL)),
            List.of("values")));
    if (what.type() == Hyperparameter.Type.INTEGER) {
      forms.add(range(value, Map.of(), List.of("min", "max")));
      forms.add(range(value, Map.of("step", number("integer")), List.of("min", "max", "step")));
      forms.add(range(value, Map.of("count", count()), List.of("min", "max", "count")));
      Map<String, Object> drawn = Map.of("distribution", Map.of("const", SettingReader.WHOLE));
      forms.add(range(value, drawn, List.of("min", "max", "distribution")));
    } else if (what.type() == Hyperparameter.Type.REAL) {
      forms.add(range(value, Map.of("step", number("number")), List.of("min", "max", "step")));
      Map<String, Object> geometric =
          Map.of("count", count(), "distribution", Map.of("const", SettingReader.GEOMETRIC));
      forms.add(range(value, geometric, List.of("min", "max", "count")));
      List<String> drawn =
          List.of(Distribution.Uniform.WORD, SettingReader.GEOMETRIC, SettingReader.WHOLE);
      forms.add(range(value, Map.of("distribution", Map.of("enum", drawn)), List.of("min", "max")));
      forms.add(
          axis(
              Map.of(
                  "mu",
                  number("number"),
                  "sigma",
                  number("number"),
                  "distribution",
                  Map.of("const", Distribution.Normal.WORD)),
              List.of("mu", "sigma", "distribution")));
      forms.add(knob("step", number("number")));
      forms.add(knob("count", count()));
    }
    return forms;
  }

  private static String description(Hyperparameter what) {
    String standard = what.standard().text();
    return what.text() + (standard.isEmpty() ? "" : " (default: " + standard + ")");
  }

  private static Map<String, Object> value(Hyperparameter what) {
    return switch (what.type()) {
      case REAL -> number("number", what.min(), what.max());
      case INTEGER -> number("integer", what.min(), what.max());
      case SWITCH -> number("boolean");
      case CHOICE -> choice(what);
      case SIZES -> {
        Map<String, Object> size = number("integer", what.min(), what.max());
        yield Map.of("anyOf", List.of(size, Map.of("type", "array", "items", size)));
      }
      case TEXTS -> Map.of("type", "array", "items", Map.of("type", TEXT));
    };
  }

  /** One of the choices, or what is written like a formula: its grammar is the parser's. */
  private static Map<String, Object> choice(Hyperparameter what) {
    Map<String, Object> choices = Map.of("enum", what.choices());
    Formulas formulas = what.formulas();
    if (!formulas.any()) {
      return choices;
    }
    List<Object> forms = new ArrayList<>(List.of(choices));
    forms.add(
        formulas.word().isEmpty()
            ? Map.of("type", List.of("string", "number"))
            : Map.of("type", "string", "pattern", "^" + formulas.word() + " "));
    if (formulas.several()) {
      Map<String, Object> list =
          Map.of(
              "type", "array", "minItems", 1, "items", Map.of("type", List.of("string", "number")));
      forms.add(object(Map.of(formulas.word(), list), List.of(formulas.word())));
    }
    return Map.of("anyOf", forms);
  }

  private static Map<String, Object> range(
      Map<String, Object> end, Map<String, Object> further, List<String> required) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("min", end);
    properties.put("max", end);
    properties.putAll(further);
    return axis(properties, required);
  }

  /** An axis, which may have a condition. */
  private static Map<String, Object> axis(Map<String, ?> properties, List<String> required) {
    Map<String, Object> conditional = new LinkedHashMap<>(properties);
    conditional.put(WhenReader.KEY, Map.of("type", TEXT));
    return object(conditional, required);
  }

  /** An axis whose ends are positions of a knob. */
  private static Map<String, Object> knob(String by, Map<String, Object> size) {
    return range(
        number("number", 0, 1),
        Map.of(by, size, "distribution", Map.of("const", AlphaKnob.WORD)),
        List.of("min", "max", by, "distribution"));
  }

  private static Map<String, Object> count() {
    return number("integer", 1, Integer.MAX_VALUE);
  }

  private static Map<String, Object> number(String type) {
    return Map.of("type", type);
  }

  /** A number between bounds; those that are no bounds are left out. */
  static Map<String, Object> number(String type, double min, double max) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    if (min > -UNBOUNDED) {
      schema.put("minimum", bound(min));
    }
    if (max < UNBOUNDED) {
      schema.put("maximum", bound(max));
    }
    return schema;
  }

  private static Number bound(double bound) {
    if (bound == Math.rint(bound)) {
      return (long) bound;
    }
    return bound;
  }

  /** A mapping of known keys alone. */
  static Map<String, Object> object(Map<String, ?> properties, List<String> required) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", new TreeMap<>(properties));
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }
}
