package org.basin.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The rows that a question is asked of: those of a run, or what is left or made of them. Nothing is
 * computed until it is asked.
 *
 * @param table that is asked
 * @param from what stands after FROM
 * @param columns in order
 */
public record Trials(RunTable table, String from, List<Column> columns) {

  public Trials {
    columns = List.copyOf(columns);
  }

  /** All rows of a run. */
  public static Trials of(RunTable table) {
    return new Trials(table, RunTable.TRIALS, table.columns());
  }

  /** Which SQL is asked. */
  public Dialect dialect() {
    return table.dialect();
  }

  /** The names of the columns. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** Those rows for which a condition holds. */
  public Trials where(String condition) {
    return new Trials(table, "(SELECT * FROM %s WHERE %s)".formatted(from, condition), columns);
  }

  /**
   * The rows with other values in some columns, which become the last ones if there are none of
   * their names.
   *
   * @param values of the columns as SQL, by their names
   */
  public Trials with(Map<String, String> values) {
    Map<String, String> selected = new LinkedHashMap<>();
    columns.forEach(column -> selected.put(column.name(), column.name()));
    values.forEach((name, value) -> selected.put(name, value + " AS " + name));
    List<Column> with = new ArrayList<>(columns);
    values.keySet().stream()
        .filter(name -> !names().contains(name))
        .forEach(name -> with.add(new Column(name, Column.Kind.OTHER)));
    return new Trials(
        table, "(SELECT %s FROM %s)".formatted(String.join(", ", selected.values()), from), with);
  }

  /** The rows without some columns. */
  public Trials without(List<String> names) {
    List<Column> kept = columns.stream().filter(it -> !names.contains(it.name())).toList();
    String listed = kept.stream().map(Column::name).collect(Collectors.joining(", "));
    return new Trials(table, "(SELECT %s FROM %s)".formatted(listed, from), kept);
  }

  /** Asks them, row by row. */
  public void each(String sql, Consumer<Row> row) {
    try (RowStream rows = table.ask(sql)) {
      rows.forEachRemaining(row);
    }
  }

  /** Asks what brings few rows. */
  public List<Row> ask(String sql) {
    List<Row> all = new ArrayList<>();
    each(sql, all::add);
    return all;
  }

  /** Asks what brings few rows, with the names of their columns. */
  public Rows rows(String sql) {
    try (RowStream rows = table.ask(sql)) {
      return Rows.of(rows, Long.MAX_VALUE);
    }
  }
}
