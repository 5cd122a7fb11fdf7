package org.basin.trial;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.basin.space.Axis;
import org.basin.space.Cursor;

/**
 * Outcomes of neighbouring trials as columns, filled by {@link BlockRunner} and reused from one
 * call to the next. Row {@code i} is valid for {@code i < rows()}.
 *
 * <p>Columns of trained values are not filled when no trial is trained.
 */
public final class Results {

  /** How a trial ended. */
  public enum State {
    /** Trained to the end. */
    COMPLETE,
    /**
     * A parameter or a metric became NaN or infinite; metrics that are not finite, or say nothing
     * of such a trial, are null.
     */
    DIVERGED,
    /** Stopped early by the method. */
    PRUNED,
    /** Training threw; the failure column says what. */
    FAILED
  }

  final long[] trial;
  final int[] replicate;
  final long[] seed;

  /** Places on the axes, {@code [axis][row]}; negative where an axis is not there. */
  final int[][] place;

  /**
   * Values on the axes of real numbers, {@code [axis][row]}; NaN where an axis is not there; null
   * of other axes.
   */
  final double[][] real;

  /**
   * Values on the axes of whole numbers, {@code [axis][row]}; {@link ResultColumn#NO_LONG} where an
   * axis is not there; null of other axes.
   */
  final long[][] whole;

  /** Values on all other axes as text, {@code [axis][row]}; null of axes of numbers. */
  final String[][] word;

  final State[] state;
  final String[] failure;

  /** Metrics, {@code [score][row]}; NaN where they are null. */
  final float[][] score;

  /** Histories, {@code [history][row]}; null of FAILED trials. */
  final float[][][] history;

  /** What trained trials say of parts of the data, {@code [part][row]}; null of FAILED trials. */
  final float[][][] output;

  private final List<Axis> axes;

  /** The lane axes and, in their order, their values. */
  private final int[] lanes;

  final double[][] lane;

  /** The place that a structural axis has in its first rows, and in how many. */
  private final int[] same;

  private final int[] filled;

  int rows;

  Results(int capacity, List<Axis> axes, int scores, int histories, int outputs) {
    this.axes = axes;
    lanes = IntStream.range(0, axes.size()).filter(a -> axes.get(a).lane()).toArray();
    same = new int[axes.size()];
    filled = new int[axes.size()];
    lane = new double[lanes.length][capacity];
    trial = new long[capacity];
    replicate = new int[capacity];
    seed = new long[capacity];
    place = new int[axes.size()][capacity];
    real = new double[axes.size()][];
    whole = new long[axes.size()][];
    word = new String[axes.size()][];
    for (int i = 0; i < lanes.length; i++) {
      real[lanes[i]] = lane[i];
    }
    for (int a = 0; a < axes.size(); a++) {
      switch (axes.get(a).hyperparameter().type()) {
        case REAL -> real[a] = axes.get(a).lane() ? real[a] : new double[capacity];
        case INTEGER -> whole[a] = new long[capacity];
        default -> word[a] = new String[capacity];
      }
    }
    state = new State[capacity];
    failure = new String[capacity];
    score = new float[scores][capacity];
    history = new float[histories][capacity][];
    output = new float[outputs][capacity][];
  }

  int capacity() {
    return trial.length;
  }

  /** Fills the columns that are known before training with the trials of a block. */
  void describe(Cursor cursor) {
    rows = 0;
    while (cursor.next()) {
      add(cursor);
    }
    for (int a = 0; rows > 0 && a < same.length; a++) {
      if (!axes.get(a).lane()) {
        repeat(a, place[a][0]);
      }
    }
  }

  private void add(Cursor cursor) {
    int row = rows++;
    trial[row] = cursor.trial();
    replicate[row] = cursor.replicate();
    seed[row] = cursor.seed();
    for (int a = 0; a < place.length; a++) {
      place[a][row] = cursor.place(a);
    }
    for (int i = 0; i < lanes.length; i++) {
      lane[i][row] = cursor.number(lanes[i]);
    }
  }

  /** All trials of a block have one place on a structural axis. */
  private void repeat(int a, int at) {
    int from = at == same[a] ? filled[a] : 0;
    if (from < rows) {
      if (real[a] != null) {
        Arrays.fill(real[a], from, rows, at < 0 ? Double.NaN : axes.get(a).number(at));
      } else if (whole[a] != null) {
        long number = at < 0 ? ResultColumn.NO_LONG : (Long) axes.get(a).values().value(at);
        Arrays.fill(whole[a], from, rows, number);
      } else {
        Arrays.fill(word[a], from, rows, at < 0 ? null : axes.get(a).text(at));
      }
    }
    filled[a] = Math.max(from, rows);
    same[a] = at;
  }

  /** How many rows are filled. */
  public int rows() {
    return rows;
  }

  /** Trial number of a row. */
  public long trial(int row) {
    return trial[row];
  }

  /** Replicate of a row. */
  public int replicate(int row) {
    return replicate[row];
  }

  /** Seed of a row. */
  public long seed(int row) {
    return seed[row];
  }

  /** Values of a row on the lane axes, an array of its own. */
  public double[] laneValues(int row) {
    return Arrays.stream(lane).mapToDouble(axis -> axis[row]).toArray();
  }

  /** Place of a row's value on an axis. */
  public int place(int axis, int row) {
    return place[axis][row];
  }

  /** Value of a row on an axis; empty where the axis is not there. */
  public Optional<Object> value(int axis, int row) {
    Axis of = axes.get(axis);
    int at = place[axis][row];
    if (at < 0) {
      return Optional.empty();
    }
    return Optional.of(of.continuous() ? (Object) real[axis][row] : of.values().value(at));
  }

  /** How the trial of a row ended. */
  public State state(int row) {
    return state[row];
  }

  /** What a FAILED trial threw; null for every other trial. */
  public String failure(int row) {
    return failure[row];
  }

  /** A history of a row, not to be changed; null of FAILED trials. */
  public float[] history(int history, int row) {
    return this.history[history][row];
  }

  /** What the trial of a row says of a part, not to be changed; null of FAILED trials. */
  public float[] output(int part, int row) {
    return output[part][row];
  }

  /** A metric of a row; NaN when it is null. */
  public float score(int score, int row) {
    return this.score[score][row];
  }
}
