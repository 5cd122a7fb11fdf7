package org.basin.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a statement of DuckDB's SQL only asks. DuckDB's own parser decides: {@code
 * json_serialize_sql} takes SELECT and what is another way to write it, such as FROM, VALUES,
 * DESCRIBE and SUMMARIZE, and nothing else.
 *
 * <p>Functions that stand for a table may do more than ask ({@code enable_logging} opens files, and
 * ends this process if it may not), so those alone are let through that are listed here.
 */
final class OneSelect {

  private static final Set<String> TABLES =
      Set.of(
          "duckdb_columns",
          "duckdb_functions",
          "duckdb_keywords",
          "duckdb_settings",
          "duckdb_types",
          "generate_series",
          "json_each",
          "json_tree",
          "range",
          "repeat",
          "repeat_row",
          "unnest");

  /** Scalar functions that do more than compute. */
  private static final Set<String> REFUSED = Set.of("write_log", "json_serialize_plan");

  /** An operator takes two levels. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4000).build())
              .build());

  private OneSelect() {}

  /**
   * Makes sure of it.
   *
   * @throws QuestionException if it is something else, or cannot be read
   */
  static void require(Connection duck, String sql) throws SQLException {
    JsonNode parsed = parsed(duck, sql);
    if (parsed.get("error").asBoolean()) {
      String reason = parsed.get("error_message").asText();
      throw parsed.get("error_type").asText().equals("not implemented")
          ? QuestionException.refused(law(sql))
          : QuestionException.unreadable(reason.lines().findFirst().orElse(""), null);
    }
    if (parsed.get("statements").size() != 1) {
      throw QuestionException.refused(law(sql));
    }
    Optional<String> function = other(parsed.get("statements"));
    if (function.isPresent()) {
      throw QuestionException.refused(
          "the query must only ask the table trials, so no function in it may open files or change"
              + " settings, got "
              + function.get());
    }
  }

  private static String law(String sql) {
    return "the query must be one SELECT, which changes nothing, got " + sql;
  }

  private static JsonNode parsed(Connection duck, String sql) throws SQLException {
    try (PreparedStatement parse =
        duck.prepareStatement("SELECT CAST(json_serialize_sql(CAST(? AS VARCHAR)) AS VARCHAR)")) {
      parse.setString(1, sql);
      try (ResultSet result = parse.executeQuery()) {
        result.next();
        return JSON.readTree(result.getString(1));
      }
    } catch (StreamConstraintsException e) {
      throw QuestionException.refused("the query must nest less deeply, got " + e.getMessage());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB must write JSON", e);
    }
  }

  /** A function that is not known to only ask; empty if there is none. */
  private static Optional<String> other(JsonNode node) {
    if (node.path("type").asText().equals("TABLE_FUNCTION")) {
      String name = name(node.path("function"));
      if (!TABLES.contains(name)) {
        return Optional.of(name.isEmpty() ? "a function of a table" : name);
      }
    }
    if (REFUSED.contains(name(node))) {
      return Optional.of(name(node));
    }
    for (JsonNode each : node) {
      Optional<String> found = other(each);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String name(JsonNode function) {
    return function.path("function_name").asText().toLowerCase(Locale.ROOT);
  }
}
