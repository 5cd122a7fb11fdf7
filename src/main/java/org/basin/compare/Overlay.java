package org.basin.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;

/**
 * A metric of several runs over one hyperparameter, to be drawn over one another.
 *
 * @param axis the hyperparameter
 * @param metric the column
 * @param series of each run, by the values that it has
 */
public record Overlay(String axis, String metric, List<SortedMap<Object, Mean>> series) {

  public Overlay {
    series = List.copyOf(series);
  }

  /**
   * What one run says: the mean of its COMPLETE trials at each value of the hyperparameter; at one
   * value alone where that is fixed.
   */
  public static SortedMap<Object, Mean> of(Side side, String axis, String metric) {
    SortedMap<Object, Mean> series = new TreeMap<>(Keys::compare);
    side.means(axis, metric).forEach(series::put);
    return Collections.unmodifiableSortedMap(series);
  }

  /** All values that any run has, in their order. */
  public SortedSet<Object> values() {
    SortedSet<Object> values = new TreeSet<>(Keys::compare);
    series.forEach(run -> values.addAll(run.keySet()));
    return values;
  }

  /**
   * A row for each value, a column for each run.
   *
   * @param names of the runs
   */
  public TextTable table(List<String> names) {
    List<String> heads = new ArrayList<>(List.of(axis));
    heads.addAll(names);
    TextTable table = new TextTable(heads);
    for (Object value : values()) {
      List<String> cells = new ArrayList<>(List.of(Shown.place(value)));
      series.forEach(run -> cells.add(run.containsKey(value) ? run.get(value).text() : "-"));
      table.row(cells);
    }
    return table;
  }

  /** The same for programs: of each value what each run says, nothing where it has none. */
  public Map<String, Object> map() {
    List<Object> rows = new ArrayList<>();
    for (Object value : values()) {
      List<Object> means = new ArrayList<>();
      series.forEach(run -> means.add(run.containsKey(value) ? run.get(value).map() : null));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("value", value);
      row.put("runs", means);
      rows.add(row);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("axis", axis);
    map.put("metric", metric);
    map.put("values", rows);
    return map;
  }
}
