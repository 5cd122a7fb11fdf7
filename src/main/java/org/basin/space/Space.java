package org.basin.space;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.sweep.Method;
import org.basin.sweep.Mistake;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.Vocabulary;
import org.basin.sweep.condition.Condition;

/**
 * The trials of a sweep, in order, none of them stored.
 *
 * <p>A <em>trial number</em> names a trial for good: point index times replicates plus replicate.
 * Structural axes vary slowest, so that trials of equal structure lie side by side; among axes of
 * one kind the last one in the file varies fastest, and the replicate fastest of all.
 *
 * <p>A <em>position</em> counts through the candidates that are left after {@link #restrict}:
 * ascending positions are ascending trial numbers, but where structures are drawn, so that trials
 * of equal structure are put side by side among neighbours. A condition over one axis removes
 * positions; one that ties several axes together is tested point by point, so that some positions
 * may hold no trial.
 */
public interface Space extends Serializable {

  /** The name by which a condition reads the trial number. */
  String TRIAL = "trial";

  /** The name by which a condition reads the replicate. */
  String REPLICATE = "replicate";

  /** A space has no more structures than this: each one is compiled and checked on its own. */
  int MAX_STRUCTURES = 100_000;

  /**
   * The space of a sweep, less what its {@code where} excludes.
   *
   * @throws SweepException if the file of points has mistakes, or if {@code where} ties more than
   *     2^31 combinations of values together, which cannot be counted in reasonable time
   */
  static Space of(Sweep sweep, Vocabulary vocabulary) throws SweepException {
    Space all = all(sweep, vocabulary);
    try {
      return all.restrict(sweep.where());
    } catch (IllegalArgumentException law) {
      throw new SweepException(List.of(new Mistake(sweep.name(), 0, 0, "where", law.getMessage())));
    }
  }

  /**
   * The trials of sweeps of which each holds all of the one before, each trial once: first those of
   * the first, with their numbers and positions, then what each of the others adds.
   *
   * @param sweeps the first one first; at least one
   * @throws IllegalArgumentException with the law, if one does not hold the one before
   * @throws SweepException as {@link #of} says
   */
  static Space of(List<Sweep> sweeps, Vocabulary vocabulary) throws SweepException {
    return sweeps.size() == 1 ? of(sweeps.get(0), vocabulary) : Extension.space(sweeps, vocabulary);
  }

  /** The space that a sweep's method makes: one line for each method. */
  private static Space all(Sweep sweep, Vocabulary vocabulary) throws SweepException {
    if (sweep.method() instanceof Method.Grid) {
      return AxisGrid.space(sweep, vocabulary);
    }
    if (sweep.method() instanceof Method.Listed list) {
      return PointList.space(list.file(), sweep, vocabulary);
    }
    if (sweep.method() instanceof Method.Sampled sampled) {
      return SampledSpace.space(sampled, sweep, vocabulary);
    }
    throw new IllegalStateException("a method must have a space, got " + sweep.method());
  }

  /** The varied axes, in the order of the columns. */
  List<Axis> axes();

  /** A fingerprint of the points that a file lists, in their order; empty when no file does. */
  Optional<String> listed();

  /** How many candidates there are: {@link Cursor} walks positions 0 to this. */
  long positions();

  /**
   * How many trials there are; at most {@link #positions()}. Exact but where {@link #tally} says
   * otherwise.
   */
  long count();

  /** The same with its interval, where there are too many draws to test each one. */
  default Tally tally() {
    return Tally.exact(count());
  }

  /**
   * How many trials train a point again that a smaller number trains: points may be drawn twice.
   * Empty when that is not looked for, as where an axis is continuous; else exact, or no fewer than
   * it says.
   */
  default Optional<Tally> repeats() {
    return Optional.empty();
  }

  /** How many trials the positions in {@code [from, until)} hold exactly. */
  long count(long from, long until);

  /**
   * The part of this space in which a condition holds, with the same trial numbers. Besides axes
   * the condition may read {@link #REPLICATE}, and {@link #TRIAL} in conjuncts of its own that
   * compare it with constants.
   *
   * @throws IllegalArgumentException if the condition reads what it may not, or ties more than 2^31
   *     combinations of values together
   */
  Space restrict(Condition condition);

  /**
   * The position of a trial; of one that is left out, that of the next one where positions rise
   * with trial numbers.
   */
  long position(long trial);

  /** Walks the trials in {@code [from, until)}, in order. */
  Cursor cursor(long from, long until);

  /**
   * Cuts {@code [from, until)} into blocks of equal structure, in order. Positions of an excluded
   * structure are in no block.
   *
   * @param size positions in a block at the most; without limit every block is a whole structure
   */
  Iterable<Block> blocks(long from, long until, long size);

  /**
   * Structures in the order in which they occur; never more than {@link #MAX_STRUCTURES}. Those
   * that a condition on structural axes excludes are not among them.
   */
  List<Structure> structures();

  /**
   * One trial by its number.
   *
   * @return empty when the space has no such trial
   */
  default Optional<Point> point(long trial) {
    long position = position(trial);
    Cursor cursor = cursor(position, Math.min(position + 1, positions()));
    if (trial < 0 || !cursor.next() || cursor.trial() != trial) {
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (int a = 0; a < axes().size(); a++) {
      Axis axis = axes().get(a);
      if (cursor.place(a) >= 0) {
        values.put(axis.name(), cursor.value(a, axis));
      }
    }
    return Optional.of(new Point(trial, cursor.replicate(), cursor.seed(), values));
  }
}
