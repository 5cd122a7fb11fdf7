package org.basin.explore;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.run.UsageException;
import org.basin.sweep.Sweep.Starts;

/**
 * What the controls of a page say.
 *
 * @param values of axes and of other numbers that sliders hold, as texts by name
 * @param changes of what the file fixes, as words of a command line: {@code lessons=200}
 * @param starts whether all points draw the same
 * @param from the state that training goes on from, as the page was told it; "" for none
 */
record Scene(
    Map<String, String> values,
    List<String> changes,
    long seed,
    int replicate,
    Starts starts,
    String from) {

  private static final int MOST = 1000;

  static Scene of(JsonNode json) {
    Map<String, String> values = new LinkedHashMap<>();
    json.path("values").properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
    List<String> changes = new ArrayList<>();
    json.path("changes")
        .properties()
        .forEach(e -> changes.add(name(e.getKey()) + "=" + e.getValue().asText()));
    int replicate = json.path("replicate").asInt(0);
    if (values.size() > MOST || changes.size() > MOST || replicate < 0 || replicate > 1_000_000) {
      throw new UsageException(
          "0 <= replicate <= 1000000 and at most %d values must hold, got replicate=%d, %d values"
              .formatted(MOST, replicate, values.size() + changes.size()));
    }
    String seed = json.path("seed").asText("0");
    if (!seed.matches("-?[0-9]{1,18}")) {
      throw new UsageException("seed must be a whole number of at most 18 digits, got " + seed);
    }
    return new Scene(
        values,
        changes,
        Long.parseLong(seed),
        replicate,
        json.path("starts").asText().equals("independent") ? Starts.INDEPENDENT : Starts.SHARED,
        json.path("from").asText(""));
  }

  /** A name of a parameter alone: no override may reach other keys of a sweep. */
  private static String name(String given) {
    if (!given.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new UsageException("a parameter must be named, got " + given);
    }
    return "parameters." + given;
  }
}
