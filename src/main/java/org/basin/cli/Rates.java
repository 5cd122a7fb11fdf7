package org.basin.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.bench.Rate;
import org.basin.draw.Shown;
import org.basin.run.Provenance;

/** Measured speeds as rows of a table and as JSON. */
final class Rates {

  private Rates() {}

  /** Name, median, least, greatest. */
  static List<String> cells(String name, Rate rate) {
    return List.of(
        name,
        Shown.count(Math.round(rate.median())),
        Shown.count(Math.round(rate.least())),
        Shown.count(Math.round(rate.greatest())));
  }

  static Map<String, Object> map(Rate rate) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("median", rate.median());
    map.put("least", rate.least());
    map.put("greatest", rate.greatest());
    map.put("runs", rate.runs());
    return map;
  }

  /** What was measured on. */
  static String machine() {
    return "Java %s, %s".formatted(System.getProperty("java.version"), Provenance.cpu());
  }
}
