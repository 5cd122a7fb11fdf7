package org.basin.read;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basin.draw.JsonText;
import org.basin.draw.Shown;

/**
 * Rows as comma-separated values (RFC 4180, with the line ends of Unix): an empty field is null, an
 * empty text is quoted, numbers have the fewest digits that read back, lists and maps are JSON.
 */
public final class CsvText {

  private CsvText() {}

  /** The line of the names. */
  public static String head(List<Column> columns) {
    return line(columns.stream().map(column -> quoted(column.name())));
  }

  /** The line of a row. */
  public static String line(Row row) {
    return line(row.values().stream().map(CsvText::field));
  }

  private static String line(Stream<String> fields) {
    return fields.collect(Collectors.joining(","));
  }

  private static String field(Object value) {
    if (value == null || value instanceof Optional<?> none && none.isEmpty()) {
      return "";
    }
    if (value instanceof String text) {
      return text.isEmpty() ? "\"\"" : quoted(text);
    }
    return value instanceof Number || value instanceof Boolean
        ? Shown.exact(value)
        : quoted(JsonText.line(value));
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
