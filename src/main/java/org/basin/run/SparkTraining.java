package org.basin.run;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.basin.store.Staged;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Models;

/**
 * Trains waves by writing a range of the sweep's table: one unsorted append, so that every trial is
 * trained once.
 */
final class SparkTraining implements WaveTraining {

  private final SparkSession spark;
  private final Sweep sweep;
  private final String text;
  private final int block;
  private final String group = "basin-" + UUID.randomUUID();
  private final TaskListener tasks;

  /**
   * @param text canonical text of the sweep
   * @param block trials in a block, at most
   */
  SparkTraining(SparkSession spark, Sweep sweep, String text, int block) {
    this.spark = spark;
    this.sweep = sweep;
    this.text = text;
    this.block = block;
    this.tasks = new TaskListener(group);
    context().addSparkListener(tasks);
  }

  @Override
  public double train(Staged staged, int parts, LongConsumer finished) throws IOException {
    context()
        .setJobGroup(
            group,
            "wave %d of %s: positions %d to %d"
                .formatted(staged.wave(), sweep.name(), staged.from(), staged.until()),
            false);
    tasks.start(finished);
    try {
      table(staged.from(), staged.until(), parts)
          .withMetadata("trial", provenanceOfFiles())
          .write()
          .mode(SaveMode.ErrorIfExists)
          .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
          .options(layout())
          .parquet(staged.folder().toString());
      return tasks.seconds();
    } catch (Exception e) {
      throw diskFailure(e);
    } finally {
      context().clearJobGroup();
    }
  }

  private Dataset<Row> table(long from, long until, int parts) {
    return spark
        .read()
        .format("basin")
        .option("sweep", text)
        .option("from", from)
        .option("until", until)
        .option("block", block)
        .option("partitions", parts)
        .load();
  }

  /** Spark keeps a column's metadata in the key-value metadata of every Parquet file. */
  private Metadata provenanceOfFiles() {
    return new MetadataBuilder()
        .putString("basin.digest", SweepWriter.digest(sweep))
        .putString("basin.sweep", text)
        .build();
  }

  /**
   * Dictionaries, except where no value repeats; zstd is as fast as snappy here and its files are a
   * fifth smaller.
   */
  private Map<String, String> layout() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("compression", "zstd");
    options.put("parquet.enable.dictionary#trial", "false");
    options.put("parquet.enable.dictionary#seed", "false");
    return options;
  }

  /** A full or closed disk is the person's business; anything else is passed on. */
  private static IOException diskFailure(Exception failure) {
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
    return Models.engine(sweep).label();
  }

  @Override
  public Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (StructField field : table(0, 1, 1).schema().fields()) {
      columns.put(field.name(), field.dataType().simpleString());
    }
    return columns;
  }

  @Override
  public Map<String, String> provenance() {
    return Provenance.here(context().version());
  }

  @Override
  public Configuration configuration() {
    return context().hadoopConfiguration();
  }

  /** Leaves the session as it was. */
  @Override
  public void close() {
    context().removeSparkListener(tasks);
  }

  private SparkContext context() {
    return spark.sparkContext();
  }
}
