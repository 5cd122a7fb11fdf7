package org.basin.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.basin.trial.ResultColumn.Trait.ASCENDS;
import static org.basin.trial.ResultColumn.Trait.NULLABLE;
import static org.basin.trial.ResultColumn.Trait.REPEATS;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.basin.LocalSpark;
import org.basin.bench.LibraryFile;
import org.basin.store.ResultFile;
import org.basin.trial.MadeRows;
import org.basin.trial.ResultColumn;
import org.basin.trial.ResultColumn.Type;
import org.basin.trial.Results;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of pages made here and files that parquet-java's column writers make hold the same. */
final class ResultPagesTest {

  private static final int PAGE = RowGroup.PAGE_ROWS;

  /** What readers push down to statistics, to dictionaries and to the page index. */
  private static final List<String> FILTERS =
      List.of(
          "trial < 5",
          "trial between 20470 and 20490",
          "trial > 1000000000",
          "angle = 0.0",
          "angle = -0.0",
          "angle < 0.0",
          "angle >= 0.0",
          "angle > 1e300",
          "wide = 3",
          "wide > 0.25 and wide < 0.5",
          "count = 7",
          "spare is null",
          "spare >= -0.0",
          "lone is not null and lone < 5",
          "count in (1, 2, 9223372036854775807)",
          "word = 'sigmoid'",
          "word > 'r'",
          "replicate = 0",
          "replicate <> 0",
          "failure is null",
          "failure is not null",
          "failure = 'java.lang.IllegalStateException: 3'",
          "state = 'FAILED'",
          "state <> 'COMPLETE'",
          "few = 0.0",
          "few <= -0.0",
          "few is null",
          "few > 50",
          "cost = 0.0",
          "cost < 0.0",
          "cost > 0.5 and few < 30",
          "cost is null and state = 'COMPLETE'",
          "cost is not null",
          "never is not null");

  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = LocalSpark.session(2, "spark.sql.shuffle.partitions", 2);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 17, 1000, 4096, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 50_007})
  void everyValueOfEveryKindIsReadAsItIs(int rows) throws Exception {
    MadeRows made = kinds(rows, new Random(rows));
    write(made, "");
    List<Group> pages = read(folder.resolve("pages.parquet"));
    List<Group> library = read(folder.resolve("library.parquet"));
    assertThat(pages).hasSize(rows);
    for (int row = 0; row < rows; row++) {
      assertThat(pages.get(row).toString()).isEqualTo(library.get(row).toString());
    }
    assertThat(duckdb("SELECT count(*) FROM (FROM %s EXCEPT ALL FROM %s)", "")).isZero();
    assertThat(duckdb("SELECT count(*) FROM (FROM %2$s EXCEPT ALL FROM %1$s)", "")).isZero();
    assertThat(Files.size(folder.resolve("pages.parquet")))
        .isLessThanOrEqualTo(Files.size(folder.resolve("library.parquet")) * 101 / 100 + 200);
  }

  @Test
  void filtersFindTheSameRows() throws Exception {
    write(kinds(2 * PAGE + 5, new Random(7)), "");
    Dataset<Row> pages = spark.read().parquet(file("pages"));
    Dataset<Row> library = spark.read().parquet(file("library"));
    assertThat(pages.schema()).isEqualTo(library.schema());
    assertThat(pages.exceptAll(library).count()).isZero();
    assertThat(library.exceptAll(pages).count()).isZero();
    for (String filter : FILTERS) {
      List<Row> found = pages.where(filter).select("trial").collectAsList();
      assertThat(found).as(filter).isEqualTo(library.where(filter).select("trial").collectAsList());
      String count = "SELECT count(*) FROM %s WHERE " + filter;
      assertThat(duckdb(count, "")).as(filter).isEqualTo(found.size());
      String more =
          "SELECT count(*) FROM (FROM %1$s WHERE @ EXCEPT ALL FROM %2$s WHERE @)"
              .replace("@", filter);
      assertThat(duckdb(more, "")).as(filter).isZero();
    }
  }

  @Test
  void pagesArePlainFromWhereADictionaryDoesNotPay() throws Exception {
    int rows = 12 * PAGE;
    double[] wide = new double[rows];
    double[] widening = new double[rows];
    Object[] rare = new Object[rows];
    Arrays.setAll(wide, row -> row * 0.1);
    Arrays.setAll(widening, row -> row < 4 * PAGE ? row % 9 : row * 0.1);
    Arrays.setAll(
        rare, row -> row / 50 * 50 == 3 * PAGE + 10 ? "once" : row > 7 * PAGE ? "often" : null);
    MadeRows made =
        new MadeRows(rows, 4096)
            .with("trial", Type.LONG, longs(rows, row -> (long) row), ASCENDS)
            .with("wide", Type.DOUBLE, wide, REPEATS)
            .with("widening", Type.DOUBLE, widening, REPEATS)
            .with("rare", Type.TEXT, rare, REPEATS, NULLABLE);
    write(made, "");
    assertThat(duckdb("SELECT count(*) FROM (FROM %s EXCEPT ALL FROM %s)", "")).isZero();
    assertThat(duckdb("SELECT count(*) FROM (FROM %2$s EXCEPT ALL FROM %1$s)", "")).isZero();
    Dataset<Row> pages = spark.read().parquet(file("pages"));
    assertThat(pages.exceptAll(spark.read().parquet(file("library"))).count()).isZero();
    assertThat(pages.where("rare = 'once'").count()).isEqualTo(50);
    assertThat(pages.where("widening = 3").count()).isEqualTo((4 * PAGE + 5) / 9);
    try (ParquetFileReader reader = open(folder.resolve("pages.parquet"))) {
      List<ColumnChunkMetaData> chunks = reader.getFooter().getBlocks().get(0).getColumns();
      assertThat(chunks.get(0).getEncodings()).contains(Encoding.DELTA_BINARY_PACKED);
      assertThat(chunks.get(1).hasDictionaryPage()).isFalse();
      assertThat(chunks.get(2).hasDictionaryPage()).isTrue();
      assertThat(chunks.get(2).getEncodings()).contains(Encoding.PLAIN, Encoding.PLAIN_DICTIONARY);
      assertThat(chunks.get(3).hasDictionaryPage()).isTrue();
    }
  }

  @Test
  void rowGroupsEndBeforeHistoriesFillTheMemory() throws Exception {
    int rows = 3 * PAGE;
    float[] list = new float[400];
    Arrays.fill(list, 0.5f);
    float[][] lists = new float[rows][];
    Arrays.fill(lists, list);
    write(
        new MadeRows(rows, 4096)
            .with("trial", Type.LONG, longs(rows, row -> (long) row), ASCENDS)
            .with("history", Type.FLOATS, lists, NULLABLE),
        "");
    try (ParquetFileReader reader = open(folder.resolve("pages.parquet"))) {
      assertThat(reader.getFooter().getBlocks().get(0).getRowCount()).isLessThan(rows);
      assertThat(reader.getRecordCount()).isEqualTo(rows);
    }
    assertThat(duckdb("SELECT sum(len(history)) FROM %s", "")).isEqualTo(400L * rows);
    assertThat(duckdb("SELECT count(*) FROM (FROM %s EXCEPT ALL FROM %s)", "")).isZero();
  }

  @Test
  void rowGroupsStartAfresh() throws Exception {
    int rows = 50 * PAGE + 3;
    double[] axis = new double[rows];
    Arrays.setAll(axis, row -> row < 50 * PAGE ? row * 0.1 : 1);
    MadeRows made =
        new MadeRows(rows, 4096)
            .with("trial", Type.LONG, longs(rows, row -> (long) row), ASCENDS)
            .with("axis", Type.DOUBLE, axis, REPEATS)
            .with("word", Type.TEXT, texts(rows, row -> row < 50 * PAGE ? "a" : "b"), REPEATS);
    write(made, "");
    assertThat(duckdb("SELECT count(*) FROM (FROM %s EXCEPT ALL FROM %s)", "")).isZero();
    assertThat(duckdb("SELECT count(*) FROM (FROM %2$s EXCEPT ALL FROM %1$s)", "")).isZero();
    try (ParquetFileReader reader = open(folder.resolve("pages.parquet"))) {
      List<BlockMetaData> groups = reader.getFooter().getBlocks();
      assertThat(groups).extracting(BlockMetaData::getRowCount).containsExactly(50L * PAGE, 3L);
      assertThat(groups.get(1).getColumns().get(2).getStatistics().genericGetMin().toString())
          .isEqualTo(groups.get(1).getColumns().get(2).getStatistics().genericGetMax().toString());
    }
  }

  @Test
  void statisticsAreThoseOfTheValues() throws Exception {
    write(kinds(2 * PAGE + 100, new Random(5)), "");
    try (ParquetFileReader pages = open(folder.resolve("pages.parquet"));
        ParquetFileReader library = open(folder.resolve("library.parquet"))) {
      List<ColumnChunkMetaData> ours = pages.getFooter().getBlocks().get(0).getColumns();
      List<ColumnChunkMetaData> theirs = library.getFooter().getBlocks().get(0).getColumns();
      for (int c = 0; c < ours.size(); c++) {
        String name = ours.get(c).getPath().toDotString();
        Statistics<?> one = ours.get(c).getStatistics();
        Statistics<?> other = theirs.get(c).getStatistics();
        assertThat(one).as(name).isEqualTo(other);
        assertThat(one.getNumNulls()).as(name).isEqualTo(other.getNumNulls());
        assertThat(ours.get(c).getValueCount()).as(name).isEqualTo(theirs.get(c).getValueCount());
        ColumnIndex index = pages.readColumnIndex(ours.get(c));
        ColumnIndex expected = library.readColumnIndex(theirs.get(c));
        if (expected == null) {
          assertThat(index).as(name).isNull();
          continue;
        }
        assertThat(index.getNullPages()).as(name).isEqualTo(expected.getNullPages());
        assertThat(index.getNullCounts()).as(name).isEqualTo(expected.getNullCounts());
        assertThat(index.getMinValues()).as(name).isEqualTo(expected.getMinValues());
        assertThat(index.getMaxValues()).as(name).isEqualTo(expected.getMaxValues());
      }
    }
  }

  @Test
  void aBoundOfZeroStandsForBothZeros() throws Exception {
    float[] zeros = {0.0f, 0.0f, 0.0f};
    float[] below = {-0.0f, -1.0f, -0.0f};
    double[] angles = {0.0, 0.0, 2.0};
    write(
        new MadeRows(3, 3)
            .with("plain", Type.FLOAT, zeros, NULLABLE)
            .with("below", Type.FLOAT, below, NULLABLE)
            .with("few", Type.FLOAT, zeros, NULLABLE, REPEATS)
            .with("angle", Type.DOUBLE, angles, REPEATS),
        "");
    List<ColumnChunk> columns =
        footer(folder.resolve("pages.parquet")).getRow_groups().get(0).getColumns();
    assertThat(bound(columns.get(0).getMeta_data().getStatistics().getMin_value()))
        .isEqualTo(Float.floatToRawIntBits(-0.0f));
    assertThat(bound(columns.get(0).getMeta_data().getStatistics().getMax_value())).isZero();
    assertThat(bound(columns.get(1).getMeta_data().getStatistics().getMax_value())).isZero();
    assertThat(bound(columns.get(2).getMeta_data().getStatistics().getMin_value()))
        .isEqualTo(Float.floatToRawIntBits(-0.0f));
    assertThat(
            ByteBuffer.wrap(columns.get(3).getMeta_data().getStatistics().getMin_value())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong())
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    for (String zero : List.of("0.0", "-0.0")) {
      assertThat(duckdb("SELECT count(*) FROM %s WHERE below = " + zero, "")).isEqualTo(2);
      assertThat(duckdb("SELECT count(*) FROM %s WHERE plain = " + zero, "")).isEqualTo(3);
      assertThat(duckdb("SELECT count(*) FROM %s WHERE angle >= " + zero, "")).isEqualTo(3);
      assertThat(duckdb("SELECT count(*) FROM %s WHERE plain < " + zero, "")).isZero();
    }
  }

  /** Columns of every kind that a table has, of values of every kind. */
  private static MadeRows kinds(int rows, Random random) {
    long first = random.nextInt(1000);
    long[] trial = new long[rows];
    for (int row = 0; row < rows; row++) {
      trial[row] = row == 0 ? first : trial[row - 1] + (random.nextInt(100) == 0 ? 3 : 1);
    }
    double[] angles = {0.0, -0.0, -1.5, Double.MAX_VALUE, 1e-310, Double.NEGATIVE_INFINITY};
    double[] angle = new double[rows];
    Arrays.setAll(angle, row -> angles[row / 11 % angles.length]);
    double[] wide = new double[rows];
    Arrays.setAll(wide, row -> random.nextInt(8) == 0 ? 3 : random.nextDouble());
    double[] spares = {Double.NaN, -0.0, 2.5, Double.NaN, 0.0};
    double[] spare = new double[rows];
    Arrays.setAll(spare, row -> spares[row / 13 % spares.length]);
    long[] lones = {ResultColumn.NO_LONG, 4, Long.MAX_VALUE};
    long[] counts = {7, -1, Long.MAX_VALUE, Long.MIN_VALUE, 2};
    int[] replicate = new int[rows];
    Arrays.setAll(replicate, row -> row % 3);
    List<String> words = List.of("tanh", "sigmoid", "[2, 1]", "größer", "");
    float[] few = new float[rows];
    float[] fews = {0, -0.0f, 25, 50, 75, 100, Float.NaN, Float.MIN_VALUE};
    float[] cost = new float[rows];
    float[] never = new float[rows];
    Arrays.fill(never, Float.NaN);
    float[][] history = new float[rows][];
    float[][] finite = new float[rows][];
    for (int row = 0; row < rows; row++) {
      few[row] = fews[random.nextInt(fews.length)];
      cost[row] =
          random.nextInt(9) == 0 ? Float.NaN : random.nextInt(5) == 0 ? 0 : nextFloat(random);
      history[row] = random.nextInt(7) == 0 ? null : list(random, true);
      finite[row] = random.nextInt(7) == 0 ? null : list(random, false);
    }
    Results.State[] states = Results.State.values();
    return new MadeRows(rows, 1 + random.nextInt(5000))
        .with("trial", Type.LONG, trial, ASCENDS)
        .with("angle", Type.DOUBLE, angle, REPEATS)
        .with("wide", Type.DOUBLE, wide, REPEATS)
        .with("count", Type.LONG, longs(rows, row -> counts[row % counts.length]), REPEATS)
        .with("spare", Type.DOUBLE, spare, REPEATS, NULLABLE)
        .with("lone", Type.LONG, longs(rows, row -> lones[row / 3 % 3]), REPEATS, NULLABLE)
        .with("word", Type.TEXT, texts(rows, row -> words.get(row / 5 % words.size())), REPEATS)
        .with("path", Type.TEXT, texts(rows, row -> "file " + row), REPEATS)
        .with("replicate", Type.INT, replicate, REPEATS)
        .with("seed", Type.LONG, longs(rows, row -> random.nextLong()))
        .with("state", Type.TEXT, texts(rows, row -> states[row / 40 % states.length]), REPEATS)
        .with(
            "failure",
            Type.TEXT,
            texts(rows, row -> row / 40 % states.length == 3 ? failure(row) : null),
            REPEATS,
            NULLABLE)
        .with("few", Type.FLOAT, few, REPEATS, NULLABLE)
        .with("cost", Type.FLOAT, cost, NULLABLE)
        .with("never", Type.FLOAT, never, NULLABLE)
        .with("history", Type.FLOATS, history, NULLABLE)
        .with("finite", Type.FLOATS, finite, NULLABLE);
  }

  private static String failure(int row) {
    return "java.lang.IllegalStateException: " + row % 5;
  }

  private static float nextFloat(Random random) {
    return random.nextInt(3) == 0 ? -random.nextFloat() : random.nextFloat() * 1e6f;
  }

  private static float[] list(Random random, boolean nan) {
    float[] list = new float[random.nextInt(5)];
    for (int i = 0; i < list.length; i++) {
      list[i] =
          switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> -0.0f;
            case 2 -> Float.POSITIVE_INFINITY;
            case 3 -> nan ? Float.NaN : 1;
            default -> random.nextFloat();
          };
    }
    return list;
  }

  private static long[] longs(int rows, IntFunction<Long> value) {
    long[] values = new long[rows];
    Arrays.setAll(values, row -> value.apply(row));
    return values;
  }

  private static Object[] texts(int rows, IntFunction<Object> value) {
    Object[] values = new Object[rows];
    Arrays.setAll(values, value);
    return values;
  }

  private void write(MadeRows made, String suffix) throws IOException {
    List<ResultColumn> columns = made.columns();
    Path pages = folder.resolve("pages" + suffix + ".parquet");
    try (ResultFile file =
            new ResultFile(
                new Configuration(),
                new org.apache.hadoop.fs.Path(pages.toUri()),
                columns,
                Map.of());
        LibraryFile library =
            new LibraryFile(folder.resolve("library" + suffix + ".parquet"), columns)) {
      for (Results each : made.blocks()) {
        file.write(each);
        library.write(each);
      }
      file.finish("none");
      library.finish();
    }
  }

  private String file(String name) {
    return folder.resolve(name + ".parquet").toString();
  }

  private long duckdb(String query, String suffix) throws Exception {
    String pages = "'" + file("pages" + suffix) + "'";
    String library = "'" + file("library" + suffix) + "'";
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(query.formatted(pages, library))) {
      result.next();
      return result.getLong(1);
    }
  }

  private static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(new LocalInputFile(file));
  }

  private static List<Group> read(Path file) throws IOException {
    List<Group> rows = new ArrayList<>();
    try (ParquetFileReader reader = open(file)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            columns.getRecordReader(group, new GroupRecordConverter(schema));
        for (long row = 0; row < group.getRowCount(); row++) {
          rows.add(records.read());
        }
      }
    }
    return rows;
  }

  private static FileMetaData footer(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length =
        ByteBuffer.wrap(bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt(bytes.length - 2 * Integer.BYTES);
    int from = bytes.length - 2 * Integer.BYTES - length;
    return Util.readFileMetaData(new ByteArrayInputStream(bytes, from, length));
  }

  private static int bound(byte[] value) {
    return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }
}
