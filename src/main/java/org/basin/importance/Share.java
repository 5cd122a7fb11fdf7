package org.basin.importance;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a factor explains by itself.
 *
 * @param factor the axis
 * @param share of the variance, from 0 to 1: how far apart the means of its values are
 */
public record Share(Factor factor, double share) {

  /** As JSON wants it. */
  Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("axis", factor.name());
    map.put("share", share);
    return map;
  }
}
