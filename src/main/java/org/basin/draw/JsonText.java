package org.basin.draw;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Maps and lists as JSON. What JSON has no word for becomes null: an empty {@link Optional}, NaN
 * and the infinities.
 */
public final class JsonText {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(Double.class, shortest())
                  .addSerializer(Float.class, shortest()));
  private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();

  private JsonText() {}

  /** On several lines, for a whole answer. */
  public static String pretty(Object value) {
    return write(PRETTY, value);
  }

  /** On one line, for one row among many. */
  public static String line(Object value) {
    return write(MAPPER.writer(), value);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(plain(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON must be writable, got " + value.getClass(), e);
    }
  }

  private static Object plain(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(JsonText::plain).orElse(null);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach((key, each) -> plain.put(name(key), plain(each)));
      return plain;
    }
    if (value instanceof Iterable<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(each -> plain.add(plain(each)));
      return plain;
    }
    if (value instanceof Double number && !Double.isFinite(number)
        || value instanceof Float single && !Float.isFinite(single)) {
      return null;
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : String.valueOf(value);
  }

  /** A key, which JSON wants to be text. */
  private static String name(Object key) {
    return key instanceof Map<?, ?> || key instanceof Iterable<?> ? line(key) : Shown.exact(key);
  }

  /**
   * The fewest digits that read back; a fraction is told from a whole number by its point or
   * exponent, as in Java and Python.
   */
  private static <T extends Number> JsonSerializer<T> shortest() {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T number, JsonGenerator out, SerializerProvider provider)
          throws IOException {
        String text = Shown.exact(number);
        out.writeNumber(text.matches("-?[0-9]+") ? text + ".0" : text);
      }
    };
  }
}
