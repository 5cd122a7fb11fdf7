package org.basin.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.VariantVal;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The values of Spark's rows as numbers, texts, truth values, lists and maps, which text and JSON
 * can say: a struct is a map from its names, bytes are hex digits as SQL's {@code hex} and {@code
 * unhex} have them, times are ISO 8601, those of a moment in UTC.
 */
final class SparkValues {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private SparkValues() {}

  /** A value that is not null; nulls within it are empty {@link Optional}s. */
  static Object of(Object value) {
    if (value instanceof scala.collection.Seq<?> list) {
      List<Object> plain = new ArrayList<>();
      CollectionConverters.asJava(list).forEach(each -> plain.add(orEmpty(each)));
      return Collections.unmodifiableList(plain);
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      CollectionConverters.asJava(map).forEach((key, each) -> plain.put(of(key), orEmpty(each)));
      return Collections.unmodifiableMap(plain);
    }
    if (value instanceof Row struct) {
      Map<String, Object> plain = new LinkedHashMap<>();
      for (int i = 0; i < struct.size(); i++) {
        plain.put(struct.schema().apply(i).name(), orEmpty(struct.get(i)));
      }
      return Collections.unmodifiableMap(plain);
    }
    if (value instanceof byte[] bytes) {
      return HEX.formatHex(bytes);
    }
    if (value instanceof Date day) {
      return day.toLocalDate().toString();
    }
    if (value instanceof Timestamp moment) {
      return moment.toInstant().toString();
    }
    if (value instanceof VariantVal variant) {
      return parsed(variant.toJson(ZoneOffset.UTC));
    }
    boolean text =
        value instanceof TemporalAccessor
            || value instanceof TemporalAmount
            || value instanceof CalendarInterval;
    return text ? value.toString() : value;
  }

  private static Object orEmpty(Object value) {
    return value == null ? Optional.empty() : of(value);
  }

  private static Object parsed(String json) {
    try {
      return JSON.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Spark must write JSON, got " + json, e);
    }
  }
}
