package org.basin.plan;

import java.lang.management.ManagementFactory;

/**
 * What a person waits for besides the work: Java, Spark, and reading what came of it. All of it is
 * the loading of classes, so that a machine which takes long until it reads a command line takes
 * long for the rest, too.
 */
public final class StartUp {

  /** A run that trains next to nothing takes so many times as long as it takes to begin. */
  private static final double WHOLE = 9;

  /** Once Spark is up, reading a few rows and ending takes this part of what has passed by then. */
  private static final double REST = 0.05;

  /** Training costs so much more at most while its code is not compiled. */
  private static final double COLD_SECONDS = 1.2;

  /** Code that is not compiled is so many times slower. */
  private static final double COLD = 10;

  private StartUp() {}

  /** Seconds since this Java began. */
  public static double passed() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
  }

  /**
   * Seconds that a run takes besides training and writing.
   *
   * @param begun seconds from the start of Java until a command line was read
   */
  public static double ofRun(double begun) {
    return WHOLE * begun;
  }

  /**
   * Seconds from the start of Java to the end of a command that trains trials again, said when
   * Spark is up.
   *
   * @param training seconds of training in compiled code
   */
  public static double ofRetraining(double passed, double training) {
    return passed * (1 + REST) + training + Math.min(COLD_SECONDS, COLD * training);
  }
}
