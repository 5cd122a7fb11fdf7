package org.basin;

import org.apache.spark.sql.SparkSession;

/** Spark inside this JVM, reached by nobody else. */
public final class LocalSpark {

  private LocalSpark() {}

  /**
   * The one session of this JVM.
   *
   * @param cores tasks at once
   * @param settings name, value, name, value and so on
   */
  public static SparkSession session(int cores, Object... settings) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[" + cores + "]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1");
    for (int i = 0; i < settings.length; i += 2) {
      builder.config(settings[i].toString(), settings[i + 1].toString());
    }
    return builder.getOrCreate();
  }
}
