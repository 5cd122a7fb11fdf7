package org.basin.learn;

import java.io.Serializable;

/**
 * One metric column of a model.
 *
 * @param name the column
 * @param values whether trials have few different values of it, so that a dictionary pays
 * @param column whether a sweep has it without asking for it
 * @param holds which trials have a value of it
 * @param better which of two values is the better one
 * @param tie its place, from 1, among the metrics that say which of two trials is better that are
 *     equal by another one; 0 for a metric that does not. It measures what was learned, used as it
 *     is meant to be
 * @param text one line that says what it measures, with its unit
 */
public record Score(
    String name, Values values, Column column, Holds holds, Better better, int tie, String text)
    implements Serializable {

  /** Which of two values of a metric is the better one. */
  public enum Better {
    /** Errors, losses, costs, energies, steps. */
    LESS,
    /** Accuracies, shares recalled, lessons survived. */
    MORE
  }

  /** Which trials have a value of it. */
  public enum Holds {
    /** Those that were trained to the end with finite numbers; of others it says nothing. */
    COMPLETE,
    /** Those that diverged too, if it is finite; no answer counts it there. */
    FINITE,
    /** Those that diverged too, in answers as well: it says how they did. */
    ALWAYS
  }

  /** How many different values there are over a sweep. */
  public enum Values {
    FEW,
    MANY
  }

  /** When a metric is a column of the table. */
  public enum Column {
    /** Unless the sweep lists its metrics. */
    STANDARD,
    /** Only if the sweep names it, because it costs time to measure. */
    ON_REQUEST,
    /** As the standard ones where the data has a test part, on which it is measured. */
    TEST_PART
  }
}
