package org.basin.importance;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What two factors explain.
 *
 * @param x the one that the sweep names first
 * @param y the other
 * @param interaction the share of the variance, from 0 to 1, that they explain beyond what each of
 *     them does by itself
 * @param together the share that they explain in all
 */
public record Pair(Factor x, Factor y, double interaction, double together) {

  /** Whether they are the factors of two axes, in either order. */
  public boolean of(String one, String other) {
    return (x.holds(one) && y.holds(other)) || (x.holds(other) && y.holds(one));
  }

  /** As JSON wants it. */
  Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("x", x.name());
    map.put("y", y.name());
    map.put("interaction", interaction);
    map.put("together", together);
    return map;
  }
}
