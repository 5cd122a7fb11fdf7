package org.basin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.basin.LocalSpark;
import org.basin.draw.ColourMap;
import org.basin.draw.Field;
import org.basin.draw.Picture;
import org.basin.draw.Tick;
import org.basin.read.Dialect;
import org.basin.read.SparkTable;
import org.basin.read.Trials;
import org.basin.space.Axis;
import org.basin.sweep.AlphaKnob;
import org.basin.sweep.Geometric;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Linear;
import org.basin.sweep.Measure;
import org.basin.sweep.Numbers;
import org.basin.sweep.Setting;
import org.basin.sweep.Standard;
import org.basin.sweep.Steps;
import org.basin.sweep.Summary;
import org.basin.sweep.WholeSteps;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrialMapTest {

  private static final Measure MEAN = new Measure.Mean("m");

  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = LocalSpark.session(1, "spark.sql.shuffle.partitions", 1);
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  @Test
  void everyValueOfEveryKindOfAxisFallsIntoItsCell() {
    Setting.Axis few = new Setting.Values(List.of(0.3, -1.0, 0.1));
    requireCells(few, 3, new int[] {2, 0, 1});
    requireCells(new Numbers(5, 1, 3), 3, new int[] {2, 0, 1});
    for (Setting.Axis values :
        List.of(
            new Steps(-2, 2, 0.5),
            new WholeSteps(10, 30, 10),
            new Linear(0.1, 0.9, 17),
            new Geometric(0.001, 1000, 64),
            new Geometric(12.34561, 12.34569, 65),
            new AlphaKnob(new Linear(0, 1, 101)),
            new AlphaKnob(new Steps(0.2, 0.9, 0.05)),
            new Linear(3, 3, 1))) {
      int[] places = new int[values.size()];
      for (int k = 0; k < places.length; k++) {
        places[k] = k;
      }
      requireCells(values, values.size(), places);
      for (int k = 0; k < places.length; k++) {
        places[k] = k / 2;
      }
      requireCells(values, Math.max(1, (values.size() + 1) / 2), places);
    }
  }

  @Test
  void manyListedNumbersArePutIntoBins() {
    double[] numbers = new double[1000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (i * 7919) % 1000;
    }
    PlaneAxis axis = PlaneAxis.of(axis("x", new Numbers(numbers)), 100);
    assertThat(axis.cells()).isEqualTo(100);
    Dataset<Row> cells =
        table(numbers, new double[1000]).select(functions.expr(axis.cell(Dialect.SPARK)).as("c"));
    assertThat(cells.groupBy("c").count().where("count = 10 or c = 0 or c = 99").count())
        .isGreaterThan(80);
    assertThat(cells.where("c < 0 or c > 99").count()).isZero();
  }

  /** Java's two logarithms differ in the last bit of 0.127, and Spark has the lesser one. */
  @Test
  void theLeastOfManyListedNumbersIsInTheFirstBin() {
    double[] numbers = new double[1000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 0.127 * Math.pow(10, 4.0 * i / (numbers.length - 1));
    }
    PlaneAxis axis = PlaneAxis.of(axis("x", new Numbers(numbers)), 100);
    List<Row> cells =
        table(numbers, new double[1000])
            .select(functions.expr(axis.cell(Dialect.SPARK)))
            .collectAsList();
    assertThat(cells.get(0).getInt(0)).isZero();
    assertThat(cells.get(999).getInt(0)).isEqualTo(99);
  }

  @Test
  void aCellIsTheMeanOfItsTrialsThatHaveTheMetric() {
    Axis x = axis("x", new Linear(0, 3, 4));
    Axis y = axis("y", new Linear(0, 1, 2));
    List<Row> rows = new ArrayList<>();
    rows.add(row(0, 0, 1.0, "COMPLETE"));
    rows.add(row(1, 0, 3.0, "COMPLETE"));
    rows.add(row(0, 0, null, "FAILED"));
    rows.add(row(2, 1, null, "DIVERGED"));
    Trials table = trials(frame(rows));
    Field field = FieldQuery.of(table, MEAN, PlaneAxis.of(x, 2), PlaneAxis.of(y, 2));
    assertThat(field.value(0, 0)).isEqualTo(2f);
    assertThat(field.trials(0, 0)).isEqualTo(3);
    assertThat(field.value(1, 1)).isNaN();
    assertThat(field.lost()).isEqualTo(1);
    assertThat(field.absent()).isEqualTo(2);
    Picture picture = new TrialMap(MEAN, x, y).picture(table, List.of(x, y), List.of("a note"));
    assertThat(picture.caption())
        .containsExactly(
            "4 × 2 values, each cell the mean of up to 2 trials",
            "grey: diverged, pruned or failed, and so without a value",
            "light grey: no trial",
            "a note");
    Field share =
        FieldQuery.of(
            table, new Measure.Share(below("m", 2)), PlaneAxis.of(x, 2), PlaneAxis.of(y, 2));
    assertThat(share.value(0, 0)).isCloseTo(100 / 3f, within(1e-4f));
    assertThat(share.value(1, 1)).isZero();
  }

  @Test
  void pointsThatAreDrawnShareCells() {
    double[] x = new double[600];
    double[] y = new double[600];
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.pow(10, 4.0 * i / 599 - 3);
      y[i] = i * 7919 % 600;
      rows.add(row(x[i], y[i], 1.0, "COMPLETE"));
    }
    Axis across = axis("x", new Numbers(x));
    Axis up = axis("y", new Numbers(y));
    Picture picture =
        new TrialMap(MEAN, across, up).picture(trials(frame(rows)), List.of(across, up), List.of());
    assertThat(picture.field().width()).isEqualTo(12);
    assertThat(picture.field().absent()).isLessThan(40);
    assertThat(picture.caption().get(0))
        .startsWith("12 × 12 cells of values side by side, each cell the mean of up to ");
    // the ratios are equal along x, the differences along y
    assertThat(picture.x().ticks()).extracting(Tick::label).contains("0.001", "0.1", "10");
    assertThat(picture.y().ticks()).extracting(Tick::label).contains("200", "400");
  }

  @Test
  void theBorderOfADiscIsCountedOnThePlaneOfItsTrials() {
    Axis x = axis("x", new Linear(-1, 1, 70));
    Axis y = axis("y", new Geometric(1, 100, 67));
    Mask disc = new Mask(70, 67);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      for (int j = 0; j < 67; j++) {
        double m = Math.hypot(i - 35, j - 33) - 25;
        if (m < 0) {
          disc.add(i, j);
        }
        rows.add(row(x.number(i), y.number(j), m, "COMPLETE"));
      }
    }
    Mask known = new Mask(70, 67);
    for (int i = 0; i < 70 * 67; i++) {
      known.add(i % 70, i / 70);
    }
    Dataset<Row> frame = frame(rows);
    Trials table = trials(frame);
    TrialMap map = new TrialMap(MEAN, x, y);
    Picture picture = map.picture(table, List.of(x, y), List.of());
    assertThat(picture.colours()).isEqualTo(ColourMap.DIVERGING);
    assertThat(map.dimension(table, picture.field())).isEqualTo(BoxCount.of(disc.border(known)));
    assertThat(map.dimension(table, picture.field())).isPresent();
    assertThat(map.dimension(trials(frame.union(frame)), picture.field())).isEmpty();
  }

  @Test
  void aTableOfBoundariesHasOneForEachCell() {
    Axis x = axis("x", new Linear(0, 1, 65));
    Axis y = axis("y", new Linear(0, 1, 65));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 65; i++) {
      for (int j = 0; j < 65; j++) {
        for (String state : List.of("COMPLETE", "DIVERGED")) {
          boolean odd = state.equals("DIVERGED");
          rows.add(row(x.number(i), y.number(j), odd ? -1.0 : i - 20.5, state));
        }
      }
    }
    Dataset<Row> table =
        frame(rows).withColumnRenamed("state", "kind").selectExpr("*", "kind state");
    Axis kind =
        new Axis(
            "kind",
            Hyperparameter.choice("kind", "COMPLETE", List.of("DIVERGED", "COMPLETE"), ""),
            new Setting.Values(List.of("DIVERGED", "COMPLETE")));
    Summary summary =
        new Summary("", new Measure.Boundary(below("m", 0), "x", "y"), List.of("kind"), "");
    SummaryTable found = new SummaryQuery(trials(table), List.of(kind, x, y), 8450).table(summary);
    assertThat(found.cells())
        .extracting(cell -> cell.at().get(0))
        .containsExactly("DIVERGED", "COMPLETE");
    assertThat(found.cells().get(0).value()).isEmpty();
    assertThat(found.cells().get(1).value().orElseThrow()).isCloseTo(1, within(1e-9));
    assertThat(SummaryText.lines(found, "results/x"))
        .containsExactly(
            "dimension of the boundary of m < 0 over x and y, by box counting",
            "± half the 95 % interval of the slope (Student) | median of the slopes box by box",
            "  kind      trials  dimension",
            "  DIVERGED   4,225  -",
            "  COMPLETE   4,225  1 ±0 | 1");
    assertThat(found.sql())
        .isEqualTo(
            "SELECT x, y, kind, any_value(m < 0E0) AS holds, count(*) AS trials FROM trials"
                + " GROUP BY x, y, kind ORDER BY x, y, kind");
    assertThat(found.map()).containsEntry("x", "x").containsEntry("boundary", "m < 0");
  }

  @Test
  void prunedAndFailedTrialsHaveNoBoundary() {
    Axis x = axis("x", new Linear(0, 1, 65));
    Axis y = axis("y", new Linear(0, 1, 65));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 65; i++) {
      for (int j = 0; j < 65; j++) {
        rows.add(
            row(x.number(i), y.number(j), i < 20 ? -1.0 : null, i < 20 ? "COMPLETE" : "FAILED"));
      }
    }
    Optional<BoxCount> none =
        new BoundaryQuery(trials(frame(rows)), Map.of("x", x, "y", y))
            .boundary(below("m", 0), "x", "y");
    assertThat(none).isEmpty();
  }

  private static void requireCells(Setting.Axis values, int most, int[] wanted) {
    PlaneAxis axis = PlaneAxis.of(axis("x", values), most);
    double[] numbers = new double[values.size()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = values.number(k);
    }
    List<Row> cells =
        table(numbers, new double[numbers.length])
            .select(functions.expr(axis.cell(Dialect.SPARK)).as("c"))
            .collectAsList();
    assertThat(cells.stream().mapToInt(row -> row.getInt(0)).toArray())
        .as(values.toString())
        .isEqualTo(wanted);
    assertThat(axis.ticks().ticks())
        .allSatisfy(tick -> assertThat(tick.share()).isBetween(0.0, 1.0));
  }

  private static Condition below(String metric, double value) {
    return new Condition.Comparison(
        new Term.NumberAxis(metric), Condition.Relation.LESS, new Term.Number(value));
  }

  private static Axis axis(String name, Setting.Axis values) {
    return new Axis(
        name,
        Hyperparameter.real(name, Hyperparameter.Kind.LANE, Standard.NONE, -1e9, 1e9, ""),
        values);
  }

  private static Dataset<Row> table(double[] x, double[] y) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      rows.add(row(x[i], y[i], 0.0, "COMPLETE"));
    }
    return frame(rows);
  }

  private static Row row(double x, double y, Double m, String state) {
    return RowFactory.create(x, y, m == null ? null : m.floatValue(), state);
  }

  private static Trials trials(Dataset<Row> frame) {
    return Trials.of(SparkTable.of(frame));
  }

  private static Dataset<Row> frame(List<Row> rows) {
    return spark.createDataFrame(
        rows, StructType.fromDDL("x DOUBLE, y DOUBLE, m FLOAT, state STRING"));
  }
}
