package org.basin.run;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.basin.table.TrainingTime;
import scala.jdk.javaapi.CollectionConverters;

/** Hears when tasks of one job group end: how many rows they wrote, how long they trained. */
final class TaskListener extends SparkListener {

  /** Spark tells listeners a little later; longer than this nobody waits for a statistic. */
  private static final long PATIENCE_SECONDS = 2;

  private final String group;
  private LongConsumer finished = rows -> {};
  private final Set<Integer> stages = new HashSet<>();
  private int job = -1;
  private double seconds;
  private CountDownLatch ended = new CountDownLatch(1);

  TaskListener(String group) {
    this.group = group;
  }

  /** Forgets the job before. */
  synchronized void start(LongConsumer finished) {
    this.finished = finished;
    stages.clear();
    job = -1;
    seconds = 0;
    ended = new CountDownLatch(1);
  }

  /** Seconds inside the training code over all tasks of the job that has just ended. */
  double seconds() {
    CountDownLatch end;
    synchronized (this) {
      end = ended;
    }
    try {
      if (!end.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return seconds;
    }
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    if (group.equals(start.properties().getProperty("spark.jobGroup.id"))) {
      job = start.jobId();
      CollectionConverters.asJava(start.stageIds()).forEach(id -> stages.add((Integer) id));
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (stages.contains(end.stageId()) && end.taskInfo().successful()) {
      finished.accept(end.taskMetrics().outputMetrics().recordsWritten());
      seconds += training(end.taskInfo()) / 1e9;
    }
  }

  private static long training(TaskInfo task) {
    for (AccumulableInfo value : CollectionConverters.asJava(task.accumulables())) {
      if (value.name().contains(TrainingTime.DESCRIPTION)
          && value.update().isDefined()
          && value.update().get() instanceof Number nanoseconds) {
        return nanoseconds.longValue();
      }
    }
    return 0;
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    if (end.jobId() == job) {
      ended.countDown();
    }
  }
}
