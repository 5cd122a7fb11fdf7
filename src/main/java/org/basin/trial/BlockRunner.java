package org.basin.trial;

import java.util.List;
import java.util.stream.IntStream;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Learner;
import org.basin.space.Axis;
import org.basin.space.Block;
import org.basin.space.Cursor;
import org.basin.space.Space;
import org.basin.sweep.Sweep;

/**
 * Trains blocks of one sweep, one after the other, on one thread. Holds the engine and the learner
 * of the last structure; not safe for use by several threads.
 */
public final class BlockRunner {

  private final Sweep sweep;
  private final Space space;
  private final boolean train;
  private final Kernels kernels;

  /** Which axes the learner's lane values come from. */
  private final int[] laneAxes;

  private final double[] laneValues;

  private final int scores;

  private Learner learner;
  private int structure = -1;
  private Results results;
  private long trained;
  private long lanes;

  /**
   * @param sweep what is trained
   * @param space the sweep's space or a restricted part of it
   * @param train whether metrics are wanted; when false no trial is trained and only trial,
   *     replicate, seed and places are filled
   * @throws IllegalStateException when the sweep names an engine that can't work here
   */
  public BlockRunner(Sweep sweep, Space space, boolean train) {
    this.sweep = sweep;
    this.space = space;
    this.train = train;
    kernels = Models.engine(sweep).open();
    List<Axis> axes = space.axes();
    laneAxes = IntStream.range(0, axes.size()).filter(a -> axes.get(a).lane()).toArray();
    laneValues = new double[laneAxes.length];
    scores = new Models().scores(sweep.model()).size();
    results = new Results(0, axes.size(), scores);
  }

  /**
   * Trains the trials of a block.
   *
   * @return columns that are valid until the next call
   */
  public Results run(Block block) {
    int most = Math.toIntExact(block.until() - block.from());
    if (results.capacity() < most) {
      results = new Results(most, space.axes().size(), scores);
    }
    results.rows = 0;
    Cursor cursor = space.cursor(block.from(), block.until());
    int filled = 0;
    while (cursor.next()) {
      describe(cursor);
      if (train) {
        if (filled == 0) {
          prepare(block.structure());
        }
        start(filled++, cursor);
        if (filled == Plane.LANES) {
          train(filled);
          filled = 0;
        }
      }
    }
    if (filled > 0) {
      train(filled);
    }
    return results;
  }

  private void describe(Cursor cursor) {
    int row = results.rows++;
    results.trial[row] = cursor.trial();
    results.replicate[row] = cursor.replicate();
    results.seed[row] = cursor.seed();
    for (int a = 0; a < results.place.length; a++) {
      results.place[a][row] = cursor.place(a);
    }
  }

  private void prepare(int wanted) {
    if (structure != wanted) {
      learner = Models.learner(sweep, space, space.structures().get(wanted), kernels);
      structure = wanted;
    }
  }

  private void start(int lane, Cursor cursor) {
    for (int i = 0; i < laneAxes.length; i++) {
      laneValues[i] = cursor.number(laneAxes[i]);
    }
    learner.start(lane, cursor.seed(), laneValues);
  }

  /** Trains the last {@code filled} rows, which stand in lanes 0 to {@code filled - 1}. */
  private void train(int filled) {
    learner.train();
    trained += filled;
    lanes += Plane.LANES;
    int first = results.rows - filled;
    for (int lane = 0; lane < filled; lane++) {
      int row = first + lane;
      boolean diverged = learner.diverged(lane);
      for (int s = 0; s < scores; s++) {
        float score = (float) learner.score(s, lane);
        diverged |= !Float.isFinite(score);
        results.score[s][row] = score;
      }
      results.state[row] = diverged ? Results.State.DIVERGED : Results.State.COMPLETE;
      results.failure[row] = null;
      if (diverged) {
        for (int s = 0; s < scores; s++) {
          results.score[s][row] = Float.NaN;
        }
      }
    }
  }

  /** Trials trained so far. */
  public long trained() {
    return trained;
  }

  /** Lanes stepped so far, filled or not; {@code trained() / lanes()} is how full they were. */
  public long lanes() {
    return lanes;
  }
}
