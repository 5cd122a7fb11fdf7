package org.basin.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.draw.JsonText;
import org.basin.read.Column;
import org.basin.read.CsvText;
import org.basin.read.Dialect;
import org.basin.read.ParquetAnswer;
import org.basin.read.QuestionException;
import org.basin.read.RowStream;
import org.basin.read.Rows;
import org.basin.read.RunTable;
import org.basin.run.Screen;
import org.basin.run.UsageException;
import org.basin.store.RunDirectory;
import org.basin.sweep.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code query DIR "SQL"} */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    header = "Ask SQL of the committed trials of a run, the table trials.",
    description = {
      "",
      "Examples:",
      "  ./basin query results/xor-initialisation-grid \"SELECT count(*) FROM trials WHERE"
          + " free_error = 0\"",
      "  ./basin query results/xor-initialisation-grid \"SELECT weight_0_0_0, avg(free_error)"
          + " FROM trials GROUP BY 1 ORDER BY 1\"",
      "  ./basin query results/xor-initialisation-grid \"DESCRIBE trials\"",
      "  ./basin query results/xor-initialisation-grid \"FROM trials\" --parquet all.parquet",
      "",
      "The dialect is DuckDB's, which reads the files of a run on this machine within this process:"
          + " one SELECT, which reads nothing but these trials. With --spark it is Spark SQL, as it"
          + " always is for a run on another file system and where DuckDB is not on the class path;"
          + " it may read the Parquet files of other runs as well, as in FROM"
          + " parquet.`results/other/waves/*/*.parquet`. Either way a question changes nothing: it"
          + " is looked at before it is asked.",
      ""
    })
final class QueryCommand implements Callable<Integer> {

  @Mixin private RunFolder folder;

  @Parameters(index = "1", paramLabel = "SQL", description = "The question.")
  private String sql;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Print this many rows at the most; ${DEFAULT-VALUE} if not given. --json and --csv print"
              + " all.")
  private int rows;

  @Option(names = "--duckdb", description = "Insist on DuckDB and its dialect.")
  private boolean duckdb;

  @Option(names = "--spark", description = "Ask Spark, in its dialect.")
  private boolean spark;

  @Option(names = "--csv", description = "Print comma-separated values, for programs.")
  private boolean csv;

  @Option(
      names = "--parquet",
      paramLabel = "FILE",
      description = "Write the answer as a Parquet file, which must lie outside of the run.")
  private Optional<Path> parquet = Optional.empty();

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    if (rows < 1) {
      throw new UsageException("--rows >= 1 must hold, got --rows " + rows);
    }
    if (duckdb && spark) {
      throw new UsageException("one of --duckdb and --spark must be given at the most, got both");
    }
    if ((csv ? 1 : 0) + (reply.json() ? 1 : 0) + (parquet.isPresent() ? 1 : 0) > 1) {
      throw new UsageException(
          "one of --json, --csv and --parquet must be given at the most, got several");
    }
    RunDirectory directory = folder.open();
    parquet.ifPresent(file -> OutsideOfRun.requireFile("--parquet", directory, file));
    Optional<Dialect> wanted =
        duckdb
            ? Optional.of(Dialect.DUCKDB)
            : spark ? Optional.of(Dialect.SPARK) : Optional.empty();
    folder.ask("query", wanted, this::answer);
    return Exit.DONE;
  }

  private void answer(RunTable table) throws IOException {
    try (RowStream answer = table.askOnly(sql)) {
      print(answer);
    } catch (QuestionException e) {
      throw e.parsed() ? e : new UsageException(e.getMessage() + "; " + hint(table.dialect()));
    }
  }

  /** What takes what the dialect does not. */
  private static String hint(Dialect dialect) {
    Dialect other = dialect == Dialect.DUCKDB ? Dialect.SPARK : Dialect.DUCKDB;
    return "this is %s, --%s takes %s"
        .formatted(dialect.words(), other.name().toLowerCase(java.util.Locale.ROOT), other.words());
  }

  private void print(RowStream answer) throws IOException {
    if (parquet.isPresent()) {
      long written = write(answer, parquet.get());
      reply.print(
          () -> Map.of("file", parquet.get().toString(), "rows", written),
          () -> List.of("%s: %s".formatted(parquet.get(), Counted.of(written, "row"))));
    } else if (reply.json()) {
      printJson(answer);
    } else if (csv) {
      reply.out().println(CsvText.head(answer.columns()));
      answer.forEachRemaining(row -> reply.out().println(CsvText.line(row)));
    } else {
      printTable(answer);
    }
  }

  private static long write(RowStream answer, Path file) {
    try {
      return ParquetAnswer.write(answer, file);
    } catch (IOException e) {
      throw new UsageException("--parquet must name a file that can be written, got " + e);
    }
  }

  private void printJson(RowStream answer) {
    PrintWriter out = reply.out();
    List<String> names = answer.columns().stream().map(Column::name).toList();
    for (String name : names) {
      if (Collections.frequency(names, name) > 1) {
        throw QuestionException.refused(
            "the columns of JSON must have different names, got %s twice; AS gives another"
                .formatted(name));
      }
    }
    String separator = "[\n";
    while (answer.hasNext()) {
      Rows one = new Rows(names, List.of(Rows.list(answer.next())));
      out.print(separator + "  " + JsonText.line(one.maps().get(0)));
      separator = ",\n";
    }
    out.println(separator.equals("[\n") ? "[]" : "\n]");
  }

  private void printTable(RowStream answer) {
    Rows first = Rows.of(answer, rows);
    first.text().lines(Screen.columns()).forEach(reply.out()::println);
    reply.out().flush();
    if (answer.hasNext()) {
      reply
          .err()
          .println(
              "basin: the first %s; --rows N prints more, --json all"
                  .formatted(Counted.of(rows, "row")));
    }
  }
}
