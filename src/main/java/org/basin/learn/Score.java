package org.basin.learn;

import java.io.Serializable;

/**
 * One metric column of a model.
 *
 * @param name the column
 * @param values whether trials have few different values of it, so that a dictionary pays
 * @param text one line that says what it measures, with its unit
 */
public record Score(String name, Values values, String text) implements Serializable {

  /** How many different values there are over a sweep. */
  public enum Values {
    FEW,
    MANY
  }
}
