package org.basin.space;

import java.io.Serializable;
import java.util.List;
import org.basin.sweep.Condition;

/**
 * The trials of a sweep, in order, none of them stored.
 *
 * <p>A <em>trial number</em> names a trial for good: point index times replicates plus replicate.
 * Structural axes vary slowest, so that trials of equal structure lie side by side; among axes of
 * one kind the last one in the file varies fastest, and the replicate fastest of all.
 *
 * <p>A <em>position</em> counts through the candidates that are left after {@link #restrict}:
 * ascending positions are ascending trial numbers. A condition over one axis removes positions; one
 * that ties several axes together is tested point by point, so that some positions may hold no
 * trial.
 */
public interface Space extends Serializable {

  /** The varied axes, in the order of the columns. */
  List<Axis> axes();

  /** How many candidates there are: {@link Cursor} walks positions 0 to this. */
  long positions();

  /** How many trials there are exactly; at most {@link #positions()}. */
  long count();

  /** The part of this space in which a condition holds, with the same trial numbers. */
  Space restrict(Condition condition);

  /** The first position whose trial number is at least {@code trial}. */
  long position(long trial);

  /** Walks the trials in {@code [from, until)}, in order. */
  Cursor cursor(long from, long until);

  /**
   * Cuts {@code [from, until)} into blocks of equal structure.
   *
   * @param size positions in a block at the most
   */
  Iterable<Block> blocks(long from, long until, int size);

  /** Structures in the order in which they occur; never more than {@link #MAX_STRUCTURES}. */
  List<Structure> structures();

  /** A space has no more structures than this: each one is compiled and checked on its own. */
  int MAX_STRUCTURES = 100_000;
}
