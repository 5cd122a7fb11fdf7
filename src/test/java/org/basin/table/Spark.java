package org.basin.table;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.basin.LocalSpark;
import scala.jdk.javaapi.CollectionConverters;

/** A Spark session in this JVM that tells how many trials its queries trained. */
final class Spark implements AutoCloseable {

  private final SparkSession session;
  private final AtomicLong trained = new AtomicLong();

  Spark(int cores) {
    session = LocalSpark.session(cores, "spark.sql.shuffle.partitions", 2);
    session.sparkContext().setLogLevel("ERROR");
    session
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd end) {
                CollectionConverters.asJava(end.taskInfo().accumulables()).stream()
                    .filter(info -> info.name().contains("trials trained"))
                    .forEach(
                        info -> trained.addAndGet(Long.parseLong(info.update().get().toString())));
              }
            });
  }

  SparkSession session() {
    return session;
  }

  /** How many trials an action trains. */
  long trained(Runnable action) throws Exception {
    session.sparkContext().listenerBus().waitUntilEmpty();
    trained.set(0);
    action.run();
    session.sparkContext().listenerBus().waitUntilEmpty();
    return trained.get();
  }

  @Override
  public void close() {
    session.stop();
  }
}
