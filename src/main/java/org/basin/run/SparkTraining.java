package org.basin.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.basin.run.Stretch.Company;
import org.basin.run.Stretch.Piece;
import org.basin.store.SameInputs;
import org.basin.store.Staged;
import org.basin.trial.Job;
import org.basin.trial.Preparation;
import org.basin.trial.ResultColumn;
import org.basin.trial.StartParameters;
import scala.Tuple2;

/**
 * Trains waves as Spark jobs: one unsorted append each, every task a stretch of positions and one
 * file. Results go into Parquet as the columns that they are; the sweep's table gives the same rows
 * to those who ask for them in Spark.
 */
final class SparkTraining implements WaveTraining {

  /** Keys of the Parquet files' metadata. */
  private static final String DIGEST = "basin.digest";

  private static final String SWEEP = "basin.sweep";

  private final SparkSession spark;
  private final Job job;
  private final String text;
  private final String digest;
  private final Map<String, String> inputs;
  private final int block;
  private final Duration limit;
  private final LostBlocks lost = new LostBlocks();
  private final String group = "basin-" + UUID.randomUUID();
  private final Broadcast<SerializableConfiguration> configuration;
  private final Broadcast<StartParameters> start;
  private final Optional<ResourceProfile> profile;

  private final Preparation preparation;

  private volatile boolean stopped;

  /**
   * @param job what is trained, with its engine named
   * @param text canonical text of the sweep as it was written
   * @param digest of that
   * @param block trials in a block, at most
   * @param limit of a block's training; zero for none
   * @param preparation makes ahead what the engine needs; whoever began it closes it
   * @throws org.basin.kernel.EngineRefusedException when training is to happen in this JVM, and the
   *     engine can't work here; executors of their own say so themselves
   */
  SparkTraining(
      SparkSession spark,
      Job job,
      String text,
      String digest,
      int block,
      Duration limit,
      Preparation preparation) {
    this.spark = spark;
    this.job = job;
    this.text = text;
    this.digest = digest;
    this.block = block;
    this.limit = limit;
    if (context().isLocal()) {
      job.engine().require();
    }
    this.inputs = Inputs.of(job, context().hadoopConfiguration());
    this.configuration = SerializableConfiguration.broadcast(context());
    this.start = JavaSparkContext.fromSparkContext(context()).broadcast(job.start());
    this.profile =
        WaveProfile.of(
            Arrays.stream(context().getConf().getAllWithPrefix(WaveProfile.PREFIX))
                .collect(Collectors.toMap(Tuple2::_1, Tuple2::_2)));
    context().addSparkListener(lost);
    this.preparation = preparation;
    if (!context().isLocal()) {
      preparation.everywhere();
    }
  }

  @Override
  public Trained train(Staged staged, int parts, LongConsumer finished) throws IOException {
    context()
        .setJobGroup(
            group,
            "wave %d of %s: positions %d to %d"
                .formatted(staged.wave(), job.sweep().name(), staged.from(), staged.until()),
            false);
    WaveTask task =
        new WaveTask(
            job.with(StartParameters.NONE),
            inputs.get(SameInputs.DATA.fact()),
            staged.folder().toString(),
            block,
            limit,
            made(staged),
            Map.of(DIGEST, digest, SWEEP, text),
            group);
    try {
      Kept kept =
          Kept.of(
              staged.from(),
              new Rounds(
                      new SparkTasks(context(), task, configuration, start, profile, lost),
                      block,
                      () -> stopped)
                  .train(stretches(staged, parts), each -> finished.accept(each.file().rows())));
      List<Done> done = kept.done();
      return new Trained(
          done.stream().map(Done::work).reduce(Work.NONE, Work::and),
          done.stream().mapToLong(Done::failed).sum(),
          kept.until(),
          done.stream().map(Done::file).toList());
    } finally {
      context().clearJobGroup();
    }
  }

  /** What executors are sent for a wave; in this process it is there. */
  private Map<String, byte[]> made(Staged staged) {
    Map<String, byte[]> made = preparation.at(staged.from(), staged.until());
    return context().isLocal() ? Map.of() : made;
  }

  /** Cuts a wave into stretches of whole blocks, as equal as they can be. */
  private List<Stretch> stretches(Staged staged, int parts) {
    Stretch whole = new Stretch(0, staged.from(), staged.until(), Company.SHARED);
    List<Stretch> stretches = new ArrayList<>();
    for (Piece each : whole.pieces(parts, block)) {
      stretches.add(new Stretch(stretches.size(), each.from(), each.until(), Company.SHARED));
    }
    return stretches;
  }

  /**
   * Tasks in this process look at {@link Halt}; others are cancelled, and those that have ended
   * count.
   */
  @Override
  public void stop() {
    stopped = true;
    Halt.call(group);
    if (!context().isLocal()) {
      cancel();
    }
  }

  @Override
  public void cancel() {
    stopped = true;
    // a job cancelled on purpose is no error
    Configurator.setAllLevels("org.apache", Level.OFF);
    context().cancelJobGroupAndFutureJobs(group);
  }

  @Override
  public int cores() {
    return context().defaultParallelism();
  }

  @Override
  public String engine() {
    return job.engine().name();
  }

  @Override
  public Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (ResultColumn column : job.columns()) {
      columns.put(column.name(), column.type().sql());
    }
    return columns;
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> facts = Provenance.here(context().version());
    facts.putAll(inputs);
    return facts;
  }

  @Override
  public Configuration configuration() {
    return context().hadoopConfiguration();
  }

  /** Frees what executors hold; the session stays. */
  @Override
  public void close() {
    context().removeSparkListener(lost);
    Halt.forget(group);
    configuration.destroy();
    start.destroy();
  }

  private SparkContext context() {
    return spark.sparkContext();
  }
}
