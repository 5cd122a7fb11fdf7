package org.basin.sweep.condition;

/** A mistake in the text of a condition. */
public final class ConditionException extends Exception {

  private final int column;

  ConditionException(int column, String message) {
    super(message);
    this.column = column;
  }

  /** The same mistake in a text that has more before it. */
  public ConditionException right(int columns) {
    return new ConditionException(column + columns, getMessage());
  }

  /** Where in the text, counted from 1. */
  public int column() {
    return column;
  }
}
