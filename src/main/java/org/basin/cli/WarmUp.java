package org.basin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** Loads the classes of a small run, for the launcher to archive them. */
@Command(name = "warm-up", hidden = true)
final class WarmUp implements Callable<Integer> {

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("basin-warm-up");
    try (SparkSession spark = SparkStart.open("warm-up", Optional.of("local[2]"))) {
      String table = folder.resolve("table").toString();
      spark.range(1_000).selectExpr("id", "cast(id as float) as x").write().parquet(table);
      spark.read().parquet(table).createOrReplaceTempView("trials");
      spark.sql("select count(*), min(x) from trials where x > 1 order by 1").collect();
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return 0;
  }
}
