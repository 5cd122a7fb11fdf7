package org.basin.run;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** The processes and blocks that were lost during one run. */
final class Losses extends SparkListener {

  /** Blocks that may be given up before the cluster is at fault and not they. */
  static final int MOST = 64;

  private volatile String last = "";
  private int condemned;

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    last = removed.reason();
  }

  /**
   * Counts a block that is given up.
   *
   * @param reason what went wrong with it last
   * @return the text of its FAILED rows
   * @throws GivenUpException if there are too many of them
   */
  synchronized String condemn(Stretch stretch, String reason) {
    boolean died = reason.contains("died") && !last.isEmpty();
    String cause = died ? ", last with: " + last.strip() : "";
    String text =
        "this block could not be trained, with nothing else at work (%s%s)"
            .formatted(reason, cause);
    condemned++;
    if (condemned > MOST) {
      throw new GivenUpException(
          "at most %d blocks of a run may be lost with the processes that train them, got one more at positions %d to %d (%s%s): give executors more memory, or leave these trials out with where; what is committed stays."
              .formatted(MOST, stretch.from(), stretch.until(), reason, cause));
    }
    return text;
  }

  /** The block counted last is still to be given up. */
  synchronized void reprieve() {
    condemned--;
  }
}
