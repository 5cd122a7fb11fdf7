package org.basin.cli.process;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.space.LocalDefault;
import org.basin.trial.Job;

/** Hadoop as commands that do without Spark need it. */
public final class Hadoop {

  private static final String PREFIX = "spark.hadoop.";

  private Hadoop() {}

  /** Whether this process is told to end: what fails now fails because of that. */
  public static boolean shuttingDown() {
    return ShutdownHookManager.get().isShutdownInProgress();
  }

  /**
   * core-site.xml and the like, then what Spark's settings say of Hadoop: as Spark itself would see
   * it, so that a store is reached in one way before Spark is up and after.
   */
  public static Configuration configuration() {
    Map<String, String> settings = SparkDefaults.read();
    for (String key : System.getProperties().stringPropertyNames()) {
      settings.put(key, System.getProperty(key));
    }
    settings.keySet().removeIf(key -> !key.startsWith(PREFIX));
    if (settings.isEmpty() && ownJars()) {
      return new LocalDefault();
    }
    Configuration configuration = new Configuration();
    settings.forEach((key, value) -> configuration.set(key.substring(PREFIX.length()), value));
    return configuration;
  }

  /**
   * Whether ./basin began this process with its jars alone, none of which holds a core-site.xml.
   */
  private static boolean ownJars() {
    String further = System.getenv("BASIN_CLASSPATH");
    return System.getProperty(SparkDefaults.HOME) != null && (further == null || further.isEmpty());
  }

  /** The data of a sweep, found when it is asked for. */
  public static Supplier<Dataset> data(Job job) {
    return () -> Datasets.of(job.sweep().data(), configuration());
  }
}
