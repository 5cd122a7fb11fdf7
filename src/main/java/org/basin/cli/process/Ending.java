package org.basin.cli.process;

/**
 * How this process ends: with an exit code, unless it is someone else's. YARN's application master
 * runs the driver of cluster mode in its own process, and so does Databricks. Both take {@link
 * System#exit} for a failure, whatever the code, and want main to return.
 */
public final class Ending {

  private Ending() {}

  /**
   * Ends this process, or returns to its owner.
   *
   * @throws IllegalStateException to an owner, if the code is not 0
   */
  public static void with(int code) {
    if (!elsewhere()) {
      System.exit(code);
    }
    if (code != Exit.DONE) {
      throw new IllegalStateException("basin ended with exit code " + code + "; its log says why");
    }
  }

  /** Whether this process is someone else's. */
  public static boolean elsewhere() {
    return yarn() || databricks();
  }

  private static boolean yarn() {
    return "yarn".equals(System.getProperty("spark.master"))
        && "cluster".equals(System.getProperty("spark.submit.deployMode"));
  }

  /** Where the session belongs to the host, too, and outlives a command. */
  public static boolean databricks() {
    return System.getenv("DATABRICKS_RUNTIME_VERSION") != null;
  }
}
