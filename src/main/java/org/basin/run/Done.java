package org.basin.run;

import java.io.Serializable;
import java.util.List;
import org.basin.store.Written;

/**
 * What a task has done.
 *
 * @param stretch its number
 * @param file that it wrote
 * @param failed those of them that FAILED
 * @param lanes stepped for them, filled or not
 * @param nanoseconds inside the training code
 * @param aside positions of the stretch that it left out
 */
record Done(int stretch, Written file, long failed, long lanes, long nanoseconds, List<Aside> aside)
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
