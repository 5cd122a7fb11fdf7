package org.basin.learn;

import java.io.Serializable;

/**
 * A number that can be kept along a training: an array column named {@code METRIC_history}.
 *
 * @param metric what is kept
 * @param text one line that says what it is
 * @param standard whether a sweep that keeps histories has it without naming it
 * @param moment when its numbers are taken
 */
public record History(String metric, String text, boolean standard, Moment moment)
    implements Serializable {

  /** What the names of all such columns end with. */
  public static final String SUFFIX = "_history";

  /** When a number is taken, of every so many steps. */
  public enum Moment {
    /**
     * After every N-th epoch and after the last: the last number is what the trained model has in
     * the column of that metric.
     */
    AFTER("after every N-th epoch and the last"),
    /** In epochs 0, N, 2N, …, before their changes. */
    BEFORE("in epochs 0, N, 2N, … before their changes"),
    /** After every N-th step, and the last, of what is done with the trained model. */
    MEASURING("after every N-th step of the recall and the last");

    private final String text;

    Moment(String text) {
      this.text = text;
    }

    /** In words. */
    public String text() {
      return text;
    }

    /** Whether a step, from 0, has a number. */
    boolean due(int step, int steps, int every) {
      return every > 0
          && (this == BEFORE ? step % every == 0 : step + 1 == steps || (step + 1) % every == 0);
    }
  }

  /** The column. */
  public String name() {
    return metric + SUFFIX;
  }
}
