package org.basin.data;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.basin.sweep.DataSource;

/** Data sources written shortly. */
final class Sources {

  private Sources() {}

  /** A kind with options as name, value, name, value and so on. */
  static DataSource source(String kind, Object... options) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      Object value = options[i + 1];
      map.put(
          (String) options[i], value instanceof Integer whole ? (Object) whole.longValue() : value);
    }
    return new DataSource(kind, map);
  }

  static Dataset data(String kind, Object... options) {
    return Datasets.of(source(kind, options));
  }

  static String fingerprint(String kind, Object... options) {
    return Datasets.fingerprint(source(kind, options), new Configuration());
  }
}
