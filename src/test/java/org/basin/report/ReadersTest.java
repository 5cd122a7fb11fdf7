package org.basin.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.basin.LocalSpark;
import org.basin.draw.Field;
import org.basin.draw.Shown;
import org.basin.importance.Analysis;
import org.basin.importance.Design;
import org.basin.importance.Response;
import org.basin.learn.Score;
import org.basin.page.Pictures;
import org.basin.page.RunPage;
import org.basin.read.Column;
import org.basin.read.DuckTable;
import org.basin.read.Row;
import org.basin.read.RowStream;
import org.basin.read.RunTable;
import org.basin.read.SparkTable;
import org.basin.read.Trials;
import org.basin.run.RunOptions;
import org.basin.run.SweepRun;
import org.basin.space.Axis;
import org.basin.store.RunDirectory;
import org.basin.store.Wave;
import org.basin.store.WaveFile;
import org.basin.sweep.Measure;
import org.basin.sweep.Statistic;
import org.basin.sweep.Sweep;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of readers: DuckDB and Spark are asked every question of the same runs and give the
 * same answers. Sums may differ in their order, and so by one part in 10^12; all else is equal.
 */
class ReadersTest {

  private static final String MIXED =
      """
      name: mixed
      model: energy
      data: xor
      seed: 3
      replicates: 3
      parameters:
        scheme: {values: [pep, ep, cl]}
        epochs: {values: [3, 1, 2]}
        beta: {min: 0.01, max: 1, count: 5, distribution: log_uniform_values}
        alpha: {values: [0.5, 1000000, 0.1]}
        weight_0_0_0: {min: -1, max: 1, step: 0.5}
      where: epochs < 3 or beta > 0.05
      answer:
        - {share: "free_error == 0 and not scheme == 'pep'", by: [scheme], across: epochs}
        - {share: "min(error, free_error) / (beta - 0.1) < 9", by: [epochs, beta]}
        - {mean: error, by: [alpha, scheme]}
        - {median: free_cost, by: [beta], across: scheme}
        - {mean: free_cost, by: []}
      """;

  private static final String PLANE =
      """
      name: plane
      model: layers
      data: xor
      seed: 42
      metric: {name: loss}
      parameters:
        layers: [affine 4, tanh, affine 1]
        bias: false
        inputs: 4
        facts: random
        fact_count: 20
        batch: full
        lessons: 40
        start: 1
        alpha_0: {min: 1, max: 10000, count: 65, distribution: log_uniform_values}
        alpha_1: {min: 0.1, max: 10, count: 66, distribution: log_uniform_values}
      output: {history: {every: 8}, metrics: [loss, convergence, converged, diverged_at]}
      answer: {boundary: convergence < 0, x: alpha_0, y: alpha_1}
      """;

  @TempDir private static Path temp;
  private static SparkSession spark;
  private static final Map<Job, RunDirectory> RUNS = new LinkedHashMap<>();

