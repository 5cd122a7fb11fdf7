package org.basin.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.basin.draw.JsonText;
import org.basin.report.Rows;
import org.basin.run.Screen;
import org.basin.run.UsageException;
import org.basin.sweep.Counted;
import org.basin.table.Question;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code query DIR "SQL"} */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    header = "Ask Spark SQL over the committed trials of a run, the table trials.",
    description = {
      "",
      "Examples:",
      "  ./basin query results/xor-initialisation-grid \"SELECT count(*) FROM trials WHERE"
          + " free_error = 0\"",
      "  ./basin query results/xor-initialisation-grid \"SELECT weight_0_0_0, avg(free_error)"
          + " FROM trials GROUP BY 1 ORDER BY 1\"",
      "  ./basin query results/xor-initialisation-grid \"DESCRIBE trials\"",
      "",
      "One question, which changes nothing: what Spark would do for it is looked at before it is"
          + " done. The Parquet files of other runs may be read as well, as in FROM"
          + " parquet.`results/other/waves/*/*.parquet`.",
      ""
    })
final class QueryCommand implements Callable<Integer> {

  /** Where a mistake of syntax stands, in a statement that may not be the person's own. */
  private static final Pattern POSITION = Pattern.compile(" SQLSTATE: .*");

  @Mixin private RunFolder folder;

  @Parameters(index = "1", paramLabel = "SQL", description = "The question.")
  private String sql;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Print this many rows at the most; ${DEFAULT-VALUE} if not given. --json prints all.")
  private int rows;

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    if (rows < 1) {
      throw new UsageException("--rows >= 1 must hold, got --rows " + rows);
    }
    folder.open();
    try {
      folder.read("query", this::answer);
    } catch (Exception e) {
      throw mendable(e);
    }
    return Exit.DONE;
  }

  private void answer(Dataset<Row> trials) throws Exception {
    trials.createOrReplaceTempView("trials");
    SparkSession spark = trials.sparkSession();
    Optional<String> refusal = Question.refusal(spark, sql);
    if (refusal.isPresent()) {
      throw new UsageException(refusal.get());
    }
    print(spark.sql(sql));
  }

  private void print(Dataset<Row> answer) {
    PrintWriter out = reply.out();
    List<String> columns = Arrays.asList(answer.columns());
    if (reply.json()) {
      String separator = "[\n";
      for (Iterator<Row> each = answer.toLocalIterator(); each.hasNext(); ) {
        Rows one = new Rows(columns, List.of(Rows.list(each.next())));
        out.print(separator + "  " + JsonText.line(one.maps().get(0)));
        separator = ",\n";
      }
      out.println(separator.equals("[\n") ? "[]" : "\n]");
      return;
    }
    List<Row> first = answer.limit((int) Math.min(rows + 1L, Integer.MAX_VALUE)).collectAsList();
    List<List<Optional<Object>>> shown = new ArrayList<>();
    first.stream().limit(rows).map(Rows::list).forEach(shown::add);
    new Rows(columns, shown).text().lines(Screen.columns()).forEach(out::println);
    out.flush();
    if (first.size() > rows) {
      reply
          .err()
          .println(
              "basin: the first %s; --rows N prints more, --json all"
                  .formatted(Counted.of(rows, "row")));
    }
  }

  /** A question that SQL refuses, at once or while it runs, is the person's to mend. */
  private static Exception mendable(Exception thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable known
          && known.getCondition() != null
          && !known.isInternalError()
          && !Complaints.unreadable(cause)
          && cause.getCause() == null) {
        String message = cause.getMessage().strip().lines().findFirst().orElse("");
        return new UsageException(
            "the query cannot be answered: " + POSITION.matcher(message).replaceFirst(""));
      }
    }
    return thrown;
  }
}
