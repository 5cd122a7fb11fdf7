package org.basin.read;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.basin.store.RunDirectory;
import org.basin.table.Question;

/**
 * The rows of a run as Spark reads them, wherever they lie. Spark verifies pages while it reads
 * them.
 */
public final class SparkTable implements RunTable {

  /** Where a mistake of syntax stands, in a statement that may not be the person's own. */
  private static final Pattern POSITION = Pattern.compile(" SQLSTATE: .*");

  /** How often files are looked up that were merged into others meanwhile. */
  private static final int LOOKS = 4;

  private final Optional<Files> files;
  private final long number;
  private Dataset<org.apache.spark.sql.Row> rows;

  /** The files of a run as they were looked up last. */
  private static final class Files {
    private final SparkSession spark;
    private final RunDirectory directory;
    private RunDirectory.Committed<List<Path>> committed;

    Files(SparkSession spark, RunDirectory directory) {
      this.spark = spark;
      this.directory = directory;
      committed = directory.files();
    }

    private boolean replaced() {
      return directory.compactedSince(committed.log());
    }
  }

  private SparkTable(Optional<Files> files, Dataset<org.apache.spark.sql.Row> rows, long number) {
    this.files = files;
    this.rows = rows;
    this.number = number;
  }

  /** Rows that Spark has from elsewhere. */
  public static SparkTable of(Dataset<org.apache.spark.sql.Row> rows) {
    return new SparkTable(Optional.empty(), rows, rows.count());
  }

