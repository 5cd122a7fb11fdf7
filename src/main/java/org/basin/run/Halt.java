package org.basin.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs of this process whose tasks shall end at their next block. Where tasks share the driver's
 * process, as in local mode, they see it; an executor's process knows of none.
 */
final class Halt {

  private static final Set<String> CALLED = ConcurrentHashMap.newKeySet();

  private Halt() {}

  /** Tasks of a run shall end, and no other shall begin. */
  static void call(String run) {
    CALLED.add(run);
  }

  /** Whether they shall. */
  static boolean called(String run) {
    return CALLED.contains(run);
  }

  /** The run is over. */
  static void forget(String run) {
    CALLED.remove(run);
  }
}
