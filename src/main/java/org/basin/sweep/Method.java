package org.basin.sweep;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import org.basin.sweep.text.Quote;

/**
 * How a sweep makes its points, with what only that method needs. A method is a record here, which
 * writes itself, a line of {@code sweep.read.MethodReader}, which reads it, and a line of {@code
 * space.Space#of}, which makes its space.
 */
public sealed interface Method extends Serializable {

  /** What a sweep file calls it. */
  String word();

  /** The keys of a sweep file that belong to it, each with its value in canonical YAML. */
  default Map<String, String> keys() {
    return Map.of();
  }

  /** The file whose columns are the axes; empty when they stand among the parameters. */
  default Optional<String> points() {
    return Optional.empty();
  }

  /** Every combination of the axes' values; the standard. */
  record Grid() implements Method {
    public static final String WORD = "grid";

    @Override
    public String word() {
      return WORD;
    }
  }

  /**
   * The points that a file lists.
   *
   * @param file CSV or Parquet
   */
  record Listed(String file) implements Method {
    public static final String WORD = "list";

    @Override
    public String word() {
      return WORD;
    }

    @Override
    public Map<String, String> keys() {
      return Map.of("points", Quote.yaml(file));
    }

    @Override
    public Optional<String> points() {
      return Optional.of(file);
    }
  }
}
