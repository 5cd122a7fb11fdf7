package org.basin.run;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Counts the blocks of one run that are given up, and keeps why the last executor was lost. */
final class LostBlocks extends SparkListener {

  /** Blocks that may be given up; with more the cluster is at fault, not the blocks. */
  static final int MOST = 64;

  private volatile String last = "";
  private int count;

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    last = removed.reason();
  }

  /**
   * Counts a block that is given up.
   *
   * @param reason of its last failure
   * @return the text of its FAILED rows
   * @throws UsageException if there are too many of them
   */
  synchronized String add(Stretch stretch, String reason) {
    boolean died = reason.contains("died") && !last.isEmpty();
    String cause = died ? ", last with: " + last.strip() : "";
    String text =
        "this block could not be trained, with nothing else at work (%s%s)"
            .formatted(reason, cause);
    count++;
    if (count > MOST) {
      throw new UsageException(
          "at most %d blocks of a run may be lost with the processes that train them, got one more at positions %d to %d (%s%s): give executors more memory, or leave these trials out with where; what is committed stays."
              .formatted(MOST, stretch.from(), stretch.until(), reason, cause));
    }
    return text;
  }

  /** Takes the last count back: the FAILED rows of that block could not be written yet. */
  synchronized void undo() {
    count--;
  }
}
