package org.basin.trial;

import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.Sweep;

/**
 * Trains blocks of one sweep, one after the other, on one thread. Holds the data, the engine and
 * the learner of the last structure; not safe for use by several threads.
 */
public final class BlockRunner {

  /**
   * @param sweep what is trained
   * @param space the sweep's space or a restricted part of it
   * @param train whether metrics are wanted; when false no trial is trained and only trial,
   *     replicate, seed and places are filled
   */
  public BlockRunner(Sweep sweep, Space space, boolean train) {
    throw new UnsupportedOperationException("being written");
  }

  /**
   * Trains the trials of a block.
   *
   * @return columns that are valid until the next call
   */
  public Results run(Block block) {
    throw new UnsupportedOperationException("being written");
  }

  /** Trials trained so far. */
  public long trained() {
    throw new UnsupportedOperationException("being written");
  }

  /** Lanes stepped so far, filled or not; {@code trained() / lanes()} is how full they were. */
  public long lanes() {
    throw new UnsupportedOperationException("being written");
  }
}
