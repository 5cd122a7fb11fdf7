package org.basin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.basin.LocalSpark;
import org.basin.read.SparkTable;
import org.basin.read.Trials;
import org.basin.space.Axis;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Measure;
import org.basin.sweep.Setting;
import org.basin.sweep.Standard;
import org.basin.sweep.Summary;
import org.basin.sweep.WholeSteps;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SummaryQueryTest {

  private static final List<Axis> AXES =
      List.of(
          new Axis(
              "scheme",
              Hyperparameter.choice("scheme", "ep", List.of("ep", "cl", "pc"), ""),
              new Setting.Values(List.of("pc", "ep", "cl"))),
          new Axis(
              "beta",
              Hyperparameter.real("beta", Hyperparameter.Kind.LANE, Standard.NONE, -9, 9, ""),
              new Setting.Values(List.of(0.5, -1.0, 10.0, 2.0))),
          new Axis(
              "epochs", Hyperparameter.integer("epochs", 1, 1, 99, ""), new WholeSteps(1, 20, 1)));

  private static final Measure RIGHT =
      new Measure.Share(
          new Condition.Comparison(
              new Term.NumberAxis("error"), Condition.Relation.EQUAL, new Term.Number(0)));

  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = LocalSpark.session(1, "spark.sql.shuffle.partitions", 3);
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  private static Row row(String scheme, double beta, long epochs, Float error) {
    String state = error == null ? "DIVERGED" : "COMPLETE";
    return RowFactory.create(scheme, beta, epochs, state, error);
  }

  private static SummaryTable table(Summary summary, int most, Row... rows) {
    return new SummaryQuery(rows(rows), AXES, rows.length).table(summary, most);
  }

  private static Trials rows(Row... rows) {
    return Trials.of(
        SparkTable.of(
            spark.createDataFrame(
                List.of(rows),
                StructType.fromDDL(
                    "scheme STRING, beta DOUBLE, epochs BIGINT, state STRING, error FLOAT"))));
  }

  private static List<List<Object>> at(SummaryTable table) {
    return table.cells().stream().map(SummaryCell::at).toList();
  }

  @Test
  void rowsAndColumnsFollowTheAxesNotTheAlphabet() {
    Summary summary = new Summary("", RIGHT, List.of("scheme", "epochs"), "beta");
    List<Row> rows = new ArrayList<>();
    for (String scheme : List.of("cl", "ep", "pc")) {
      for (double beta : new double[] {-1, 0.5, 2, 10}) {
        for (long epochs : new long[] {2, 10, 1}) {
          rows.add(row(scheme, beta, epochs, 0f));
        }
      }
    }
    SummaryTable table = table(summary, 100, rows.toArray(Row[]::new));
    assertThat(table.columns()).containsExactly(0.5, -1.0, 10.0, 2.0);
    assertThat(at(table))
        .hasSize(36)
        .startsWith(
            List.of("pc", 1L, 0.5),
            List.of("pc", 1L, -1.0),
            List.of("pc", 1L, 10.0),
            List.of("pc", 1L, 2.0),
            List.of("pc", 2L, 0.5))
        .endsWith(List.of("cl", 10L, 2.0));
  }

  @Test
  void aCellWithoutTrialsIsADash() {
    Summary summary = new Summary("Who learns", RIGHT, List.of("scheme"), "beta");
    SummaryTable table =
        table(
            summary,
            100,
            row("ep", 0.5, 1, 0f),
            row("ep", 0.5, 2, 25f),
            row("cl", 2.0, 1, 0f),
            row("cl", 2.0, 2, null));
    assertThat(SummaryText.lines(table, "results/x"))
        .containsExactly(
            "Who learns",
            "percent of trials with error == 0 [95 % Wilson interval], 2 trials a cell",
            "  scheme  beta 0.5            beta 2",
            "  ep      50.0 % [9.5, 90.5]  -",
            "  cl      -                   50.0 % [9.5, 90.5] (1 lost)",
            "  lost: diverged, pruned or failed; no comparison with a metric" + " of theirs holds");
  }

  @Test
  void aShareCountsLostTrialsAndAMeanLeavesThemOut() {
    Row[] rows = {
      row("ep", 0.5, 1, 0f),
      row("ep", 0.5, 2, 50f),
      row("ep", 0.5, 3, null),
      row("cl", 0.5, 1, null),
      row("cl", 0.5, 2, null),
      row("pc", 0.5, 1, 25f)
    };
    List<SummaryCell> share = table(new Summary("", RIGHT, List.of("scheme"), ""), 9, rows).cells();
    assertThat(share).extracting(SummaryCell::trials).containsExactly(1L, 3L, 2L);
    assertThat(share).extracting(SummaryCell::lost).containsExactly(0L, 1L, 2L);
    assertThat(share)
        .extracting(SummaryCell::hits)
        .containsExactly(Optional.of(0L), Optional.of(1L), Optional.of(0L));
    assertThat(share.get(1).value().orElseThrow()).isCloseTo(100 / 3.0, within(1e-9));

    SummaryTable mean =
        table(new Summary("", new Measure.Mean("error"), List.of("scheme"), ""), 9, rows);
    assertThat(mean.cells())
        .extracting(SummaryCell::value)
        .containsExactly(Optional.of(25.0), Optional.of(25.0), Optional.empty());
    assertThat(mean.cells().get(0).interval()).as("of one trial").isEmpty();
    assertThat(mean.cells().get(2).interval()).as("of none").isEmpty();
    double half = 12.706204736 * Math.sqrt(1250) / Math.sqrt(2);
    assertThat(mean.cells().get(1).interval().orElseThrow().high())
        .isCloseTo(25 + half, within(1e-6));
    assertThat(SummaryText.lines(mean, "results/x"))
        .containsExactly(
            "mean of error ± half its 95 % interval (Student)",
            "  scheme  trials  lost  mean",
            "  pc           1     0  25",
            "  ep           3     1  25 ±318",
            "  cl           2     2  -",
            "  lost: diverged, pruned or failed; they are left out");
  }

  @Test
  void whatStandsBesideAMeanHasItsDigits() {
    Summary summary = new Summary("", new Measure.Mean("error", "epochs"), List.of("scheme"), "");
    SummaryTable table =
        table(summary, 9, row("ep", 0.5, 1, 1f), row("ep", 0.5, 2, 4f), row("cl", 0.5, 3, null));
    assertThat(table.cells())
        .extracting(SummaryCell::beside)
        .containsExactly(Optional.of(1.5), Optional.of(3.0));
    assertThat(SummaryText.lines(table, "results/x"))
        .contains(
            "mean of error ± half its 95 % interval (Student) | mean of epochs",
            "  ep           2     0  3 ±19 | 2", "  cl           1     1  - | 3");
    assertThat(table.sql()).startsWith("SELECT scheme, avg(error), avg(epochs), count(*)");
    assertThat(table.map()).containsEntry("beside", "epochs");
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetween() {
    SummaryTable table =
        table(
            new Summary("", new Measure.Median("error"), List.of(), "scheme"),
            9,
            row("ep", 0.5, 1, 1f),
            row("ep", 0.5, 2, 4f),
            row("cl", 0.5, 1, 7f),
            row("cl", 0.5, 2, null));
    assertThat(table.cells())
        .extracting(SummaryCell::value)
        .containsExactly(Optional.of(2.5), Optional.of(7.0));
    assertThat(SummaryText.lines(table, "results/x"))
        .startsWith("median of error, 2 trials a cell", "  scheme ep  scheme cl");
  }

  @Test
  void theMedianOfVeryManyTrialsIsAValueNearTheMiddleRank() {
    Row[] rows = new Row[997];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row("ep", 0.5, 1, (float) (i * 7 % rows.length));
    }
    Summary summary = new Summary("", new Measure.Median("error"), List.of("scheme"), "");
    SummaryTable table = new SummaryQuery(rows(rows), AXES, 10_000_000_000L).table(summary);
    assertThat(table.cells().get(0).value().orElseThrow()).isCloseTo(498, within(1.0));
  }

  @Test
  void withoutAxesAllTrialsAreOneCell() {
    Summary summary = new Summary("", RIGHT, List.of(), "");
    SummaryTable table = table(summary, 9, row("ep", 0.5, 1, 0f), row("cl", 0.5, 1, 0f));
    assertThat(SummaryText.lines(table, "results/x"))
        .containsExactly(
            "percent of trials with error == 0 [95 % Wilson interval]",
            "  trials  share", "       2  100.0 % [34.2, 100.0]");
    assertThat(table(summary, 9).cells()).isEmpty();
  }

  @Test
  void whatIsTooMuchIsCutAndAQueryGivesTheRest() {
    Summary summary = new Summary("", RIGHT, List.of("epochs", "beta"), "");
    Row[] rows = new Row[20];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row("ep", 0.5, 20 - i, i % 4 == 0 ? 0f : 25f);
    }
    SummaryTable cut = table(summary, 7, rows);
    assertThat(cut.cut()).isTrue();
    assertThat(at(cut)).extracting(at -> at.get(0)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(SummaryText.lines(cut, "results/x"))
        .endsWith(
            "  these are the first 7 cells; all of them:",
            "  ./basin query results/x \"SELECT epochs, beta, count(*) FILTER (WHERE error = 0E0)"
                + " AS hits, count(*) AS trials FROM trials GROUP BY epochs, beta ORDER BY epochs,"
                + " beta\"");
    assertThat(table(summary, 20, rows).cut()).isFalse();
  }

  @Test
  void jsonHasExactValuesAndCounts() {
    SummaryTable table =
        table(
            new Summary("t", RIGHT, List.of("scheme"), "beta"),
            9,
            row("ep", 0.5, 1, 0f),
            row("ep", 0.5, 2, null));
    Interval half = Interval.wilson(1, 2);
    assertThat(table.map())
        .containsEntry("title", "t")
        .containsEntry("share", "error == 0")
        .containsEntry("by", List.of("scheme"))
        .containsEntry("across", "beta")
        .containsEntry("cut", false)
        .containsEntry(
            "cells",
            List.of(
                Map.of(
                    "at",
                    Map.of("scheme", "ep", "beta", 0.5),
                    "trials",
                    2L,
                    "lost",
                    1L,
                    "hits",
                    1L,
                    "share",
                    Optional.of(50.0),
                    "low",
                    Optional.of(100 * half.low()),
                    "high",
                    Optional.of(100 * half.high()))));
  }
}
