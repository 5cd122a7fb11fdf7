package org.basin.sweep;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.basin.sweep.text.Numeral;
import org.basin.sweep.text.Quote;

/**
 * Where the data of a sweep comes from, as the sweep says it. Options that the sweep leaves out are
 * left out here.
 *
 * @param kind the name of a {@link DataKind}
 * @param options name to value, typed as {@link DataOption.Type} says, in the order of the kind
 */
public record DataSource(String kind, Map<String, Object> options) implements Serializable {

  /** The kind of a model that draws for itself what it learns. */
  static final String NONE = "none";

  public DataSource {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** A kind with all its options at their standard. */
  public static DataSource of(String kind) {
    return new DataSource(kind, Map.of());
  }

  /** As a sweep file says it, on one line: {@code xor}, {@code {kind: parity, bits: 4}}. */
  @Override
  public String toString() {
    if (options.isEmpty()) {
      return Quote.yaml(kind);
    }
    return options.entrySet().stream()
        .map(entry -> ", " + entry.getKey() + ": " + text(entry.getValue()))
        .collect(Collectors.joining("", "{kind: " + Quote.yaml(kind), "}"));
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(DataSource::text).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Double number
        ? Numeral.text(number)
        : value instanceof String text ? Quote.yaml(text) : value.toString();
  }
}
