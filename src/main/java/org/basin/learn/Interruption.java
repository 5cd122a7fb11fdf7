package org.basin.learn;

import java.util.concurrent.CancellationException;

/**
 * How a training that takes too long is made to end: learners ask once an epoch whether their
 * thread was told to stop. One that never asks goes on, unheard, until its process ends.
 */
public final class Interruption {

  private Interruption() {}

  /**
   * Asks.
   *
   * @throws CancellationException if this thread was interrupted
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("this training was told to stop");
    }
  }
}
