package org.basin.report;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;

/** The committed rows of a run as a Spark table; what is not committed is not there. */
public final class RunTable {

  private RunTable() {}

  /**
   * Opens the rows committed by now; later waves do not appear.
   *
   * @return empty when no trial is committed
   * @throws org.basin.store.StoreException if the directory is damaged
   */
  public static Optional<Dataset<Row>> open(SparkSession spark, RunDirectory directory) {
    CommitLog log = directory.log();
    List<Path> files = directory.files(log);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    String[] paths = files.stream().map(Path::toString).toArray(String[]::new);
    return Optional.of(
        spark
            .read()
            // a folder may be called a[1]
            .option("__globPaths__", "false")
            // a flipped bit is an error, not a number
            .option("parquet.page.verify-checksum.enabled", "true")
            .parquet(paths));
  }
}
