package org.basin.code;

/** The counter of a loop, from 0 on. Two are the same only if they are one object. */
public final class Variable {

  private final int count;

  /**
   * @param count how often the loop goes round
   */
  public Variable(int count) {
    this.count = count;
  }

  /** How often its loop goes round. */
  public int count() {
    return count;
  }
}
