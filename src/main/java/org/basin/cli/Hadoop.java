package org.basin.cli;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.sweep.Sweep;

/** Hadoop as commands that do without Spark need it. */
final class Hadoop {

  static final String PREFIX = "spark.hadoop.";

  /**
   * What holds unless someone says otherwise. A NameNode that restarts or is in safe mode is waited
   * for: every second for half a minute, then every ten seconds for ten minutes. HDFS with several
   * NameNodes has settings of its own for that.
   */
  static final Map<String, String> STANDARD =
      Map.of(
          "dfs.client.retry.policy.enabled",
          "true",
          "dfs.client.retry.policy.spec",
          "1000,30,10000,60");

  private Hadoop() {}

  /** Whether this process is told to end: what fails now fails because of that. */
  static boolean shuttingDown() {
    return ShutdownHookManager.get().isShutdownInProgress();
  }

  /** core-site.xml and the like, our standards, then what Spark's properties say of Hadoop. */
  static Configuration configuration() {
    Configuration configuration = new Configuration();
    STANDARD.forEach(configuration::set);
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
