package org.basin.sweep;

/** Which rows a build makes. */
public final class Revision {

  /**
   * Raised whenever any row of an unchanged sweep changes: what trials compute, their seeds, the
   * values of axes, the standard columns. Runs of another revision are read, but not continued.
   *
   * <p>1: builds before this number was kept. 2: decision 0025.
   */
  public static final int ROWS = 2;

  private Revision() {}
}
