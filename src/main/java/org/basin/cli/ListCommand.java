package org.basin.cli;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Hadoop;
import org.basin.cli.process.Reply;
import org.basin.draw.Listing;
import org.basin.run.UsageException;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.sweep.Counted;
import org.basin.sweep.Labels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code list [FOLDER]}: read from run.json and the commits, without an engine. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    header = "List the runs in a folder: state, trials, best, age, tags and question.",
    description = {
      "",
      "Examples:",
      "  ./basin list",
      "  ./basin list results --tag xor --sort name",
      "  ./basin list results --json",
      "",
      "Runs stand in the folder or in folders of it. No row is read: the best is the better end of"
          + " the sweep's metric among single trials, as the commits have it, and the age that of"
          + " the last commit. A run that cannot be read is a line that says why.",
      ""
    })
final class ListCommand implements Callable<Integer> {

  /** Folders that are looked at. */
  private static final int MOST = 100_000;

  /** By what runs are sorted. */
  private enum Order {
    AGE(comparing((ListedRun run) -> run.last().orElse(Instant.EPOCH), reverseOrder())),
    NAME(comparing(run -> "")),
    STATE(comparing(ListedRun::state)),
    TRIALS(comparing(ListedRun::committed, reverseOrder()));

    private final Comparator<ListedRun> order;

    Order(Comparator<ListedRun> order) {
      this.order = order.thenComparing(ListedRun::path);
    }

    @Override
    public String toString() {
      return Labels.of(this);
    }
  }

  private static final Listing<ListedRun> RUNS =
      new Listing<ListedRun>()
          .both("run", ListedRun::path)
          .both("state", ListedRun::state)
          .both("trials", run -> run.record().map(RunRecord::trials), ListedRun::trials)
          .both("best", ListedRun::best, ListedRun::bestText)
          .both("age", ListedRun::age, ListedRun::ageText)
          .both("tags", ListedRun::tags, run -> String.join(", ", run.tags()))
          .both("question", ListedRun::question, ListedRun::about)
          .important("run", "state", "question", "trials", "age");

  /** What programs get besides. */
  private static final Listing<ListedRun> MORE =
      new Listing<ListedRun>()
          .both("name", run -> run.record().map(RunRecord::name))
          .both("committed", ListedRun::committed)
          .both("failed", ListedRun::failed)
          .both("metric", run -> run.record().map(RunRecord::metric))
          .both("engine", run -> run.record().map(RunRecord::engine))
          .both("digest", run -> run.record().map(RunRecord::digest))
          .both("last_commit", run -> run.last().map(Instant::toString))
          .both("notes", run -> run.record().map(RunRecord::notes).filter(it -> !it.isEmpty()))
          .both("broken", ListedRun::broken);

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = "results",
      description = "The folder of runs; ${DEFAULT-VALUE} if not given.")
  private String folder;

  @Option(
      names = "--sort",
      paramLabel = "BY",
      description = "age (the newest first), name, state or trials; age if not given.")
  private Order order = Order.AGE;

  @Option(names = "--tag", paramLabel = "TAG", description = "Only runs with this tag.")
  private Optional<String> tag = Optional.empty();

  @Mixin private Reply reply;

  @Override
  public Integer call() {
    Path root = RunFolder.folder("FOLDER", folder);
    RunDirectory top = Hadoop.directory(root);
    if (!top.present()) {
      throw new UsageException("FOLDER must be there, got %s".formatted(folder));
    }
    List<ListedRun> runs = new ArrayList<>();
    if (top.exists()) {
      runs.add(ListedRun.of(folder, top));
    } else {
      for (String name : top.runs(MOST)) {
        Path path = new Path(root, name);
        runs.add(ListedRun.of(path.toString(), Hadoop.directory(path)));
      }
    }
    tag.ifPresent(wanted -> runs.removeIf(run -> !run.tags().contains(wanted)));
    runs.sort(order.order);
    reply.print(() -> maps(runs), () -> lines(runs));
    return Exit.DONE;
  }

  private static List<?> maps(List<ListedRun> runs) {
    List<Map<String, Object>> maps = RUNS.maps(runs);
    List<Map<String, Object>> more = MORE.maps(runs);
    for (int i = 0; i < maps.size(); i++) {
      maps.get(i).putAll(more.get(i));
    }
    return maps;
  }

  private List<String> lines(List<ListedRun> runs) {
    if (runs.isEmpty()) {
      String tagged = tag.map(it -> " with the tag " + it).orElse("");
      return List.of("No runs%s in %s.".formatted(tagged, folder));
    }
    List<String> lines = new ArrayList<>(Reply.lines(RUNS.table(runs)));
    lines.add("");
    lines.add(Counted.of(runs.size(), "run"));
    return lines;
  }
}
