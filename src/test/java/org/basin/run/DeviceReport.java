package org.basin.run;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;
import org.basin.table.TaskDevice;
import scala.Tuple2;

/**
 * Prints which GPU each of several tasks was given, all of them at work at once, under the profile
 * that a run's waves would have; and then one of a stage that asks for none.
 */
public final class DeviceReport {

  private DeviceReport() {}

  /** Arguments: how many tasks; a folder in which they meet. */
  public static void main(String[] arguments) throws IOException {
    int tasks = Integer.parseInt(arguments[0]);
    String meeting = arguments[1];
    try (SparkSession session = SparkSession.builder().getOrCreate()) {
      SparkContext context = session.sparkContext();
      JavaRDD<Integer> numbers =
          JavaSparkContext.fromSparkContext(context)
              .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks);
      JavaRDD<Integer> waves = numbers.map(number -> number);
      WaveProfile.of(
              Arrays.stream(context.getConf().getAllWithPrefix(WaveProfile.PREFIX))
                  .collect(Collectors.toMap(Tuple2::_1, Tuple2::_2)))
          .ifPresent(profile -> waves.rdd().withResources(profile));
      print("wave", waves.map(new Meeting(meeting, tasks)).collect());
      print("reading", numbers.map(number -> seen()).collect());
    }
  }

  private static void print(String stage, List<String> seen) {
    seen.forEach(each -> System.out.println(stage + " " + each));
  }

  private static String seen() {
    return "executor=%s gpu=%s"
        .formatted(SparkEnv.get().executorId(), TaskDevice.of(TaskContext.get()).address());
  }

  /** Every task waits until all are there. */
  private record Meeting(String folder, int tasks)
      implements Function<Integer, String>, Serializable {

    @Override
    public String call(Integer number) throws IOException {
      Files.createFile(Path.of(folder, "task" + number + "-" + System.nanoTime()));
      long end = System.nanoTime() + 120_000_000_000L;
      while (present() < tasks && System.nanoTime() < end) {
        LockSupport.parkNanos(20_000_000);
      }
      return seen();
    }

    private long present() {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        return files.count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
