package org.basin.trial;

/**
 * Outcomes of neighbouring trials as columns, filled by {@link BlockRunner} and reused from one
 * call to the next. Row {@code i} is valid for {@code i < rows()}.
 *
 * <p>A column that was not asked for is left as it is.
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

  /** Places on the axes, {@code [axis][row]}. */
  final int[][] place;

  final State[] state;
  final String[] failure;

  /** Metrics, {@code [score][row]}; NaN where they are null. */
  final float[][] score;

  /** Histories, {@code [history][row]}; null of FAILED trials. */
  final float[][][] history;

  int rows;

  Results(int capacity, int axes, int scores, int histories) {
    trial = new long[capacity];
    replicate = new int[capacity];
    seed = new long[capacity];
    place = new int[axes][capacity];
    state = new State[capacity];
    failure = new String[capacity];
    score = new float[scores][capacity];
    history = new float[histories][capacity][];
  }

  int capacity() {
    return trial.length;
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

  /** Place of a row's value on an axis. */
  public int place(int axis, int row) {
    return place[axis][row];
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

  /** A metric of a row; NaN when it is null. */
  public float score(int score, int row) {
    return this.score[score][row];
  }
}
