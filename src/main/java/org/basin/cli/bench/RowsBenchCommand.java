package org.basin.cli.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.basin.bench.Rate;
import org.basin.bench.RowBench;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.draw.Listing;
import org.basin.run.UsageException;
import org.basin.sweep.SweepException;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench rows} */
@Command(
    name = "rows",
    mixinStandardHelpOptions = true,
    header = "What a row costs to write, column by column.",
    description = {
      "",
      "Examples:",
      "  ./basin bench rows",
      "  ./basin bench rows --runs 9",
      "",
      "Rows of the main job, trained beforehand, are written into Parquet files by one thread: as"
          + " a run writes them, and value by value through parquet-java's own column writers;"
          + " first all columns, then each in a file of its own. Nanoseconds of the thread's time"
          + " and bytes of the file, a row; medians.",
      ""
    })
final class RowsBenchCommand implements Callable<Integer> {

  private static final int BLOCKS = 25;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How often each is measured; ${DEFAULT-VALUE} if not given.")
  private int runs = 5;

  @Mixin private Reply reply;

  @Override
  public Integer call() throws SweepException, IOException {
    if (runs < 1) {
      throw new UsageException("--runs must be at least 1, got " + runs);
    }
    Job job = EnergyBenchCommand.job("vector");
    List<RowBench.Cost> costs;
    try (RowBench bench = new RowBench(job, BLOCKS)) {
      costs = bench.measure(runs);
    }
    Listing<RowBench.Cost> listing =
        new Listing<RowBench.Cost>()
            .both("column", RowBench.Cost::name)
            .both("library_ns", RowBench.Cost::library, each -> one(each.library()))
            .both("pages_ns", RowBench.Cost::pages, each -> one(each.pages()))
            .both("library_bytes", RowBench.Cost::libraryBytes, each -> two(each.libraryBytes()))
            .both("pages_bytes", RowBench.Cost::pagesBytes, each -> two(each.pagesBytes()));
    reply.print(
        () -> Map.of("rows", listing.maps(costs)),
        () -> {
          List<String> lines = new ArrayList<>();
          lines.add("rows: one thread writes the main job's rows, " + Rate.machine());
          lines.add("");
          lines.addAll(Reply.lines(listing.table(costs)));
          return lines;
        });
    return Exit.DONE;
  }

  private static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
