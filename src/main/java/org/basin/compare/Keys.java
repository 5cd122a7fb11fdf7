package org.basin.compare;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The order in which SQL sorts rows by hyperparameters, which both dialects share. */
final class Keys {

  private Keys() {}

  /** Of rows by several, the first the most important one. */
  static int compareAll(List<Object> a, List<Object> b) {
    for (int k = 0; k < a.size(); k++) {
      int order = compare(a.get(k), b.get(k));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Numbers by size, then texts by their bytes in UTF-8; last what is not there. */
  static int compare(Object a, Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a == null, b == null);
    }
    if (a instanceof Number one && b instanceof Number other) {
      return one instanceof Double || other instanceof Double
          ? Double.compare(one.doubleValue(), other.doubleValue())
          : Long.compare(one.longValue(), other.longValue());
    }
    if (a instanceof Number || b instanceof Number) {
      return a instanceof Number ? -1 : 1;
    }
    return Arrays.compareUnsigned(
        a.toString().getBytes(StandardCharsets.UTF_8),
        b.toString().getBytes(StandardCharsets.UTF_8));
  }
}
