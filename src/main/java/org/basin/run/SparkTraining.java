package org.basin.run;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.basin.data.DataException;
import org.basin.data.Datasets;
import org.basin.kernel.EngineRefusedException;
import org.basin.space.Space;
import org.basin.store.SameData;
import org.basin.store.Staged;
import org.basin.sweep.Sweep;
import org.basin.trial.Models;
import org.basin.trial.ResultColumn;
import scala.Function2;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * Trains waves as Spark jobs: one unsorted append each, every task a stretch of positions and one
 * file. Results go into Parquet as the columns that they are; the sweep's table gives the same rows
 * to those who ask for them in Spark.
 */
final class SparkTraining implements WaveTraining {

  /** Keys of the Parquet files' metadata. */
  private static final String DIGEST = "basin.digest";

  private static final String SWEEP = "basin.sweep";

  /** How a task's complaint about its data reads in Spark's report. */
  private static final Pattern DATA =
      Pattern.compile(Pattern.quote(DataException.class.getName()) + ": (.*)");

  /** How an executor's complaint about its engine reads there. */
  private static final Pattern ENGINE =
      Pattern.compile(Pattern.quote(EngineRefusedException.class.getName()) + ": (.*)");

  private final SparkSession spark;
  private final Sweep sweep;
  private final Space space;
  private final String text;
  private final String digest;
  private final String fingerprint;
  private final int block;
  private final String group = "basin-" + UUID.randomUUID();
  private final Broadcast<SerializableConfiguration> configuration;
  private final Optional<ResourceProfile> profile;

  /**
   * @param sweep what is trained, with its engine named
   * @param text canonical text of the sweep as it was written
   * @param digest of that
   * @param block trials in a block, at most
   * @throws org.basin.kernel.EngineRefusedException when training is to happen in this JVM, and the
   *     engine can't work here; executors of their own say so themselves
   */
  SparkTraining(
      SparkSession spark, Sweep sweep, Space space, String text, String digest, int block) {
    this.spark = spark;
    this.sweep = sweep;
    this.space = space;
    this.text = text;
    this.digest = digest;
    this.block = block;
    if (context().isLocal()) {
      Models.engine(sweep, space).require();
    }
    this.fingerprint = Datasets.fingerprint(sweep.data(), context().hadoopConfiguration());
    this.configuration = SerializableConfiguration.broadcast(context());
    this.profile =
        WaveProfile.of(
            Arrays.stream(context().getConf().getAllWithPrefix(WaveProfile.PREFIX))
                .collect(Collectors.toMap(Tuple2::_1, Tuple2::_2)));
  }

  @Override
  public Trained train(Staged staged, int parts, LongConsumer finished) throws IOException {
    context()
        .setJobGroup(
            group,
            "wave %d of %s: positions %d to %d"
                .formatted(staged.wave(), sweep.name(), staged.from(), staged.until()),
            false);
    WaveTask task =
        new WaveTask(
            sweep,
            space,
            fingerprint,
            staged.folder().toString(),
            block,
            Map.of(DIGEST, digest, SWEEP, text));
    Queue<WaveTask.Done> done = new ConcurrentLinkedQueue<>();
    try {
      run(
          task,
          stretches(staged, parts),
          each -> {
            done.add(each);
            finished.accept(each.rows());
          });
    } catch (Exception e) {
      throw failure(e);
    } finally {
      context().clearJobGroup();
    }
    return new Trained(
        done.stream().mapToLong(WaveTask.Done::nanoseconds).sum() / 1e9,
        done.stream().mapToLong(WaveTask.Done::lanes).sum(),
        done.stream().map(WaveTask.Done::file).toList());
  }

  /** One Spark job of as many tasks as there are stretches. */
  private void run(
      WaveTask task, List<WaveTask.Stretch> stretches, Consumer<WaveTask.Done> finished) {
    Broadcast<SerializableConfiguration> configuration = this.configuration;
    Function2<TaskContext, Iterator<WaveTask.Stretch>, WaveTask.Done> train =
        (Function2<TaskContext, Iterator<WaveTask.Stretch>, WaveTask.Done> & Serializable)
            (context, own) -> {
              try {
                return task.run(own.next(), configuration.value().value());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            };
    RDD<WaveTask.Stretch> parts =
        JavaSparkContext.fromSparkContext(context()).parallelize(stretches, stretches.size()).rdd();
    profile.ifPresent(wanted -> request(parts, wanted));
    context()
        .runJob(
            parts,
            train,
            (number, each) -> {
              finished.accept(each);
              return BoxedUnit.UNIT;
            },
            ClassTag$.MODULE$.apply(WaveTask.Done.class));
  }

  /** Spark knows which clusters can give what; what it says is meant for the person. */
  private void request(RDD<?> parts, ResourceProfile wanted) {
    try {
      parts.withResources(wanted);
    } catch (Exception e) { // a SparkException, which Scala does not declare
      throw new SettingException(
          "%s*: the master must be able to give what these settings ask for, but %s; got master %s"
              .formatted(WaveProfile.PREFIX, e.getMessage(), context().master()));
    }
  }

  /** Cuts a wave into stretches of whole blocks, as equal as they can be. */
  private List<WaveTask.Stretch> stretches(Staged staged, int parts) {
    long blocks = (staged.until() - staged.from() + block - 1) / block;
    List<WaveTask.Stretch> stretches = new ArrayList<>();
    for (int p = 0; p < parts; p++) {
      long from = staged.from() + blocks * p / parts * block;
      long until = Math.min(staged.until(), staged.from() + blocks * (p + 1) / parts * block);
      if (from < until) {
        stretches.add(new WaveTask.Stretch(p, from, until));
      }
    }
    return stretches;
  }

  /** Data and a full or closed disk are the person's business; anything else is passed on. */
  private static IOException failure(Exception failure) {
    Matcher data = DATA.matcher(String.valueOf(failure.getMessage()));
    if (data.find()) {
      throw DataException.elsewhere(data.group(1));
    }
    Matcher engine = ENGINE.matcher(String.valueOf(failure.getMessage()));
    if (engine.find()) {
      throw EngineRefusedException.elsewhere(engine.group(1));
    }
    for (Throwable e = failure; e != null; e = e.getCause()) {
      // in a cluster the cause travels as text
      String reason = String.valueOf(e.getMessage());
      for (String known : List.of("No space left on device", "Permission denied", "quota")) {
        if (reason.contains(known)) {
          return e instanceof IOException io ? io : new IOException(known, e);
        }
      }
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    throw new IllegalStateException("Spark gave up a wave: " + failure.getMessage(), failure);
  }

  @Override
  public void cancel() {
    // a job cancelled on purpose is no error that anyone wants to read about
    Configurator.setAllLevels("org.apache", Level.OFF);
    context().cancelJobGroupAndFutureJobs(group);
  }

  @Override
  public int cores() {
    return context().defaultParallelism();
  }

  @Override
  public String engine() {
    return Models.engine(sweep, space).label();
  }

  @Override
  public Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (ResultColumn column : ResultColumn.all(space, sweep)) {
      columns.put(column.name(), column.type().sql());
    }
    return columns;
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> facts = Provenance.here(context().version());
    facts.put(SameData.FACT, fingerprint);
    return facts;
  }

  @Override
  public Configuration configuration() {
    return context().hadoopConfiguration();
  }

  /** Frees what executors hold; the session stays. */
  @Override
  public void close() {
    configuration.destroy();
  }

  private SparkContext context() {
    return spark.sparkContext();
  }
}
