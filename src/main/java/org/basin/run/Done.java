package org.basin.run;

import java.io.Serializable;
import java.util.List;

/**
 * What a task has done.
 *
 * @param stretch its number
 * @param file its name
 * @param rows trials in it
 * @param failed those of them that FAILED
 * @param lanes stepped for them, filled or not
 * @param nanoseconds inside the training code
 * @param aside positions of the stretch that it left out
 */
record Done(
    int stretch,
    String file,
    long rows,
    long failed,
    long lanes,
    long nanoseconds,
    List<Aside> aside)
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
