package org.basin.cli.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.basin.run.UsageException;

/**
 * Opens the one Spark session of this process. What is already set wins: properties of
 * spark-submit, then {@code -Dspark...}, then spark-defaults.conf; without any of them the master
 * is every core of this machine.
 */
public final class SparkStart {

  /**
   * A task waits where it is for a NameNode that restarts or is in safe mode, and loses nothing:
   * each second for half a minute, then each ten seconds for ten minutes. The driver asked HDFS
   * before Spark was there, without these, so that a wrong address is refused at once; it waits in
   * its own way ({@link org.basin.store.Outage}). Several NameNodes have other settings.
   */
  private static final Map<String, String> PATIENCE =
      Map.of(
          "spark.hadoop.dfs.client.retry.policy.enabled",
          "true",
          "spark.hadoop.dfs.client.retry.policy.spec",
          "1000,30,10000,60");

  private SparkStart() {}

  /**
   * Opens the session.
   *
   * @param name shown in Spark's own pages
   * @param master where to run; empty for what the environment says, else all cores here
   */
  public static SparkSession open(String name, Optional<String> master) {
    Map<String, String> settings = SparkDefaults.read();
    String where =
        master
            .or(() -> Optional.ofNullable(System.getProperty("spark.master")))
            .orElse(settings.getOrDefault("spark.master", "local[*]"));
    settings.put("spark.master", where);
    if (where.equals("local") || where.startsWith("local[")) {
      // All of the work is in this process: nothing needs to be reached from other machines.
      unlessSet(settings, "spark.driver.bindAddress", "127.0.0.1");
      unlessSet(settings, "spark.driver.host", "127.0.0.1");
      // Nor from other processes here: Spark makes up a secret that never leaves this one.
      unlessSet(settings, "spark.authenticate", "true");
    }
    PATIENCE.forEach((key, value) -> unlessSet(settings, key, value));
    // No command makes a table; so asking leaves no folder where the person happens to stand.
    unlessSet(
        settings,
        "spark.sql.warehouse.dir",
        Path.of(System.getProperty("java.io.tmpdir")).toUri().toString());
    SparkSession.Builder builder = SparkSession.builder().appName(name);
    settings.forEach(builder::config);
    try {
      SparkSession session = builder.getOrCreate();
      ErrorStream.quiet();
      return session;
    } catch (Exception | LinkageError e) {
      if (Hadoop.shuttingDown()) {
        throw new IllegalStateException("stopped while Spark started", e);
      }
      // a host that does not know its own name breaks the loading of Spark's classes
      boolean nameless = Complaints.deepest(e).contains("Name or service not known");
      throw new UsageException(
          "Spark must start with the master and the settings given, but it says: %s; got master %s%s"
              .formatted(
                  e.getMessage() == null ? Complaints.deepest(e) : e.getMessage(),
                  where,
                  nameless ? "; SPARK_LOCAL_IP=127.0.0.1 names this host's address" : ""));
    }
  }

  private static void unlessSet(Map<String, String> settings, String key, String value) {
    if (System.getProperty(key) == null) {
      settings.putIfAbsent(key, value);
    }
  }
}
