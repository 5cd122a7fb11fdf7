package org.basin.run;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.util.SerializableConfiguration;
import org.basin.data.DataException;
import org.basin.kernel.EngineRefusedException;
import org.basin.store.Outage;
import org.basin.trial.StartParameters;
import scala.Function2;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** Runs the tasks of a wave as Spark jobs, and tells what a failed job means. */
final class SparkTasks implements Rounds.Tasks {

  /** How a task's complaint about its data reads in Spark's report. */
  private static final Pattern DATA =
      Pattern.compile(Pattern.quote(DataException.class.getName()) + ": (.*)");

  /** How an executor's complaint about its engine reads there. */
  private static final Pattern ENGINE =
      Pattern.compile(Pattern.quote(EngineRefusedException.class.getName()) + ": (.*)");

  /** What the person should read of a disk. */
  private static final List<String> DISK =
      List.of("No space left on device", "Permission denied", "quota");

  private final SparkContext context;
  private final WaveTask task;
  private final Broadcast<SerializableConfiguration> configuration;
  private final Broadcast<StartParameters> start;
  private final Optional<ResourceProfile> profile;
  private final LostBlocks lost;

  SparkTasks(
      SparkContext context,
      WaveTask task,
      Broadcast<SerializableConfiguration> configuration,
      Broadcast<StartParameters> start,
      Optional<ResourceProfile> profile,
      LostBlocks lost) {
    this.context = context;
    this.task = task;
    this.configuration = configuration;
    this.start = start;
    this.profile = profile;
    this.lost = lost;
  }

  /** One Spark job of as many tasks as there are stretches. */
  @Override
  public void run(List<Stretch> stretches, Consumer<Done> finished) throws IOException {
    try {
      job(stretches, finished);
    } catch (Exception e) {
      throw failure(e);
    }
  }

  private void job(List<Stretch> stretches, Consumer<Done> finished) {
    WaveTask own = task;
    Broadcast<SerializableConfiguration> reach = configuration;
    Broadcast<StartParameters> begin = start;
    Function2<TaskContext, Iterator<Stretch>, Done> train =
        (Function2<TaskContext, Iterator<Stretch>, Done> & Serializable)
            (attempt, part) -> {
              try {
                return own.run(part.next(), begin.value(), reach.value().value());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            };
    RDD<Stretch> parts =
        JavaSparkContext.fromSparkContext(context).parallelize(stretches, stretches.size()).rdd();
    profile.ifPresent(wanted -> request(parts, wanted));
    context.runJob(
        parts,
        train,
        (number, each) -> {
          finished.accept(each);
          return BoxedUnit.UNIT;
        },
        ClassTag$.MODULE$.apply(Done.class));
  }

  /** Spark knows which clusters can give what; what it says is meant for the person. */
  private void request(RDD<?> parts, ResourceProfile wanted) {
    try {
      parts.withResources(wanted);
    } catch (Exception e) { // a SparkException, which Scala does not declare
      throw new UsageException(
          "%s*: the master must be able to give what these settings ask for, but %s; got master %s"
              .formatted(WaveProfile.PREFIX, e.getMessage(), context.master()));
    }
  }

  @Override
  public Done giveUp(Stretch stretch, String reason) throws IOException {
    String name = "part-%05d-failed.parquet".formatted(stretch.number());
    String text = lost.add(stretch, reason);
    try {
      return task.giveUp(stretch, configuration.value().value(), name, text);
    } catch (IOException e) {
      if (Outage.tells(e.toString())) {
        lost.undo();
        throw new OutageException(e.toString());
      }
      throw e;
    }
  }

  /**
   * A lost task is the business of {@link Rounds}, data and a full or closed disk are the person's;
   * anything else is passed on.
   */
  private static IOException failure(Exception failure) {
    String report = String.valueOf(failure.getMessage());
    Matcher data = DATA.matcher(report);
    if (data.find()) {
      throw DataException.elsewhere(data.group(1));
    }
    Matcher engine = ENGINE.matcher(report);
    if (engine.find()) {
      throw EngineRefusedException.elsewhere(engine.group(1));
    }
    if (Outage.tells(report)) {
      throw new OutageException(report.lines().findFirst().orElse(""));
    }
    if (LostTaskException.tells(report)) {
      throw LostTaskException.of(report);
    }
    for (Throwable e = failure; e != null; e = e.getCause()) {
      // in a cluster the cause travels as text
      String reason = String.valueOf(e.getMessage());
      for (String known : DISK) {
        if (reason.contains(known)) {
          return e instanceof IOException io ? io : new IOException(known, e);
        }
      }
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    throw new IllegalStateException("Spark gave up a wave: " + report, failure);
  }
}
