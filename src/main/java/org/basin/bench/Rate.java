package org.basin.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.basin.draw.Shown;
import org.basin.run.Provenance;

/**
 * A rate measured several times.
 *
 * @param median per second
 * @param least per second
 * @param greatest per second
 * @param runs how often it was measured
 */
public record Rate(double median, double least, double greatest, int runs) {

  /** Calls a measurement so many times. */
  static Rate of(int runs, DoubleSupplier measurement) {
    double[] rates = new double[runs];
    for (int i = 0; i < runs; i++) {
      rates[i] = measurement.getAsDouble();
    }
    Arrays.sort(rates);
    double median = (rates[(runs - 1) / 2] + rates[runs / 2]) / 2;
    return new Rate(median, rates[0], rates[runs - 1], runs);
  }

  /** The rate of something that happens so many times as often. */
  Rate times(double factor) {
    return new Rate(median * factor, least * factor, greatest * factor, runs);
  }

  /** A row of a table: name, median, least, greatest. */
  public List<String> cells(String name) {
    return List.of(
        name,
        Shown.count(Math.round(median)),
        Shown.count(Math.round(least)),
        Shown.count(Math.round(greatest)));
  }

  /** The rate as JSON wants it. */
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("median", median);
    map.put("least", least);
    map.put("greatest", greatest);
    map.put("runs", runs);
    return map;
  }

  /** What was measured on. */
  public static String machine() {
    return "Java %s, %s".formatted(System.getProperty("java.version"), Provenance.cpu());
  }
}
