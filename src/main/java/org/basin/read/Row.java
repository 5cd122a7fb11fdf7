package org.basin.read;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A row that a question brings.
 *
 * @param values numbers, texts, truth values, lists and maps; null where the table has null
 */
public record Row(List<Object> values) {

  public Row {
    values = Collections.unmodifiableList(values);
  }

  static Row of(Object... values) {
    return new Row(Arrays.asList(values));
  }

  /** A value; null where the table has null. */
  public Object value(int column) {
    return values.get(column);
  }

  /** Whether the table has null. */
  public boolean absent(int column) {
    return values.get(column) == null;
  }

  /** A whole number. */
  public long whole(int column) {
    return ((Number) values.get(column)).longValue();
  }

  /** A number. */
  public double number(int column) {
    return ((Number) values.get(column)).doubleValue();
  }
}
