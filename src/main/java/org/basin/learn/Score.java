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
 * @param text one line that says what it measures, with its unit
 */
public record Score(
    String name, Values values, Column column, Holds holds, Better better, String text)
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

  /** A metric that a sweep has without asking for it. */
  public Score(String name, Values values, Better better, String text) {
    this(name, values, Column.STANDARD, Holds.FINITE, better, text);
  }

  /** A metric that is kept wherever it is finite. */
  public Score(String name, Values values, Column column, Better better, String text) {
    this(name, values, column, Holds.FINITE, better, text);
  }

  /** A metric that is measured only for a sweep that names it. */
  public static Score onRequest(String name, Values values, Better better, String text) {
    return new Score(name, values, Column.ON_REQUEST, Holds.FINITE, better, text);
  }
}
