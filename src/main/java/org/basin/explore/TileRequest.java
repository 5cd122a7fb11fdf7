package org.basin.explore;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.basin.run.UsageException;
import org.basin.sweep.text.Numeral;

/**
 * A tile that a page asks for.
 *
 * @param id what the page calls it
 * @param shade what its pixels show, as text
 */
record TileRequest(int id, Scene scene, Ruler x, Ruler y, String shade, int zoom, long i, long j) {

  /** Farther out no page asks. */
  private static final long FARTHEST = 1L << 52;

  static TileRequest of(JsonNode json) {
    int zoom = json.path("zoom").asInt();
    long i = json.path("i").asLong();
    long j = json.path("j").asLong();
    if (zoom < Ruler.WIDEST
        || zoom > Ruler.DEEPEST
        || Math.max(Math.abs(i), Math.abs(j)) > FARTHEST >> 8) {
      throw new UsageException(
          "%d <= zoom <= %d must hold, got zoom=%d, tile %d, %d"
              .formatted(Ruler.WIDEST, Ruler.DEEPEST, zoom, i, j));
    }
    Ruler x = ruler(json.path("x"));
    Ruler y = ruler(json.path("y"));
    if (x.name().equals(y.name())) {
      throw new UsageException("a map must have two different axes, got " + x.name() + " twice");
    }
    return new TileRequest(
        json.path("id").asInt(),
        Scene.of(json.path("scene")),
        x,
        y,
        json.path("shade").asText(),
        zoom,
        i,
        j);
  }

  static Ruler ruler(JsonNode json) {
    try {
      return new Ruler(
          json.path("name").asText(),
          number(json.path("low").asText()),
          number(json.path("high").asText()),
          json.path("log").asBoolean());
    } catch (IllegalArgumentException law) {
      throw new UsageException(law.getMessage());
    }
  }

  private static BigDecimal number(String text) {
    return Numeral.real(text)
        .filter(Double::isFinite)
        .map(known -> Numeral.decimal(text))
        .orElseThrow(() -> new UsageException("the end of an axis must be a number, got " + text));
  }

  /**
   * What the tile's pixels depend on beside its place: the sliders of a map's axes do not count.
   */
  TileCache.Key key() {
    java.util.Map<String, String> others = new java.util.TreeMap<>(scene.values());
    others.remove(x.name());
    others.remove(y.name());
    return new TileCache.Key(
        List.of(
            others, scene.changes(), scene.seed(), scene.replicate(), scene.starts(), x, y, shade),
        zoom,
        i,
        j);
  }
}
