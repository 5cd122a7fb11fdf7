package org.basin.run;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What training some trials took.
 *
 * @param nanoseconds inside the training code, summed over tasks
 * @param lanes stepped, filled or not
 * @param blocks that each engine has trained, by its name
 */
record Work(long nanoseconds, long lanes, Map<String, Long> blocks) implements Serializable {

  static final Work NONE = new Work(0, 0, Map.of());

  Work {
    blocks = Collections.unmodifiableMap(new TreeMap<>(blocks));
  }

  Work and(Work more) {
    Map<String, Long> all = new TreeMap<>(blocks);
    more.blocks.forEach((engine, count) -> all.merge(engine, count, Long::sum));
    return new Work(nanoseconds + more.nanoseconds, lanes + more.lanes, all);
  }
}
