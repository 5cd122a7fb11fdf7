package org.basin.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What of a wave can be committed: the tasks' files that hold, between them, every position from
 * the wave's start up to some other, and no position beyond. All of them when all tasks came to
 * their ends.
 *
 * @param until one past the last of these positions
 * @param done the tasks whose files hold them
 */
record Kept(long until, List<Done> done) {

  Kept {
    done = List.copyOf(done);
  }

  /**
   * Finds it.
   *
   * @param from first position of the wave
   */
  static Kept of(long from, List<Done> done) {
    long until = covered(from, done);
    // a file is taken whole or not at all
    for (boolean cut = true; cut; ) {
      cut = false;
      for (Done each : done) {
        if (each.from() < until && until < each.reached()) {
          until = each.from();
          cut = true;
        }
      }
    }
    long end = until;
    return new Kept(end, done.stream().filter(each -> each.reached() <= end).toList());
  }

  /** The first position that no task has done. */
  private static long covered(long from, List<Done> done) {
    List<long[]> pieces = new ArrayList<>();
    for (Done each : done) {
      long start = each.from();
      List<Done.Aside> aside =
          each.aside().stream().sorted(Comparator.comparingLong(Done.Aside::from)).toList();
      for (Done.Aside hole : aside) {
        pieces.add(new long[] {start, hole.from()});
        start = hole.until();
      }
      pieces.add(new long[] {start, each.reached()});
    }
    pieces.sort(Comparator.comparingLong(piece -> piece[0]));
    long until = from;
    for (long[] piece : pieces) {
      if (piece[0] <= until) {
        until = Math.max(until, piece[1]);
      }
    }
    return until;
  }
}
