package org.basin.draw;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How rows of one kind are shown, each column said once: as a table for a person, and as a map a
 * row for programs.
 */
public final class Listing<T> {

  private record Column<T>(
      String key, String head, Function<T, ?> value, Function<T, String> text) {}

  private final List<Column<T>> columns = new ArrayList<>();
  private List<String> important = List.of();

  /** A column whose text is its value. */
  public Listing<T> both(String name, Function<T, ?> value) {
    return both(name, name, value);
  }

  /**
   * A column whose text is its value.
   *
   * @param key of the map
   * @param head of the table
   */
  public Listing<T> both(String key, String head, Function<T, ?> value) {
    columns.add(new Column<>(key, head, value, row -> Shown.value(value.apply(row))));
    return this;
  }

  /** A column whose text is made for a person. */
  public Listing<T> both(String name, Function<T, ?> value, Function<T, String> text) {
    columns.add(new Column<>(name, name, value, text));
    return this;
  }

  /** Heads of columns that are left out last where the screen is narrow. */
  public Listing<T> important(String... heads) {
    important = List.of(heads);
    return this;
  }

  /** The rows as a table. */
  public TextTable table(List<T> rows) {
    TextTable table =
        new TextTable(columns.stream().map(Column::head).toList()).important(important);
    rows.forEach(row -> table.row(columns.stream().map(it -> it.text().apply(row)).toList()));
    return table;
  }

  /** The rows as maps. */
  public List<Map<String, Object>> maps(List<T> rows) {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (T row : rows) {
      Map<String, Object> map = new LinkedHashMap<>();
      columns.forEach(column -> map.put(column.key(), column.value().apply(row)));
      maps.add(map);
    }
    return maps;
  }
}
