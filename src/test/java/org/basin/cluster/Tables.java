package org.basin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The rows of runs, read by a program that is not Spark. */
final class Tables {

  private Tables() {}

  /** Asserts that two runs have the same rows, each as often, and so many of them. */
  static void assertSame(Path run, Path other, long rows) throws SQLException {
    String one = glob(run);
    String two = glob(other);
    assertThat(number("SELECT count(*) FROM " + one)).isEqualTo(rows);
    assertThat(number("SELECT count(*) FROM " + two)).isEqualTo(rows);
    assertThat(number("SELECT count(*) FROM (FROM %s EXCEPT ALL FROM %s)".formatted(one, two)))
        .isZero();
  }

  private static String glob(Path run) {
    return "'" + run + "/waves/*/*.parquet'";
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getLong(1);
    }
  }
}
