package org.basin.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;

/**
 * The values of DuckDB's rows as numbers, texts, truth values, lists and maps, as {@link
 * SparkValues} has those of Spark.
 */
final class DuckValues {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private DuckValues() {}

  /** A value that is not null; nulls within it are empty {@link Optional}s. */
  static Object of(Object value) throws SQLException {
    if (value instanceof Number || value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof Array list) {
      List<Object> plain = new ArrayList<>();
      for (Object each : (Object[]) list.getArray()) {
        plain.add(orEmpty(each));
      }
      return Collections.unmodifiableList(plain);
    }
    if (value instanceof DuckDBStruct struct) {
      return map(struct.getMap());
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Blob bytes) {
      return HEX.formatHex(bytes.getBytes(1, Math.toIntExact(bytes.length())));
    }
    if (value instanceof Timestamp local) {
      return local.toLocalDateTime().toString();
    }
    if (value instanceof OffsetDateTime moment) {
      return moment.toInstant().toString();
    }
    return value instanceof JsonNode json ? parsed(json.toString()) : value.toString();
  }

  private static Object parsed(String json) {
    try {
      return new ObjectMapper().readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB must write JSON, got " + json, e);
    }
  }

  private static Map<Object, Object> map(Map<?, ?> map) throws SQLException {
    Map<Object, Object> plain = new LinkedHashMap<>();
    for (Map.Entry<?, ?> each : map.entrySet()) {
      plain.put(of(each.getKey()), orEmpty(each.getValue()));
    }
    return Collections.unmodifiableMap(plain);
  }

  private static Object orEmpty(Object value) throws SQLException {
    return value == null ? Optional.empty() : of(value);
  }

  /** A column by the name that DuckDB has for its type. */
  static Column column(String name, String type) {
    if (type.endsWith("[]")) {
      Column element = column(name, type.substring(0, type.length() - 2));
      return new Column(name, element.kind(), element.lists() + 1, element.scale());
    }
    if (type.startsWith("DECIMAL(")) {
      String scale = type.substring(type.indexOf(',') + 1, type.indexOf(')')).strip();
      return new Column(name, Column.Kind.DECIMAL, 0, Integer.parseInt(scale));
    }
    return new Column(
        name,
        switch (type.toUpperCase(Locale.ROOT)) {
          case "BOOLEAN" -> Column.Kind.TRUTH;
          case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> Column.Kind.INT;
          case "BIGINT", "UINTEGER" -> Column.Kind.LONG;
          case "HUGEINT", "UHUGEINT", "UBIGINT" -> Column.Kind.DECIMAL;
          case "FLOAT" -> Column.Kind.FLOAT;
          case "DOUBLE" -> Column.Kind.DOUBLE;
          default -> Column.Kind.OTHER;
        });
  }
}
