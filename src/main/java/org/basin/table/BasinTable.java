package org.basin.table;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.basin.space.Space;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Job;
import org.basin.trial.ResultColumn;

/**
 * A sweep as a table: {@code trial}, one column per axis, {@code replicate}, {@code seed}, {@code
 * state}, {@code failure}, then the metrics of the model.
 */
public final class BasinTable implements SupportsRead {

  private final ReadOptions options;
  private final Space space;
  private final List<ResultColumn> all;

  private BasinTable(ReadOptions options, Space space) {
    this.options = options;
    this.space = space;
    all = ResultColumn.all(space, options.sweep());
  }

  /**
   * The table of a sweep.
   *
   * @throws IllegalArgumentException with the mistakes of its file of points, if it has any
   */
  static BasinTable of(ReadOptions options) {
    try {
      return new BasinTable(options, Job.of(options.sweep()).space());
    } catch (SweepException mistakes) {
      throw new IllegalArgumentException(mistakes.getMessage(), mistakes);
    }
  }

  @Override
  public String name() {
    return "basin sweep " + options.sweep().name();
  }

  @Override
  public Column[] columns() {
    return all.stream()
        .map(it -> Column.create(it.name(), type(it), it.nullable(), it.text(), "{}"))
        .toArray(Column[]::new);
  }

  @Override
  public StructType schema() {
    return schema(all);
  }

  /** A column's type as Spark calls it. */
  static DataType type(ResultColumn column) {
    return switch (column.type()) {
      case LONG -> DataTypes.LongType;
      case INT -> DataTypes.IntegerType;
      case DOUBLE -> DataTypes.DoubleType;
      case FLOAT -> DataTypes.FloatType;
      case TEXT -> DataTypes.StringType;
      case FLOATS -> DataTypes.createArrayType(DataTypes.FloatType, false);
    };
  }

  /** The columns as Spark names and types them. */
  static StructType schema(List<ResultColumn> columns) {
    return DataTypes.createStructType(
        columns.stream()
            .map(it -> DataTypes.createStructField(it.name(), type(it), it.nullable()))
            .toArray(StructField[]::new));
  }

  @Override
  public Map<String, String> properties() {
    return Map.of("sweep", options.sweep().name(), "digest", SweepWriter.digest(options.sweep()));
  }

  @Override
  public Set<TableCapability> capabilities() {
    return EnumSet.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ignored) {
    return new BasinScanBuilder(options, space, all);
  }
}
