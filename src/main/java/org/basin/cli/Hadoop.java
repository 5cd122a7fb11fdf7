package org.basin.cli;

import org.apache.hadoop.conf.Configuration;

/** Hadoop's configuration for commands that do without Spark. */
final class Hadoop {

  private static final String PREFIX = "spark.hadoop.";

  private Hadoop() {}

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
