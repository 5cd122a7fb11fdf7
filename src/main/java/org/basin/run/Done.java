package org.basin.run;

import java.io.Serializable;
import java.util.List;
import org.basin.store.Written;

/**
 * What a task has done.
 *
 * @param stretch its number
 * @param from first position of the stretch
 * @param reached one past the last position that it has done; less than the stretch's end if the
 *     task was asked to end early
 * @param file that it wrote
 * @param failed those of them that FAILED
 * @param work that it took
 * @param aside positions before {@code reached} that it left out
 */
record Done(
    int stretch, long from, long reached, Written file, long failed, Work work, List<Aside> aside)
    implements Serializable {

  /**
   * Positions {@code [from, until)} that are to be trained with nothing else at work.
   *
   * @param reason what went wrong with them
   */
  record Aside(long from, long until, String reason) implements Serializable {}

  Done {
    aside = List.copyOf(aside);
  }
}
