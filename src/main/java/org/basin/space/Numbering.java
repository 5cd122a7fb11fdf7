package org.basin.space;

import java.io.Serializable;

/**
 * The numbers of trials that a larger space adds to a smaller one: from the size of the smaller on,
 * in the order of the larger.
 */
sealed interface Numbering extends Serializable {

  /**
   * The number of a trial that is new.
   *
   * @param trial its number in the larger space; of one that is not new, or does not exist, what a
   *     new one there would have
   */
  long number(long trial);

  /** Whether the smaller space has a trial of the larger. */
  boolean known(long trial);

  /** One past the last number. */
  long until();

  /** The least trial of the larger space whose number is no less than this. */
  default long trial(long number) {
    long low = 0;
    long high = Long.MAX_VALUE >> 1;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (number(middle) >= number) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Of products.
   *
   * @param now all trials of the larger, by the numbers of a space that holds it
   * @param before all trials of the smaller, by the same numbers; none where there is no smaller
   */
  record OfProducts(ProductSpace now, ProductSpace before) implements Numbering {

    @Override
    public long number(long trial) {
      return now.position(trial) + before.positions() - before.position(trial);
    }

    @Override
    public boolean known(long trial) {
      return before.position(trial + 1) > before.position(trial);
    }

    @Override
    public long until() {
      return now.positions();
    }
  }

  /**
   * Of draws: a smaller space has the first of them, and the first of their replicates.
   *
   * @param draws of the larger
   * @param replicates of the larger
   * @param oldDraws of the smaller; 0 where there is none
   * @param oldReplicates of the smaller
   */
  record OfDraws(long draws, int replicates, long oldDraws, int oldReplicates)
      implements Numbering {

    @Override
    public long number(long trial) {
      long within = Math.min(trial, until());
      long draw = within / replicates;
      long old =
          draw >= oldDraws
              ? oldDraws * oldReplicates
              : draw * oldReplicates + Math.min(within % replicates, oldReplicates);
      return oldDraws * oldReplicates + within - old;
    }

    @Override
    public boolean known(long trial) {
      return trial / replicates < oldDraws && trial % replicates < oldReplicates;
    }

    @Override
    public long until() {
      return draws * replicates;
    }
  }
}
