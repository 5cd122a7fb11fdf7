package org.basin.table;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.basin.data.Datasets;
import org.basin.kernel.Engine;
import org.basin.kernel.Plane;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.condition.Condition;
import org.basin.trial.Job;
import org.basin.trial.ResultColumn;

/**
 * One reading of a sweep, planned: which positions, which columns, in how many tasks. Two scans of
 * equal sweep, filters and columns are equal, so that Spark may train them once.
 */
final class BasinScan implements Batch, SupportsReportStatistics {

  /** Rows of a batch, as in Spark's own columnar readers. */
  private static final int ROWS = 4096;

  /** Largest block that is chosen when conditions leave few trials among the positions. */
  private static final int SPARSE = 1 << 16;

  /** Trials of a task unless the number of tasks is set: a failed task is retried as a whole. */
  private static final int TRIALS = 1 << 18;

  private static final int MOST_PARTITIONS = 10_000;

  private final ReadOptions options;
  private final Space space;
  private final List<ResultColumn> columns;
  private final List<Condition> conditions;
  private final Engine engine;
  private final long trials;

  /**
   * @param options with the sweep's engine named
   * @param space less what the conditions leave out
   */
  BasinScan(
      ReadOptions options, Space space, List<ResultColumn> columns, List<Condition> conditions) {
    this.options = options;
    this.space = space;
    this.columns = columns;
    this.conditions = List.copyOf(conditions);
    engine = new Job(options.sweep(), space).engine();
    trials = space.count();
  }

  @Override
  public StructType readSchema() {
    return BasinTable.schema(columns);
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public ColumnarSupportMode columnarSupportMode() {
    return ColumnarSupportMode.SUPPORTED;
  }

  /** Cuts the positions into even parts; all but the last fill whole planes. */
  @Override
  public InputPartition[] planInputPartitions() {
    long positions = space.positions();
    long part = (positions + partitions() - 1) / partitions();
    long step = Math.max(1, (part + Plane.LANES - 1) / Plane.LANES) * Plane.LANES;
    int parts = Math.toIntExact((positions + step - 1) / step);
    return IntStream.range(0, parts)
        .mapToObj(p -> new BasinPartition(p * step, Math.min((p + 1) * step, positions)))
        .toArray(InputPartition[]::new);
  }

  private int partitions() {
    if (options.partitions() > 0) {
      return options.partitions();
    }
    int parallel = SparkSession.active().sparkContext().defaultParallelism();
    return (int) Math.max(parallel, Math.min(trials / TRIALS, MOST_PARTITIONS));
  }

  /** Where conditions leave one trial in a hundred positions, blocks are longer to fill lanes. */
  private int block() {
    if (options.block() > 0) {
      return options.block();
    }
    double sparse = (double) space.positions() / Math.max(trials, 1);
    return (int) Math.min(ROWS * sparse, SPARSE) / Plane.LANES * Plane.LANES;
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    SparkContext context = SparkSession.active().sparkContext();
    String fingerprint =
        trains() ? Datasets.fingerprint(options.sweep().data(), context.hadoopConfiguration()) : "";
    return new BasinReaderFactory(
        new Job(options.sweep(), space),
        JavaSparkContext.fromSparkContext(context).broadcast(options.start()),
        columns,
        block(),
        fingerprint,
        SerializableConfiguration.broadcast(context));
  }

  @Override
  public Statistics estimateStatistics() {
    long width = columns.stream().mapToLong(column -> BasinTable.type(column).defaultSize()).sum();
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return OptionalLong.of((long) Math.min(trials * (8.0 + width), Long.MAX_VALUE));
      }

      @Override
      public OptionalLong numRows() {
        return OptionalLong.of(trials);
      }
    };
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return new CustomMetric[] {new TrialsTrained(), new LanesFilled()};
  }

  private boolean trains() {
    return columns.stream().anyMatch(ResultColumn::trained);
  }

  @Override
  public String description() {
    long blocks = 0;
    for (Block stretch : space.blocks(0, space.positions(), Integer.MAX_VALUE)) {
      blocks += (stretch.until() - stretch.from() + block() - 1) / block();
    }
    return "basin sweep="
        + options.sweep().name()
        + ", trials="
        + trials
        + ", blocks="
        + blocks
        + ", engine="
        + engine.name()
        + ", pushed="
        + conditions.stream().map(Condition::toString).collect(Collectors.joining(", ", "[", "]"))
        + ", columns="
        + names()
        + ", trains="
        + (trains() ? "every trial" : "nothing");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BasinScan that
        && options.equals(that.options)
        && conditions.equals(that.conditions)
        && names().equals(that.names())
        && space.listed().equals(that.space.listed());
  }

  private List<String> names() {
    return columns.stream().map(ResultColumn::name).toList();
  }

  @Override
  public int hashCode() {
    return Objects.hash(options, conditions, names());
  }
}
