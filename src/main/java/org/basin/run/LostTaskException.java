package org.basin.run;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job ended because a task of it was lost, with the process that ran it or for want of memory, as
 * often as Spark tries a task.
 */
final class LostTaskException extends RuntimeException {

  private static final Pattern TASK = Pattern.compile("Task (\\d+) in stage");

  /** How Spark, in a report that travels as text, tells of them. */
  private static final Pattern LOST =
      Pattern.compile("ExecutorLostFailure|ran out of memory|OutOfMemoryError");

  private static final Pattern REASON = Pattern.compile("Reason: ([^\n]*)");

  private final int task;

  /**
   * @param task its place among the tasks of the job; -1 if unknown
   */
  LostTaskException(int task, String reason) {
    super(reason);
    this.task = task;
  }

  /** Whether a report of Spark's tells of a lost task. */
  static boolean tells(String report) {
    return LOST.matcher(report).find();
  }

  static LostTaskException of(String report) {
    Matcher task = TASK.matcher(report);
    Matcher reason = REASON.matcher(report);
    return new LostTaskException(
        task.find() ? Integer.parseInt(task.group(1)) : -1,
        reason.find()
            ? "the process died: " + reason.group(1).strip()
            : "the memory of the process did not suffice");
  }

  /** Its place among the tasks of the job, if Spark says so. */
  OptionalInt task() {
    return task < 0 ? OptionalInt.empty() : OptionalInt.of(task);
  }
}
