package org.basin.sweep.read;

import static org.basin.sweep.read.SettingSchema.number;
import static org.basin.sweep.read.SettingSchema.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataOption;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Method;
import org.basin.sweep.Part;
import org.basin.sweep.Remarks;
import org.basin.sweep.Statistic;
import org.basin.sweep.Sweep;
import org.basin.sweep.Vocabulary;

/**
 * The sweep file as JSON Schema (draft 7, which editors know), made of what the parser goes by.
 *
 * <p>It refuses no file that the parser accepts, as far as YAML 1.2 means the same by it. What ties
 * several settings together, and the grammar of conditions and formulas, is left to the parser.
 */
public final class SweepSchema {

  private static final List<String> TEXT = List.of("string", "number", "boolean");

  private final Vocabulary vocabulary;

  /**
   * @param vocabulary the names that exist
   */
  public SweepSchema(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The schema, of maps, lists, texts and numbers. */
  public Map<String, Object> map() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "a sweep of Basin");
    schema.put("type", "object");
    schema.put("required", List.of("model"));
    schema.put("properties", properties());
    schema.put("additionalProperties", false);
    List<Object> laws = new ArrayList<>(List.of(listed(), drawn()));
    laws.add(Map.of("not", Map.of("required", List.of("starts", "start_from"))));
    vocabulary.models().forEach(model -> laws.add(when("model", model, of(model))));
    schema.put("allOf", laws);
    Map<String, Object> definitions = new LinkedHashMap<>();
    vocabulary.models().forEach(model -> definitions.put(model, parameters(model, definitions)));
    schema.put("definitions", definitions);
    return ordered(schema);
  }

  /** The same in one order: that of insertion where there is one, else that of the alphabet. */
  private static Map<String, Object> ordered(Map<?, ?> map) {
    Map<String, Object> ordered =
        map instanceof LinkedHashMap ? new LinkedHashMap<>() : new TreeMap<>();
    map.forEach((key, value) -> ordered.put((String) key, ordered(value)));
    return ordered;
  }

  private static Object ordered(Object value) {
    if (value instanceof Map<?, ?> map) {
      return ordered(map);
    }
    return value instanceof List<?> list ? list.stream().map(SweepSchema::ordered).toList() : value;
  }

  /** What each key is, whatever the model. */
  private Map<String, Object> properties() {
    Map<String, Object> keys = new LinkedHashMap<>();
    put(
        keys,
        "name",
        "names the sweep and its run directory; the file's name if left out",
        Map.of("type", TEXT, "pattern", "^" + SweepReader.NAME + "$"));
    put(keys, "model", "the model family", Map.of("enum", vocabulary.models()));
    put(keys, "data", "what is learned: a kind of data, or one with its options", data());
    put(
        keys,
        "method",
        "grid: every combination of the axes' values; list: the points of a file; random, sobol,"
            + " latin-hypercube: points drawn from the axes",
        Map.of("enum", MethodReader.words(), "default", Method.Grid.WORD));
    put(keys, "points", "CSV or Parquet file of points, for method list", text());
    put(
        keys,
        "trials",
        "how many points a sampling method draws",
        number("integer", 1, Method.Sampled.MOST));
    put(keys, "seed", "all randomness derives from it", Map.of("type", "integer", "default", 0));
    put(
        keys,
        "starts",
        "shared: the trials of a replicate draw the same at all points",
        Map.of("enum", words(Sweep.Starts.values())));
    put(
        keys,
        "start_from",
        "checkpoint whose parameters all trials start from",
        Map.of(
            "anyOf",
            List.of(
                text(),
                object(
                    Map.of("file", text(), "fingerprint", text()),
                    List.of("file", "fingerprint")))));
    put(
        keys,
        "replicates",
        "trials per point, which differ in their seed",
        number("integer", 1, Integer.MAX_VALUE));
    List<String> engines = new ArrayList<>(List.of(Sweep.AUTO));
    engines.addAll(vocabulary.engines());
    put(keys, "engine", "who does the arithmetic", Map.of("enum", engines));
    put(keys, "metric", "by what trials are ranked", Map.of());
    put(keys, "parameters", "hyperparameters: fixed values and axes", Map.of());
    put(keys, "where", "points that fail this condition do not exist", text());
    put(
        keys,
        "zip",
        "groups of axes that are walked together",
        list(Map.of("type", "array", "items", text(), "minItems", 2), 0));
    put(keys, "output", "where results go and what is kept", Map.of());
    put(keys, "answer", "tables that a run ends with", Map.of());
    put(
        keys,
        "notes",
        "text beside the sweep; it changes no row",
        Map.of("type", TEXT, "minLength", 1, "maxLength", Remarks.MOST_NOTES));
    Map<String, Object> tags =
        list(Map.of("type", TEXT, "minLength", 1, "maxLength", Remarks.MOST_TAG), 0);
    tags.put("maxItems", Remarks.MOST_TAGS);
    tags.put("uniqueItems", true);
    put(keys, "tags", "words by which list finds the run", tags);
    return keys;
  }

  private static void put(
      Map<String, Object> keys, String key, String text, Map<String, Object> law) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", text);
    schema.putAll(new TreeMap<>(law));
    keys.put(key, schema);
  }

  /** Points stand with method list, and only there. */
  private static Map<String, Object> listed() {
    Map<String, Object> points = Map.of("required", List.of("points"));
    Map<String, Object> law = when("method", Method.Listed.WORD, points);
    law.put("else", Map.of("not", points));
    return law;
  }

  /** A number of trials stands with the methods that draw, and only there. */
  private static Map<String, Object> drawn() {
    Map<String, Object> trials = Map.of("required", List.of("trials"));
    List<String> samplers =
        Arrays.stream(Method.Sampler.values()).map(Method.Sampler::word).toList();
    Map<String, Object> law = new LinkedHashMap<>();
    law.put(
        "if",
        Map.of(
            "properties",
            Map.of("method", Map.of("enum", samplers)),
            "required",
            List.of("method")));
    law.put("then", trials);
    law.put("else", Map.of("not", trials));
    return law;
  }

  /** What a model says of the keys. */
  private Map<String, Object> of(String model) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("parameters", Map.of("$ref", "#/definitions/" + model));
    keys.put("metric", metric(model));
    keys.put("output", output(model));
    Map<String, Object> table = table(model);
    keys.put("answer", Map.of("anyOf", List.of(table, list(table, 1))));
    Map<String, Object> schema = new LinkedHashMap<>();
    if (vocabulary.standardData(model).isEmpty()) {
      schema.put("required", List.of("data"));
    }
    schema.put("properties", keys);
    return schema;
  }

  /**
   * The section of a model.
   *
   * @param definitions receives what several hyperparameters have in common
   */
  private Map<String, Object> parameters(String model, Map<String, Object> definitions) {
    Map<String, Object> named = new LinkedHashMap<>();
    Map<String, Object> indexed = new LinkedHashMap<>();
    for (Hyperparameter each : vocabulary.hyperparameters(model)) {
      (each.indexed() ? indexed : named)
          .put(each.indexed() ? each.regex() : each.name(), SettingSchema.of(each, definitions));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", named);
    schema.put("patternProperties", indexed);
    schema.put("additionalProperties", false);
    return schema;
  }

  /** Which end of a metric is the better one is its own nature. */
  private Map<String, Object> metric(String model) {
    List<String> names = vocabulary.metrics(model);
    List<String> less = names.stream().filter(it -> vocabulary.minimized(model, it)).toList();
    List<String> more = names.stream().filter(it -> !less.contains(it)).toList();
    Map<String, Object> schema =
        object(
            Map.of(
                "name",
                Map.of("enum", names),
                "goal",
                Map.of("enum", List.of("minimize", "maximize")),
                "rank",
                Map.of("type", "string", "pattern", "^(" + Statistic.OF_METRICS + ")$")),
            List.of());
    List<Object> natures = new ArrayList<>();
    natures.add(nature(less, "minimize"));
    natures.add(nature(more, "maximize"));
    schema.put("allOf", natures);
    return schema;
  }

  /** Where one of some metrics is named, the goal is this one; there may be no such metric. */
  private static Map<String, Object> nature(List<String> metrics, String goal) {
    if (metrics.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> named = Map.of("name", Map.of("enum", metrics));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("if", Map.of("properties", named, "required", List.of("name")));
    schema.put("then", Map.of("properties", Map.of("goal", Map.of("const", goal))));
    return schema;
  }

  private Map<String, Object> output(String model) {
    Map<String, Object> kept = distinct(vocabulary.histories(model));
    Map<String, Object> every = number("integer", 1, Integer.MAX_VALUE);
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("path", text());
    keys.put(
        "history",
        Map.of(
            "anyOf",
            List.of(
                Map.of("const", "none"),
                object(Map.of("every", every, "of", kept), List.of("every")))));
    keys.put(
        "metrics",
        Map.of("anyOf", List.of(Map.of("const", "all"), distinct(vocabulary.metrics(model)))));
    keys.put("outputs", Map.of("enum", Part.WORDS));
    return object(keys, List.of());
  }

  /** One table of an answer. */
  private Map<String, Object> table(String model) {
    Map<String, Object> metric = Map.of("enum", vocabulary.metrics(model));
    Map<String, Object> keys = new LinkedHashMap<>();
    for (String key : AnswerReader.KEYS) {
      keys.put(
          key,
          switch (key) {
            case "mean", "median", "beside" -> metric;
            case "by" -> list(text(), 0);
            default -> text();
          });
    }
    Map<String, Object> schema = object(keys, List.of());
    schema.put(
        "oneOf",
        AnswerReader.MEASURES.stream()
            .map(
                word ->
                    word.equals("boundary")
                        ? measured(word, List.of("x", "y"), List.of("beside"))
                        : measured(
                            word,
                            List.of(),
                            word.equals("mean") ? List.of("x", "y") : List.of("beside", "x", "y")))
            .toList());
    return schema;
  }

  /** A table of one measure, with what it needs and without what only others have. */
  private static Map<String, Object> measured(
      String word, List<String> needed, List<String> others) {
    List<String> required = new ArrayList<>(List.of(word));
    required.addAll(needed);
    List<String> without = new ArrayList<>(AnswerReader.MEASURES);
    without.remove(word);
    without.addAll(others);
    return Map.of("required", required, "not", any(without));
  }

  private static Map<String, Object> any(List<String> keys) {
    return Map.of("anyOf", keys.stream().map(key -> Map.of("required", List.of(key))).toList());
  }

  private Map<String, Object> data() {
    List<String> plain = new ArrayList<>();
    List<Object> forms = new ArrayList<>();
    for (DataKind kind : vocabulary.data()) {
      List<String> required =
          kind.options().stream()
              .filter(option -> option.need() == DataOption.Need.REQUIRED)
              .map(DataOption::name)
              .toList();
      if (required.isEmpty()) {
        plain.add(kind.name());
      }
      Map<String, Object> options = new LinkedHashMap<>();
      options.put("kind", Map.of("const", kind.name()));
      kind.options().forEach(option -> options.put(option.name(), of(option)));
      List<String> needed = new ArrayList<>(List.of("kind"));
      needed.addAll(required);
      Map<String, Object> form = object(options, needed);
      form.put("description", kind.text());
      forms.add(form);
    }
    forms.add(0, Map.of("enum", plain));
    return Map.of("anyOf", forms);
  }

  private static Map<String, Object> of(DataOption option) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", option.text());
    schema.putAll(
        new TreeMap<>(
            switch (option.type()) {
              case REAL -> number("number", option.min(), option.max());
              case INTEGER -> number("integer", option.min(), option.max());
              case CHOICE -> Map.of("enum", option.choices());
              case TEXT, PATH -> text();
              case TEXTS -> {
                Map<String, Object> texts = list(text(), 1);
                texts.put("uniqueItems", true);
                yield texts;
              }
            }));
    return schema;
  }

  private static Map<String, Object> when(String key, String word, Map<String, Object> then) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(
        "if", Map.of("properties", Map.of(key, Map.of("const", word)), "required", List.of(key)));
    schema.put("then", then);
    return schema;
  }

  private static Map<String, Object> text() {
    return Map.of("type", TEXT);
  }

  private static Map<String, Object> list(Map<String, Object> items, int least) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", items);
    if (least > 0) {
      schema.put("minItems", least);
    }
    return schema;
  }

  /** A list of some of some words. */
  private static Map<String, Object> distinct(List<String> words) {
    Map<String, Object> schema = list(Map.of("enum", words), 1);
    schema.put("uniqueItems", true);
    return schema;
  }

  private static List<String> words(Enum<?>[] constants) {
    List<String> words = new ArrayList<>();
    for (Enum<?> constant : constants) {
      words.add(constant.name().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
