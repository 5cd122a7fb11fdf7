package org.basin.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;

/**
 * Records as JSON and back. Unknown members are skipped; missing ones are mistakes unless they are
 * marked {@link Absent}.
 */
final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException if the text is no such record; the message says why in one
   *     line
   */
  static <T> T read(String text, Class<T> type) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (tree.isMissingNode() || tree.isNull()) {
        throw new IllegalArgumentException(tree.isNull() ? "it says null" : "it is empty");
      }
      complete(tree, type);
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      // Jackson's own message goes on with Java class names, which help no one
      Throwable law = e.getCause() instanceof IllegalArgumentException cause ? cause : e;
      String message = e == law ? e.getOriginalMessage() : law.getMessage();
      throw new IllegalArgumentException(
          message.lines().findFirst().orElse("not JSON").replaceAll("`[\\w.$]*\\.", "`"), e);
    }
  }

  /** Adds the members that may be missing, at every depth. */
  private static void complete(JsonNode node, Type type) throws JsonProcessingException {
    if (node instanceof ArrayNode list && type instanceof ParameterizedType of) {
      for (JsonNode each : list) {
        complete(each, of.getActualTypeArguments()[0]);
      }
    } else if (node instanceof ObjectNode object && type instanceof Class<?> c && c.isRecord()) {
      for (RecordComponent member : c.getRecordComponents()) {
        String name = member.getName();
        Absent standard = member.getAnnotation(Absent.class);
        if (standard != null && !object.has(name)) {
          object.set(name, MAPPER.readTree(standard.value()));
        }
        if (object.has(name)) {
          complete(object.get(name), member.getGenericType());
        }
      }
    }
  }
}
