package org.basin.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** Records as JSON and back. Unknown members are skipped, missing ones are mistakes. */
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
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new IllegalArgumentException("it says null");
      }
      return value;
    } catch (JsonProcessingException e) {
      // Jackson's own message goes on with Java class names, which help no one
      Throwable law = e.getCause() instanceof IllegalArgumentException cause ? cause : e;
      String message = e == law ? e.getOriginalMessage() : law.getMessage();
      throw new IllegalArgumentException(
          message.lines().findFirst().orElse("not JSON").replaceAll("`[\\w.$]*\\.", "`"), e);
    }
  }
}
