package org.basin.energy;

/**
 * A scheme at work on one net, with the planes that it needs besides the net's own. A step over a
 * minibatch is {@link #settle}, then {@link #learn}.
 */
sealed interface Rule permits Notebook, EarlyInference, Study {

  /** Forgets what earlier trainings left behind, and reads the lanes' hyperparameters. */
  default void restart() {}

  /** One sweep of the first phase over the states of a minibatch. */
  void sweep(Batch batch);

  /** Settles the states of a minibatch, starting from where they stand. */
  void settle(Batch batch);

  /** Changes the parameters from the settled states of a minibatch. */
  void learn(Batch batch);
}