  /**
   * Opens the rows committed by now.
   *
   * @return empty when no trial is committed
   * @throws org.basin.store.StoreException if the directory is damaged
   */
  public static Optional<RunTable> open(SparkSession spark, RunDirectory directory) {
    Files files = new Files(spark, directory);
    return files.committed.value().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SparkTable(Optional.of(files), read(files), files.committed.log().rows()));
  }

  private static Dataset<org.apache.spark.sql.Row> read(Files files) {
    String[] paths = files.committed.value().stream().map(Path::toString).toArray(String[]::new);
    Dataset<org.apache.spark.sql.Row> rows =
        files
            .spark
            .read()
            // a folder may be called a[1]
            .option("__globPaths__", "false")
            // a folder may be called k=v, and is no column then, nor are its files read twice
            .option("recursiveFileLookup", "true")
            // a flipped bit is an error, not a number
            .option("parquet.page.verify-checksum.enabled", "true")
            .parquet(paths);
    for (Map.Entry<String, String> column : RENAMED.entrySet()) {
      rows = rows.withColumnRenamed(column.getKey(), column.getValue());
    }
    return rows;
  }

  @Override
  public Dialect dialect() {
    return Dialect.SPARK;
  }

  @Override
  public List<Column> columns() {
    return columns(rows);
  }

  private static List<Column> columns(Dataset<org.apache.spark.sql.Row> rows) {
    return Arrays.stream(rows.schema().fields())
        .map(field -> column(field.name(), field.dataType(), 0))
        .toList();
  }

  private static Column column(String name, DataType type, int lists) {
    if (type instanceof ArrayType array) {
      return column(name, array.elementType(), lists + 1);
    }
    return new Column(
        name, kind(type), lists, type instanceof DecimalType decimal ? decimal.scale() : 0);
  }

  private static Column.Kind kind(DataType type) {
    if (type.equals(DataTypes.BooleanType)) {
      return Column.Kind.TRUTH;
    }
    if (List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType).contains(type)) {
      return Column.Kind.INT;
    }
    if (type.equals(DataTypes.LongType)) {
      return Column.Kind.LONG;
    }
    if (type.equals(DataTypes.FloatType)) {
      return Column.Kind.FLOAT;
    }
    if (type.equals(DataTypes.DoubleType)) {
      return Column.Kind.DOUBLE;
    }
    return type instanceof DecimalType ? Column.Kind.DECIMAL : Column.Kind.OTHER;
  }

  @Override
  public long rows() {
    return number;
  }

  @Override
  public RowStream ask(String sql) {
    return asked(() -> new Stream(question(sql), this));
  }

  @Override
  public RowStream askOnly(String sql) {
    return asked(
        () -> {
          rows.createOrReplaceTempView(TRIALS);
          Optional<String> law = refusal(sql);
          if (law.isPresent()) {
            throw QuestionException.refused(law.get());
          }
          return new Stream(question(sql), this);
        });
  }

  private Optional<String> refusal(String sql) {
    try {
      return Question.refusal(rows.sparkSession(), sql);
    } catch (AnalysisException e) {
      throw mendable(e);
    }
  }

  private Dataset<org.apache.spark.sql.Row> question(String sql) {
    rows.createOrReplaceTempView(TRIALS);
    return rows.sparkSession().sql(sql);
  }

  /** The session is that of whoever opened it. */
  @Override
  public void close() {}

  /** Asks, and asks again of other files where those were merged meanwhile. */
  private RowStream asked(Supplier<RowStream> answer) {
    for (int look = 1; ; look++) {
      try {
        return answer.get();
      } catch (Exception e) {
        if (look == LOOKS || !files.map(Files::replaced).orElse(false)) {
          throw e instanceof RuntimeException known
              ? mendable(known)
              : SparkTable.<RuntimeException>undeclared(e);
        }
      }
      Files again = files.orElseThrow();
      again.committed = again.directory.filesAgain(again.committed.log());
      rows = read(again);
    }
  }

  private <T> T answered(Supplier<T> answer) {
    try {
      return answer.get();
    } catch (Exception e) {
      if (files.filter(Files::replaced).isPresent()) {
        throw files.get().directory.replaced(e);
      }
      throw e instanceof RuntimeException known
          ? mendable(known)
          : SparkTable.<RuntimeException>undeclared(e);
    }
  }

  /** What Spark throws is declared nowhere, as Scala has it, and is passed on as it is. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> RuntimeException undeclared(Exception thrown) throws E {
    throw (E) thrown;
  }

  /** A question that SQL refuses, at once or while it runs, is the person's to mend. */
  private static RuntimeException mendable(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable known
          && known.getCondition() != null
          && !known.isInternalError()
          && !unreadable(cause)
          && cause.getCause() == null) {
        String message = cause.getMessage().strip().lines().findFirst().orElse("");
        String reason = POSITION.matcher(message).replaceFirst("");
        return Question.garbled(cause)
            ? QuestionException.unreadable(reason, thrown)
            : QuestionException.unanswered(reason, thrown);
      }
    }
    return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
  }

  /**
   * Whether Spark could not read a file that is there: its bits are not those that were written.
   */
  public static boolean unreadable(Throwable thrown) {
    return thrown instanceof SparkThrowable known
        && known.getCondition() != null
        && (known.getCondition().startsWith("FAILED_READ_FILE")
            || known.getCondition().startsWith("CANNOT_READ_FILE_FOOTER"));
  }

  private static final class Stream implements RowStream {

    private final SparkTable table;
    private final List<Column> columns;
    private final Iterator<org.apache.spark.sql.Row> rows;

    Stream(Dataset<org.apache.spark.sql.Row> answer, SparkTable table) {
      this.table = table;
      columns = SparkTable.columns(answer);
      rows = answer.toLocalIterator();
      // a file that is gone is found out while the question can be asked again
      boolean unused = rows.hasNext();
    }

    @Override
    public List<Column> columns() {
      return columns;
    }

    @Override
    public boolean hasNext() {
      return table.answered(rows::hasNext);
    }

    @Override
    public Row next() {
      org.apache.spark.sql.Row row = table.answered(rows::next);
      Object[] values = new Object[row.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.isNullAt(i) ? null : SparkValues.of(row.get(i));
      }
      return Row.of(values);
    }

    @Override
    public void close() {}
  }
}
