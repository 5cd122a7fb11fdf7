package org.basin.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;

/**
 * A few rows of a table.
 *
 * @param columns their names
 * @param values row by row; empty where the table has null
 */
public record Rows(List<String> columns, List<List<Optional<Object>>> values) {

  public Rows {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }

  /**
   * The first rows of an answer.
   *
   * @param most how many at the most; the others are left in it
   */
  public static Rows of(RowStream answer, long most) {
    List<List<Optional<Object>>> values = new ArrayList<>();
    while (values.size() < most && answer.hasNext()) {
      values.add(list(answer.next()));
    }
    return new Rows(answer.columns().stream().map(Column::name).toList(), values);
  }

  /** The values of a row. */
  public static List<Optional<Object>> list(Row row) {
    return row.values().stream().map(Optional::ofNullable).toList();
  }

  /** The rows without some columns. */
  public Rows without(List<String> names) {
    List<Integer> kept =
        IntStream.range(0, columns.size())
            .filter(c -> !names.contains(columns.get(c)))
            .boxed()
            .toList();
    return new Rows(
        kept.stream().map(columns::get).toList(),
        values.stream().map(row -> kept.stream().map(row::get).toList()).toList());
  }

  /** Each row as a map from column to value, as JSON wants it. */
  public List<Map<String, Optional<Object>>> maps() {
    List<Map<String, Optional<Object>>> maps = new ArrayList<>();
    for (List<Optional<Object>> row : values) {
      Map<String, Optional<Object>> map = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        map.put(columns.get(i), row.get(i));
      }
      maps.add(map);
    }
    return maps;
  }

  /** The values as people read them; "-" where the table has null. */
  public List<List<String>> texts() {
    return values.stream()
        .map(row -> row.stream().map(value -> value.map(Shown::value).orElse("-")).toList())
        .toList();
  }

  /** The rows under their names, numbers to the right. */
  public TextTable text() {
    TextTable text = new TextTable(columns);
    texts().forEach(text::row);
    return text;
  }
}