  @BeforeAll
  static void train() throws Exception {
    spark = LocalSpark.session(2, "spark.sql.shuffle.partitions", 3);
    for (String text : List.of(MIXED, PLANE)) {
      Sweep sweep = new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
      Job job = Job.of(sweep);
      var folder = new org.apache.hadoop.fs.Path(temp.resolve("a[1] k=v it's").toUri());
      var run = new org.apache.hadoop.fs.Path(folder, sweep.name());
      RunOptions options = RunOptions.of(run, new PrintWriter(Writer.nullWriter()));
      new SweepRun(job, options.withBlock(64), "").run(new Configuration(), () -> spark);
      RUNS.put(job, RunDirectory.at(new Configuration(), run));
    }
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  private interface Question {
    Object of(Trials trials, Job job);
  }

  /** Asks both, and returns what both said. */
  private static Object same(String what, Job job, RunDirectory run, Question question) {
    try (RunTable duck = DuckTable.open(run).orElseThrow();
        RunTable sparks = SparkTable.open(spark, run).orElseThrow()) {
      Object said = question.of(Trials.of(duck), job);
      requireSame(what, question.of(Trials.of(sparks), job), said);
      return said;
    }
  }

  private static void requireSame(String what, Object expected, Object said) {
    if (expected instanceof Map<?, ?> map) {
      assertThat(said).as(what).isInstanceOf(Map.class);
      Map<?, ?> other = (Map<?, ?>) said;
      assertThat(List.copyOf(other.keySet())).as(what).isEqualTo(List.copyOf(map.keySet()));
      map.forEach((key, value) -> requireSame(what + "." + key, value, other.get(key)));
    } else if (expected instanceof List<?> list) {
      assertThat(said).as(what).isInstanceOf(List.class);
      List<?> other = (List<?>) said;
      assertThat(other).as(what).hasSameSizeAs(list);
      for (int i = 0; i < list.size(); i++) {
        requireSame(what + "[" + i + "]", list.get(i), other.get(i));
      }
    } else if (expected instanceof Optional<?> optional && optional.isPresent()) {
      requireSame(what, optional.get(), ((Optional<?>) said).orElseThrow());
    } else if (expected instanceof Double number && Double.isFinite(number)) {
      assertThat(said).as(what).isInstanceOf(Double.class);
      double most = 1e-12 * Math.max(1, Math.abs(number));
      assertThat(Math.abs((Double) said - number))
          .as(what + ": " + said + ", " + number)
          .isLessThanOrEqualTo(most);
    } else {
      assertThat(said).as(what).isEqualTo(expected);
    }
  }

  @Test
  void theTableHasTheSameColumnsAndRows() {
    RUNS.forEach(
        (job, run) -> {
          Object rows =
              same(
                  "rows",
                  job,
                  run,
                  (trials, it) -> {
                    List<Object> all = new ArrayList<>(trials.columns());
                    trials.each(
                        "SELECT * FROM " + trials.from() + " ORDER BY trial",
                        row -> all.add(row.values()));
                    all.add(trials.table().rows());
                    return all;
                  });
          assertThat((List<?>) rows).hasSizeGreaterThan(1000);
        });
  }

  @Test
  void historiesAreLists() {
    RUNS.forEach(
        (job, run) ->
            assertThat(
                    same(
                        "lists",
                        job,
                        run,
                        (trials, it) ->
                            trials.columns().stream()
                                .filter(c -> c.lists() == 1)
                                .map(Column::name)
                                .toList()))
                .isEqualTo(
                    job.sweep().name().equals("plane") ? List.of("loss_history") : List.of()));
  }

  @Test
  void everyMetricRanksTheSameTrialsFromEitherEnd() {
    RUNS.forEach(
        (job, run) -> {
          for (Score score : job.scores()) {
            for (boolean worst : new boolean[] {false, true}) {
              Object leaders =
                  same(
                      score.name(),
                      job,
                      run,
                      (trials, it) -> {
                        Ranking best = Ranking.trials(it, Job.metric(score), trials.names());
                        return Leaderboard.leaders(
                                trials, worst ? best.reversed() : best, Answer.diverging(it), 57)
                            .map();
                      });
              assertThat(leaders).isInstanceOf(Map.class);
            }
          }
        });
  }

  @Test
  void configurationsAreRankedTheSameByEveryStatistic() {
    RUNS.forEach(
        (job, run) -> {
          for (Score score : job.scores().subList(0, 2)) {
            Sweep.Metric metric = Job.metric(score);
            for (String word : List.of("mean", "q90")) {
              Statistic statistic = Statistic.of(word).orElseThrow();
              Sweep.Metric ranked = new Sweep.Metric(metric.name(), metric.minimize(), statistic);
              configured(job, run, names -> Ranking.of(job, ranked, names));
            }
          }
          Condition right =
              new Condition.Comparison(
                  new Term.NumberAxis(job.metrics().get(0)),
                  Condition.Relation.LESS_EQUAL,
                  new Term.Number(50));
          if (Ranking.configured(job)) {
            configured(job, run, names -> Ranking.shares(job, right, Statistic.WILSON, names));
          }
        });
  }

  private static void configured(
      Job job, RunDirectory run, Function<List<String>, Ranking> ranking) {
    for (boolean worst : new boolean[] {false, true}) {
      Map<?, ?> leaders =
          (Map<?, ?>)
              same(
                  "configurations",
                  job,
                  run,
                  (trials, it) -> {
                    Ranking best = ranking.apply(trials.names());
                    return Leaderboard.leaders(
                            trials, worst ? best.reversed() : best, Answer.diverging(it), 57)
                        .map();
                  });
      String key = job.sweep().replicates() > 1 ? "configurations" : "trials";
      assertThat((List<?>) leaders.get(key)).hasSize(57);
    }
  }

  @Test
  void trialsThatDivergedAreRankedWhereNoneIsComplete() {
    RUNS.forEach(
        (job, run) ->
            same(
                "diverged",
                job,
                run,
                (trials, it) -> Answer.of(trials.where("state <> 'COMPLETE'"), it, 5).map()));
  }

  @Test
  void answersAreTheSame() {
    RUNS.forEach(
        (job, run) -> {
          Map<?, ?> answer =
              (Map<?, ?>) same("answer", job, run, (trials, it) -> Answer.of(trials, it, 5).map());
          assertThat((Long) answer.get("complete")).isGreaterThan(100);
          boolean plane = job.sweep().name().equals("plane");
          assertThat((Long) answer.get("diverged") > 100).isEqualTo(plane);
          assertThat((List<?>) answer.get("answer")).hasSameSizeAs(job.sweep().answer());
          assertThat(answer.toString()).doesNotContain("cells=[]");
        });
  }

  /** The printed query of a table that is cut gives the cells to whoever reads the run. */
  @Test
  void theSqlOfEveryTableIsAQuestionOfItsDialect() {
    RUNS.forEach(
        (job, run) ->
            same(
                "sql",
                job,
                run,
                (trials, it) ->
                    Answer.of(trials, it, 1).tables().stream()
                        .map(
                            table -> {
                              try (RowStream rows = trials.table().askOnly(table.sql())) {
                                List<List<Object>> all = new ArrayList<>();
                                rows.forEachRemaining(row -> all.add(plain(row)));
                                return (Object) all;
                              }
                            })
                        .toList()));
  }

  /** DuckDB's counts have more bits. */
  private static List<Object> plain(Row row) {
    return row.values().stream()
        .map(v -> v instanceof java.math.BigInteger whole ? (Object) whole.longValueExact() : v)
        .toList();
  }

  @Test
  void mapsAreTheSame() {
    RUNS.forEach(
        (job, run) -> {
          List<Axis> axes = job.axes();
          String metric = job.sweep().metric().name();
          for (int a = 0; a < axes.size(); a++) {
            Axis x = axes.get(a);
            Axis y = axes.get((a + 1) % axes.size());
            int cells = a % 2 == 0 ? 64 : 2;
            same(
                "map of " + x.name() + " and " + y.name(),
                job,
                run,
                (trials, it) ->
                    List.of(
                        field(trials, new Measure.Mean(metric), x, y, cells),
                        field(trials, it.sweep().answer().get(0).measure(), x, y, cells)));
          }
        });
  }

  @Test
  void whatMattersIsTheSame() {
    Map<String, Set<Object>> kinds = new LinkedHashMap<>();
    RUNS.forEach(
        (job, run) -> {
          Design design = Design.of(job.sweep(), job.space());
          List<Response> responses = new ArrayList<>();
          job.scores().forEach(score -> responses.add(new Response.Metric(Job.metric(score))));
          Condition condition =
              job.sweep().answer().get(0).measure() instanceof Measure.Boundary plane
                  ? plane.condition()
                  : ((Measure.Share) job.sweep().answer().get(0).measure()).condition();
          responses.add(new Response.Holds(condition));
          for (Response response : responses) {
            Map<?, ?> found =
                (Map<?, ?>)
                    same(
                        "what matters to " + response.text(),
                        job,
                        run,
                        (trials, it) ->
                            Analysis.of(CountedRows.of(trials, it), design, response).map());
            kinds.computeIfAbsent(job.sweep().name(), it -> new HashSet<>()).add(found.get("kind"));
          }
        });
    assertThat(kinds)
        .containsEntry("mixed", Set.of("estimate"))
        .containsEntry("plane", Set.of("ranks", "exact"));
  }

  private static Object field(Trials trials, Measure measure, Axis x, Axis y, int cells) {
    Measure drawn =
        measure instanceof Measure.Boundary plane ? new Measure.Share(plane.condition()) : measure;
    Field field = FieldQuery.of(trials, drawn, PlaneAxis.of(x, cells), PlaneAxis.of(y, cells));
    List<Object> all = new ArrayList<>();
    for (int row = 0; row < field.height(); row++) {
      for (int column = 0; column < field.width(); column++) {
        all.add((double) field.value(column, row));
        all.add(field.trials(column, row));
      }
    }
    return all;
  }

  /** A driver at work commits a wave first and moves its files then. */
  @Test
  void aFileThatMovesMeanwhileIsLookedUpAgain() throws Exception {
    for (RunDirectory run : RUNS.values()) {
      Wave wave = run.log().waves().get(0);
      Path root = Path.of(run.path().toUri());
      Path home = root.resolve("waves/00000");
      Path staging = root.resolve("_staging").resolve(wave.attempt()).resolve("00000");
      Files.createDirectories(staging.getParent());
      Files.move(home, staging);
      String sql = "SELECT count(*), count(state), max(trial) FROM trials";
      try (RunTable table = DuckTable.open(run).orElseThrow()) {
        Files.createDirectories(home);
        List<Row> staged = Trials.of(table).ask(sql);
        for (WaveFile file : wave.files()) {
          Files.move(staging.resolve(file.name()), home.resolve(file.name()));
        }
        assertThat(staged.get(0).whole(0)).isEqualTo(run.log().rows());
        assertThat(Trials.of(table).ask(sql)).isEqualTo(staged);
      }
      Files.delete(staging);
      Files.delete(staging.getParent());
      Files.delete(root.resolve("_staging"));
    }
  }

  /** As of runs of more rows than these have. */
  @Test
  void quantilesOfManyRowsAreQuestionsToo() {
    RUNS.forEach(
        (job, run) ->
            same(
                "quantiles",
                job,
                run,
                (trials, it) -> {
                  String metric = it.sweep().metric().name();
                  String list =
                      trials.dialect().quantiles(metric, List.of(0.0, 0.5), 1000, 200_000_000);
                  Row row =
                      trials
                          .ask(
                              "SELECT %s IS NULL FROM %s"
                                  .formatted(trials.dialect().first(list), trials.from()))
                          .get(0);
                  return String.valueOf(row.values());
                }));
  }

  /** A place in a folder of any name. */
  @Test
  void aFileThatMovesIsFoundInAPlainFolderToo() throws Exception {
    for (RunDirectory odd : RUNS.values()) {
      Path from = Path.of(odd.path().toUri());
      Path plain = Files.createTempDirectory("plain").resolve("run");
      try (Stream<Path> all = Files.walk(from)) {
        for (Path each : all.toList()) {
          Files.copy(each, plain.resolve(from.relativize(each).toString()));
        }
      }
      RunDirectory run =
          RunDirectory.at(
              new Configuration(), new org.apache.hadoop.fs.Path(plain.toUri().toString()));
      Wave wave = run.log().waves().get(0);
      Path home = plain.resolve("waves/00000");
      Path staging = plain.resolve("_staging").resolve(wave.attempt()).resolve("00000");
      Files.createDirectories(staging.getParent());
      Files.move(home, staging);
      try (RunTable table = DuckTable.open(run).orElseThrow()) {
        Files.move(staging, home);
        assertThat(Trials.of(table).ask("SELECT count(*) FROM trials").get(0).whole(0))
            .isEqualTo(run.log().rows());
      }
    }
  }

  @Test
  void aReportShowsTheSame() {
    RUNS.forEach(
        (job, run) -> {
          RunPage page = new RunPage(job, Optional.empty(), Optional.empty(), run.log(), "x");
          Map<?, ?> shown =
              (Map<?, ?>) same("report", job, run, (trials, it) -> shown(page, trials));
          assertThat((List<?>) shown.get("pairs")).isNotEmpty();
          assertThat((List<?>) shown.get("courses")).hasSize(job.histories().size());
        });
  }

  /** What a page shows, with the numbers that it packs. */
  private static Object shown(RunPage page, Trials trials) {
    String html = new String(page.bytes(trials, Pictures.none("")), UTF_8);
    String begin = "<script type=\"application/json\" id=\"data\">";
    int from = html.indexOf(begin) + begin.length();
    try {
      Object data =
          new ObjectMapper()
              .readValue(html.substring(from, html.indexOf("</script>", from)), Object.class);
      ((Map<?, ?>) data).remove("dialect");
      return unpacked(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object unpacked(Object packed) {
    if (packed instanceof Map<?, ?> map
        && map.size() == 1
        && map.get("f32") instanceof String text) {
      FloatBuffer floats =
          ByteBuffer.wrap(Base64.getDecoder().decode(text))
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
      List<Object> numbers = new ArrayList<>();
      while (floats.hasRemaining()) {
        // a sum that differs by one part in 10^12 may be rounded to the float beside
        numbers.add(Shown.value((double) Math.round(floats.get() * 1e4) / 1e4));
      }
      return numbers;
    }
    if (packed instanceof Map<?, ?> map) {
      Map<Object, Object> all = new LinkedHashMap<>();
      map.forEach((key, value) -> all.put(key, unpacked(value)));
      return all;
    }
    return packed instanceof List<?> list
        ? list.stream().map(ReadersTest::unpacked).toList()
        : packed == null ? "none" : packed;
  }
}
