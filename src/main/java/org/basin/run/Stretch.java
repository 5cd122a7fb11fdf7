package org.basin.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Positions {@code [from, until)} that one task trains.
 *
 * @param number of the task within its wave
 * @param company whether other tasks are at work meanwhile
 */
record Stretch(int number, long from, long until, Company company) implements Serializable {

  /** Whether other tasks run meanwhile. */
  enum Company {
    /** Other tasks run, perhaps in the same process: they may be why it dies. */
    SHARED,
    /** No other task runs: these positions alone are why a process dies. */
    ALONE
  }

  /** A part of a stretch. */
  record Piece(long from, long until) {}

  /** Positions in it. */
  long length() {
    return until - from;
  }

  /**
   * Cuts it into pieces of whole blocks, as equal as they can be.
   *
   * @param most how many pieces at the most
   * @param block positions in a block
   */
  List<Piece> pieces(int most, int block) {
    long blocks = (length() + block - 1) / block;
    long parts = Math.min(most, blocks);
    List<Piece> pieces = new ArrayList<>();
    for (long p = 0; p < parts; p++) {
      pieces.add(
          new Piece(
              from + blocks * p / parts * block,
              Math.min(until, from + blocks * (p + 1) / parts * block)));
    }
    return pieces;
  }
}
