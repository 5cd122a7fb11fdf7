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
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.basin.run.Stretch.Company;
import org.basin.run.Stretch.Piece;
import org.basin.space.Space;
import org.basin.store.SameInputs;
import org.basin.store.Staged;
import org.basin.sweep.Sweep;
import org.basin.trial.Models;
import org.basin.trial.ResultColumn;
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
  private final Sweep sweep;
  private final Space space;
  private final String text;
  private final String digest;
  private final Map<String, String> inputs;
  private final int block;
  private final Duration limit;
  private final Losses losses = new Losses();
  private final String group = "basin-" + UUID.randomUUID();
  private final Broadcast<SerializableConfiguration> configuration;
  private final Optional<ResourceProfile> profile;
  private volatile boolean stopped;

  /**
   * @param sweep what is trained, with its engine named
   * @param text canonical text of the sweep as it was written
   * @param digest of that
   * @param block trials in a block, at most
   * @param limit of a block's training; zero for none
   * @throws org.basin.kernel.EngineRefusedException when training is to happen in this JVM, and the
   *     engine can't work here; executors of their own say so themselves
   */
  SparkTraining(
      SparkSession spark,
      Sweep sweep,
      Space space,
      String text,
      String digest,
      int block,
      Duration limit) {
    this.spark = spark;
    this.sweep = sweep;
    this.space = space;
    this.text = text;
    this.digest = digest;
    this.block = block;
    this.limit = limit;
    if (context().isLocal()) {
      Models.engine(sweep, space).require();
    }
    this.inputs = Inputs.of(sweep, space, context().hadoopConfiguration());
    this.configuration = SerializableConfiguration.broadcast(context());
    this.profile =
        WaveProfile.of(
            Arrays.stream(context().getConf().getAllWithPrefix(WaveProfile.PREFIX))
                .collect(Collectors.toMap(Tuple2::_1, Tuple2::_2)));
    context().addSparkListener(losses);
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
            inputs.get(SameInputs.DATA.fact()),
            staged.folder().toString(),
            block,
            limit,
            Map.of(DIGEST, digest, SWEEP, text),
            group);
    try {
      Kept kept =
          Kept.of(
              staged.from(),
              new Rounds(
                      new SparkTasks(context(), task, configuration, profile, losses),
                      block,
                      () -> stopped)
                  .train(stretches(staged, parts), each -> finished.accept(each.file().rows())));
      List<Done> done = kept.done();
      return new Trained(
          done.stream().mapToLong(Done::nanoseconds).sum() / 1e9,
          done.stream().mapToLong(Done::lanes).sum(),
          done.stream().mapToLong(Done::failed).sum(),
          kept.until(),
          done.stream().map(Done::file).toList());
    } finally {
      context().clearJobGroup();
    }
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

  /** Tasks in this process listen; others are cancelled, and those that have ended count. */
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
    return Models.engine(sweep, space).name();
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
    context().removeSparkListener(losses);
    Halt.forget(group);
    configuration.destroy();
  }

  private SparkContext context() {
    return spark.sparkContext();
  }
}
