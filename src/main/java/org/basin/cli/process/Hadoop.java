package org.basin.cli.process;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.store.RunDirectory;
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
    Configuration configuration = new Configuration();
    Map<String, String> settings = SparkDefaults.read();
    for (String key : System.getProperties().stringPropertyNames()) {
      settings.put(key, System.getProperty(key));
    }
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            configuration.set(key.substring(PREFIX.length()), value);
          }
        });
    return configuration;
  }

  /** The run directory at a path, on this machine's disk or as Hadoop reaches it. */
  public static RunDirectory directory(Path path) {
    return local(path) ? RunDirectory.local(path) : RunDirectory.at(configuration(), path);
  }

  /**
   * Whether a path is known to be on this machine's disk before anything of Hadoop's is read: it
   * says so, or says nothing and nothing else may name another file system for it.
   */
  private static boolean local(Path path) {
    String scheme = path.toUri().getScheme();
    return "file".equals(scheme) || scheme == null && ownJars() && !told();
  }

  /**
   * Whether ./basin began this process with its jars alone, none of which holds a core-site.xml.
   */
  private static boolean ownJars() {
    String further = System.getenv("BASIN_CLASSPATH");
    return System.getProperty(SparkDefaults.HOME) != null && (further == null || further.isEmpty());
  }

  private static boolean told() {
    return Stream.concat(
            SparkDefaults.read().keySet().stream(),
            System.getProperties().stringPropertyNames().stream())
        .anyMatch(key -> key.startsWith(PREFIX));
  }

  /** The data of a sweep, found when it is asked for. */
  public static Supplier<Dataset> data(Job job) {
    return () -> Datasets.of(job.sweep().data(), configuration());
  }
}
