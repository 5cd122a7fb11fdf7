package org.basin.read;

import java.util.List;
import java.util.stream.Collectors;
import org.basin.draw.Shown;

/**
 * In what the SQL of DuckDB and that of Spark differ, as far as questions need it. To both NaN
 * equals NaN and exceeds all other numbers; both skip nulls in aggregates.
 */
public enum Dialect {
  /** DuckDB's SQL. */
  DUCKDB("DuckDB's SQL") {
    @Override
    public String text(String text) {
      return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public String position(List<String> literals, String value) {
      return "list_position([" + String.join(", ", literals) + "], " + value + ")";
    }

    @Override
    public String quantiles(String value, List<Double> ranks, int accuracy, long rows) {
      // an exact quantile holds its values in memory
      String list = "[" + numbers(ranks) + "]";
      return rows <= MOST_HELD
          ? "quantile_disc(%s, %s)".formatted(value, list)
          : "approx_quantile(%s, CAST(%s AS FLOAT[]))".formatted(value, list);
    }

    @Override
    public String ranked(String value, String place) {
      return "list_extract(list_sort(list(" + value + ")), " + place + ")";
    }

    @Override
    public String first(String list) {
      return "list_extract(" + list + ", 1)";
    }

    @Override
    public String element(String list, int place) {
      return "list_extract(%s, %d)".formatted(list, place + 1);
    }

    @Override
    public String length(String list) {
      return "len(" + list + ")";
    }

    @Override
    public String bit(String place) {
      // a shift into the sign is an overflow
      return "CASE WHEN %1$s = 63 THEN -9223372036854775807 - 1 ELSE CAST(1 AS BIGINT) << CAST(%1$s AS BIGINT) END"
          .formatted(place);
    }
  },

  /** Spark's SQL. */
  SPARK("Spark's SQL") {
    @Override
    public String text(String text) {
      return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    public String position(List<String> literals, String value) {
      return "array_position(array(" + String.join(", ", literals) + "), " + value + ")";
    }

    @Override
    public String quantiles(String value, List<Double> ranks, int accuracy, long rows) {
      return "percentile_approx(%s, array(%s), %d)".formatted(value, numbers(ranks), accuracy);
    }

    @Override
    public String ranked(String value, String place) {
      return "element_at(array_sort(collect_list(" + value + ")), " + place + ")";
    }

    @Override
    public String first(String list) {
      return "element_at(" + list + ", 1)";
    }

    @Override
    public String element(String list, int place) {
      return "get(%s, %d)".formatted(list, place);
    }

    @Override
    public String length(String list) {
      return "array_size(" + list + ")";
    }

    @Override
    public String bit(String place) {
      return "shiftleft(1L, CAST(" + place + " AS INT))";
    }
  };

  /** Values of which DuckDB keeps all to find a quantile. */
  private static final long MOST_HELD = 100_000_000;

  private final String words;

  Dialect(String words) {
    this.words = words;
  }

  /** What it is called in a message. */
  public String words() {
    return words;
  }

  /** A text as a literal. */
  public abstract String text(String text);

  /**
   * The place from 1 of a value in a list that holds it.
   *
   * @param literals of the list
   */
  public abstract String position(List<String> literals, String value);

  /**
   * A list of quantiles, each a value that occurs where all values can be held.
   *
   * @param ranks from 0 to 1
   * @param accuracy ranks are right to a part in so many where not all values can be held
   * @param rows how many there are at the most
   */
  public abstract String quantiles(String value, List<Double> ranks, int accuracy, long rows);

  /**
   * The value at a place among those of a group, sorted.
   *
   * @param value never null
   * @param place from 1, a whole number that an aggregate may make
   */
  public abstract String ranked(String value, String place);

  /** The first of a list. */
  public abstract String first(String list);

  /**
   * One of a list; null where the list ends before.
   *
   * @param place from 0
   */
  public abstract String element(String list, int place);

  /** How many there are in a list; null of none. */
  public abstract String length(String list);

  /**
   * A whole number of 64 bits with one bit set.
   *
   * @param place of the bit, from 0 to 63
   */
  public abstract String bit(String place);

  /** A number as a literal of 64 bits with a point. */
  public static String number(double number) {
    if (!Double.isFinite(number)) {
      return "CAST('"
          + (Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity")
          + "' AS DOUBLE)";
    }
    String text = Shown.exact(number);
    // without an exponent it would be a decimal
    String real = text.contains("e") ? text : text + "E0";
    return real.startsWith("-") ? "(" + real + ")" : real;
  }

  private static String numbers(List<Double> numbers) {
    return numbers.stream().map(Dialect::number).collect(Collectors.joining(", "));
  }

  /** Whether a column holds a number that is finite. */
  public static String finite(String column) {
    return "abs(%s) < CAST('Infinity' AS DOUBLE)".formatted(column);
  }

  /** How often a condition holds; 0 of no rows at all. */
  public static String counted(String condition) {
    return "count(*) FILTER (WHERE " + condition + ")";
  }

  /** A number of 64 bits. */
  public static String real(String value) {
    return "CAST(" + value + " AS DOUBLE)";
  }
}
