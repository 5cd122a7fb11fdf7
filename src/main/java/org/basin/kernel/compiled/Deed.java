package org.basin.kernel.compiled;

import java.util.List;
import java.util.function.Supplier;
import org.basin.code.Nest;

/**
 * An operation on certain stretches of memory.
 *
 * @param key says operation and sizes; deeds of one key have one nest
 * @param code what is done
 * @param stretches in the order of the nest's planes
 */
record Deed(String key, Supplier<Nest> code, List<Stretch> stretches) {

  Deed {
    stretches = List.copyOf(stretches);
  }
}
