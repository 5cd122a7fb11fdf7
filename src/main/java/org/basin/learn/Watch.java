package org.basin.learn;

/** Takes histories along a loop over steps. */
public interface Watch {

  /**
   * Whether a number is taken after a step; what it is read of must be measured by then.
   *
   * @param step from 0
   */
  boolean due(int step);

  /** Takes it. */
  void keep();
}
