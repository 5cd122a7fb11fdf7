package org.basin.cli;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;

/** Hadoop as commands that do without Spark need it. */
final class Hadoop {

  private static final String PREFIX = "spark.hadoop.";

  private Hadoop() {}

  /** Whether this process is told to end: what fails now fails because of that. */
  static boolean shuttingDown() {
    return ShutdownHookManager.get().isShutdownInProgress();
  }

  /** core-site.xml and the like, then what Spark's properties say of Hadoop. */
  static Configuration configuration() {
    Configuration configuration = new Configuration();
    for (String key : System.getProperties().stringPropertyNames()) {
      if (key.startsWith(PREFIX)) {
        configuration.set(key.substring(PREFIX.length()), System.getProperty(key));
      }
    }
    return configuration;
  }
}
