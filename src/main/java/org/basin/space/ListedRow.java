package org.basin.space;

import java.util.List;
import java.util.Map;
import org.basin.sweep.Setting;
import org.basin.sweep.condition.Condition;

/**
 * A row of a file of points as conditions read it.
 *
 * @param values of the columns; null where a cell is empty
 * @param fixed what the sweep fixes
 */
record ListedRow(List<PointColumn> columns, Object[] values, Map<String, Object> fixed)
    implements Condition.Valuation {

  private Object value(String name) {
    for (int i = 0; i < values.length; i++) {
      if (columns.get(i).name().equals(name)) {
        return values[i];
      }
    }
    return fixed.get(name);
  }

  @Override
  public double number(String name) {
    return ((Number) value(name)).doubleValue();
  }

  @Override
  public String text(String name) {
    return Setting.text(value(name));
  }

  @Override
  public boolean complete() {
    return false;
  }

  @Override
  public boolean known(String name) {
    return value(name) != null;
  }
}
