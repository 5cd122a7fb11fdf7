package org.basin.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.learn.Learned;
import org.basin.learn.Score;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Rows;
import org.basin.read.Trials;
import org.basin.space.Axis;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;
import org.basin.trial.Job;

/**
 * What a run found out.
 *
 * @param trials rows in the table
 * @param complete trained to the end
 * @param diverged with a number that became NaN or infinite
 * @param pruned stopped early
 * @param failed threw an error
 * @param learning how many learned; absent for models without an error of the plain output
 * @param tested how many are right on the test part; absent where the run measures none
 * @param ranking of the best rows
 * @param best the best rows
 * @param tables what the sweep's {@code answer} asks for
 */
public record Answer(
    long trials,
    long complete,
    long diverged,
    long pruned,
    long failed,
    Optional<Learning> learning,
    Optional<Tested> tested,
    Ranking ranking,
    Rows best,
    List<SummaryTable> tables) {

  public Answer {
    tables = List.copyOf(tables);
  }

  /**
   * How many trials have learned.
   *
   * @param law when a trial has
   * @param learned trials that have
   * @param seeming trials that only seem to have
   */
  public record Learning(Learned law, long learned, long seeming) {}

  /**
   * Trials that are right on the test part of the data, from which nothing is learned.
   *
   * @param law the metric with the value that it then has, such as {@code test_error 0}
   * @param right trials of which that is so
   */
  public record Tested(String law, long right) {

    /** What metrics of the test part are when no sample is wrong. */
    private static final Map<String, Integer> RIGHT = Map.of("test_error", 0, "test_accuracy", 100);

    /** The metric of a table that says so. */
    static Optional<String> metric(List<String> columns) {
      return columns.stream().filter(RIGHT::containsKey).findFirst();
    }

    static String holds(String metric) {
      return metric + " = " + RIGHT.get(metric);
    }

    static String law(String metric) {
      return metric + " " + RIGHT.get(metric);
    }
  }

  /**
   * Computes the answer with two passes over the table and one more for each table of it.
   *
   * @param table the committed rows of a run
   * @param job its sweep
   * @param best how many of the best rows to keep
   */
  public static Answer of(Trials table, Job job, int best) {
    Sweep sweep = job.sweep();
    Ranking ranking = Ranking.of(job, sweep.metric(), table.names());
    Answer counts = of(table, ranking, diverging(job), job.learned(), best);
    List<Axis> all = new ArrayList<>(job.axes());
    Trials rows = CountedRows.of(table, job);
    for (Axis fixed : fixed(job)) {
      all.add(fixed);
      rows = rows.with(Map.of(fixed.name(), literal(fixed, table.dialect())));
    }
    SummaryQuery query = new SummaryQuery(rows, all, counts.trials());
    Set<String> ofComplete = CountedRows.ofComplete(job);
    return counts.with(
        sweep.answer().stream().map(it -> query.table(it).ofComplete(ofComplete)).toList());
  }

  /** The one value of an axis as SQL. */
  private static String literal(Axis axis, Dialect dialect) {
    if (!axis.numeric()) {
      return dialect.text(axis.text(0));
    }
    return axis.values().value(0) instanceof Long whole
        ? "CAST(%d AS BIGINT)".formatted(whole)
        : Dialect.number(axis.number(0));
  }

  /** What the tables name and an override has fixed: axes of one value, which are no columns. */
  private static List<Axis> fixed(Job job) {
    Sweep sweep = job.sweep();
    List<Axis> fixed = new ArrayList<>();
    sweep
        .parameters()
        .forEach(
            (name, setting) -> {
              boolean named =
                  sweep.answer().stream()
                      .anyMatch(
                          it -> it.axes().contains(name) || it.measure().columns().contains(name));
              if (named
                  && setting instanceof Setting.Fixed value
                  && job.axes().stream().noneMatch(axis -> axis.name().equals(name))) {
                fixed.add(
                    new Axis(
                        name,
                        job.hyperparameter(name),
                        new Setting.Values(List.of(value.value()))));
              }
            });
    return fixed;
  }

  private Answer with(List<SummaryTable> tables) {
    return new Answer(
        trials, complete, diverged, pruned, failed, learning, tested, ranking, best, tables);
  }

  /**
   * The metrics that trials may have which diverged: first those that say how they did, then what
   * else was finite.
   */
  public static List<Sweep.Metric> diverging(Job job) {
    return job.scores().stream()
        .filter(score -> score.holds() != Score.Holds.COMPLETE)
        .sorted(Comparator.comparing(score -> score.holds() != Score.Holds.ALWAYS))
        .map(Job::metric)
        .toList();
  }

  static Answer of(
      Trials table, Ranking ranking, List<Sweep.Metric> metrics, Optional<Learned> law, int best) {
    List<String> columns = table.names();
    Leaderboard.Leaders leaders = Leaderboard.leaders(table, ranking, metrics, best);
    Optional<Learned> known =
        law.filter(it -> columns.containsAll(List.of(it.metric(), it.flattering())));
    String learned = known.map(it -> it.metric() + " = 0").orElse("false");
    String seeming =
        known.map(it -> it.flattering() + " = 0 AND " + it.metric() + " > 0").orElse("false");
    Optional<String> test = Tested.metric(columns);
    String right = test.map(Tested::holds).orElse("false");
    String complete = "state = 'COMPLETE'";
    List<String> counts =
        List.of(
            complete,
            "state = 'DIVERGED'",
            "state = 'PRUNED'",
            "state = 'FAILED'",
            complete + " AND " + learned,
            complete + " AND " + seeming,
            complete + " AND " + right);
    Row row =
        table
            .ask(
                counts.stream()
                        .map(Dialect::counted)
                        .collect(Collectors.joining(", ", "SELECT count(*), ", " FROM "))
                    + table.from())
            .get(0);
    return new Answer(
        row.whole(0),
        row.whole(1),
        row.whole(2),
        row.whole(3),
        row.whole(4),
        known.map(it -> new Learning(it, row.whole(5), row.whole(6))),
        test.map(name -> new Tested(Tested.law(name), row.whole(7))),
        leaders.ranking(),
        leaders.rows(),
        List.of());
  }

  /** The answer as lines as long as they come. */
  public List<String> lines(String directory) {
    return lines(directory, Integer.MAX_VALUE);
  }

  /**
   * The answer as lines for a person's screen.
   *
   * @param directory of the run, as the person names it
   * @param most characters of a line, save those of a command to be typed
   */
  public List<String> lines(String directory, int most) {
    TextTable counts = new TextTable(List.of());
    countLines().forEach(counts::row);
    List<String> lines = new ArrayList<>(counts.lines(most));
    for (SummaryTable table : tables) {
      lines.add("");
      lines.addAll(SummaryText.lines(table, directory, most));
    }
    if (trials > 0 && diverged + failed == trials) {
      lines.add("");
      lines.addAll(TextTable.broken(lost(), most));
    }
    if (!best.values().isEmpty()) {
      lines.add("");
      lines.add(ranking.title());
      Leaderboard.text(best, ranking).lines(most - 2).forEach(line -> lines.add("  " + line));
    }
    return lines;
  }

  /** Why no trial can be the best. */
  private String lost() {
    String those = diverged == 0 ? "Every trial failed" : "Every trial diverged or failed";
    those = failed == 0 ? "Every trial diverged" : those;
    return best.values().isEmpty()
        ? those + ", and none has a metric; ./basin query shows their rows"
        : those + "; what is known of them:";
  }

  /** The answer as JSON wants it. */
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("complete", complete);
    map.put("diverged", diverged);
    map.put("pruned", pruned);
    map.put("failed", failed);
    map.put("learned", learning.map(Learning::learned));
    map.put("seeming", learning.map(Learning::seeming));
    map.put("right_on_test", tested.map(Tested::right));
    map.put("answer", tables.stream().map(SummaryTable::map).toList());
    map.put("best_state", ranking.state());
    ranking.replicates().ifPresent(made -> map.put("best_rank", made.statistic().word()));
    map.put("best", best.maps());
    return map;
  }

  /** How many trials there are and what became of them: what, how many, in percent, and why. */
  public List<List<String>> countLines() {
    List<List<String>> counts = new ArrayList<>();
    counts.add(List.of("trials", Shown.count(trials)));
    learning.ifPresent(
        found -> {
          counts.add(line("learned", found.learned(), found.law().text()));
          counts.add(line("only seem to", found.seeming(), found.law().seeming()));
          counts.add(line("did not learn", complete - found.learned() - found.seeming(), ""));
        });
    tested.ifPresent(
        found ->
            counts.add(
                line(
                    "right on the test part",
                    found.right(),
                    found.law() + ": every test sample is right")));
    counts.add(line("diverged", diverged, ""));
    if (pruned > 0) {
      counts.add(line("pruned", pruned, ""));
    }
    counts.add(line("failed", failed, failed > 0 ? "the column failure says why" : ""));
    return counts;
  }

  private List<String> line(String what, long number, String text) {
    return List.of(what, Shown.count(number), Shown.percent(number, trials), text);
  }
}
