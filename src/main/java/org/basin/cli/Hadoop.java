package org.basin.cli;

import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.sweep.Sweep;

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

  /** The data of a sweep, found when it is asked for. */
  static Supplier<Dataset> data(Sweep sweep) {
    return () -> Datasets.of(sweep.data(), configuration());
  }
}
