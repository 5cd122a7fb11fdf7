package org.basin.read;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;

/** Rows that a test makes up, asked by DuckDB. */
public final class MemoryTable implements RunTable {

  private final Connection duck;
  private final List<Column> columns = new ArrayList<>();

  /**
   * Rows that DuckDB makes up.
   *
   * @param select that makes them
   */
  public MemoryTable(String select) throws SQLException {
    duck = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    try (Statement statement = duck.createStatement()) {
      statement.execute("CREATE TABLE trials AS " + select);
    }
    findColumns();
  }

  /**
   * @param schema names and types, such as {@code trial BIGINT, error FLOAT}
   * @param rows their values in that order
   */
  public MemoryTable(String schema, List<Object[]> rows) throws SQLException {
    duck = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    try (Statement statement = duck.createStatement()) {
      statement.execute("CREATE TABLE trials (" + schema + ")");
      for (int from = 0; from < rows.size(); from += 1000) {
        statement.execute(
            rows.subList(from, Math.min(from + 1000, rows.size())).stream()
                .map(row -> Arrays.stream(row).map(MemoryTable::literal))
                .map(row -> row.collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", ", "INSERT INTO trials VALUES ", "")));
      }
    }
    findColumns();
  }

  private void findColumns() throws SQLException {
    try (Statement statement = duck.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM trials LIMIT 0")) {
      for (int c = 1; c <= none.getMetaData().getColumnCount(); c++) {
        columns.add(
            DuckValues.column(
                none.getMetaData().getColumnName(c), none.getMetaData().getColumnTypeName(c)));
      }
    }
  }

  private static String literal(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return "'" + value + "'";
    }
    return value instanceof String text ? Dialect.DUCKDB.text(text) : String.valueOf(value);
  }

  @Override
  public Dialect dialect() {
    return Dialect.DUCKDB;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public long rows() {
    return Trials.of(this).ask("SELECT count(*) FROM trials").get(0).whole(0);
  }

  @Override
  public RowStream ask(String sql) {
    try (Statement statement = duck.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<Column> names = new ArrayList<>();
      for (int c = 1; c <= found.getMetaData().getColumnCount(); c++) {
        names.add(
            DuckValues.column(
                found.getMetaData().getColumnName(c), found.getMetaData().getColumnTypeName(c)));
      }
      List<Row> rows = new ArrayList<>();
      while (found.next()) {
        Object[] values = new Object[names.size()];
        for (int c = 0; c < values.length; c++) {
          Object value = found.getObject(c + 1);
          values[c] = value == null ? null : DuckValues.of(value);
        }
        rows.add(Row.of(values));
      }
      return new Stream(names, rows.iterator());
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public RowStream askOnly(String sql) {
    return ask(sql);
  }

  @Override
  public void close() {
    try {
      duck.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Stream(List<Column> columns, Iterator<Row> rows) implements RowStream {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() {
      return rows.next();
    }

    @Override
    public void close() {}
  }
}
