package org.basin.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.compare.Comparison;
import org.basin.compare.Mean;
import org.basin.compare.Overlay;
import org.basin.compare.RowComparison;
import org.basin.compare.Side;
import org.basin.draw.Listing;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.read.Trials;
import org.basin.run.UsageException;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.store.RunDirectory;
import org.basin.sweep.Counted;
import org.basin.sweep.Difference;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Job;
import org.basin.trial.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff RUN RUN ...} */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    header = "Compare runs: two trial by trial, several by a metric over each axis.",
    description = {
      "",
      "Examples:",
      "  ./basin diff results/first results/second",
      "  ./basin diff results/first results/second --exit-code --json",
      "  ./basin diff results/first results/second results/third --by beta",
      "",
      "Trials are paired by their hyperparameters and replicate, whatever their numbers and seeds;"
          + " rows are equal if state and metrics are, bit for bit. Means are over COMPLETE trials,"
          + " with their interval of 95 %% by Student's t; the difference is that of pairs, which"
          + " is the sharper one. Exits 0 whether or not they differ; with --exit-code 1 if any row"
          + " differs or has no partner.",
      "",
      "Of more than two runs, and of two with --by, the means of one metric stand side by side, by"
          + " the values of a hyperparameter.",
      ""
    })
final class DiffCommand implements Callable<Integer> {

  private static final Listing<Difference> KEYS =
      new Listing<Difference>()
          .both("key", Difference::path)
          .both("first", Difference::left, it -> cut(it.left()))
          .both("second", Difference::right, it -> cut(it.right()))
          .both("decides", Difference::decides, it -> it.decides() ? "yes" : "no")
          .important("key", "first", "second");

  /** Characters of a value that a person is shown; programs get all. */
  private static final int SHOWN = 40;

  private static final Listing<Comparison.Metric> METRICS =
      new Listing<Comparison.Metric>()
          .both("metric", Comparison.Metric::name)
          .both("first", it -> it.left().map(), it -> it.left().text())
          .both("second", it -> it.right().map(), it -> it.right().text())
          .both("difference", it -> it.difference().map(), it -> it.difference().text())
          .both("differ", Comparison.Metric::changed, it -> Shown.count(it.changed()))
          .both("greatest", Comparison.Metric::greatest, it -> Shown.value((float) it.greatest()))
          .important("metric", "first", "second", "difference");

  @Parameters(
      arity = "2..*",
      paramLabel = "RUN",
      description = "The directories of the runs, the first as what the others are compared with.")
  private List<String> runs;

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "AXIS",
      description = "Hyperparameters by which means stand; the axes of the first if not given.")
  private List<String> axes = List.of();

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "The metric of those means; that of the first run if not given.")
  private Optional<String> metric = Optional.empty();

  @Option(
      names = {"-n", "--number"},
      paramLabel = "N",
      defaultValue = "10",
      description = "Rows that differ, shown at the most; ${DEFAULT-VALUE} if not given.")
  private int number;

  @Option(names = "--exit-code", description = "Exit 1 if any row differs or has no partner.")
  private boolean judged;

  @Mixin private Reply reply;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (number < 0) {
      throw new UsageException("-n >= 0 must hold, got -n " + number);
    }
    if (runs.size() > 2 || !axes.isEmpty() || metric.isPresent()) {
      return overlay();
    }
    RunFolder one = RunFolder.at(runs.get(0), spec);
    RunFolder other = RunFolder.at(runs.get(1), spec);
    RunDirectory left = one.open();
    RunDirectory right = other.open();
    Job ofLeft = one.job(left);
    Job ofRight = other.job(right);
    List<Difference> sweeps = SweepWriter.compare(ofLeft.sweep(), ofRight.sweep());
    List<Comparison> found = new ArrayList<>();
    one.ask(
        "diff",
        Optional.empty(),
        a ->
            other.ask(
                "diff",
                Optional.empty(),
                b ->
                    found.add(
                        RowComparison.of(
                            new Side(ofLeft, Trials.of(a)),
                            new Side(ofRight, Trials.of(b)),
                            number))));
    Comparison rows = found.get(0);
    boolean seeds = ofLeft.sweep().seed() == ofRight.sweep().seed();
    reply.print(() -> map(sweeps, rows), () -> lines(sweeps, rows, seeds));
    return judged && !rows.same() ? Exit.ERROR : Exit.DONE;
  }

  /** Means of a metric of all runs, side by side. */
  private int overlay() throws Exception {
    if (judged) {
      throw new UsageException("--exit-code judges two runs alone, trial by trial");
    }
    List<Job> jobs = new ArrayList<>();
    for (String run : runs) {
      RunFolder folder = RunFolder.at(run, spec);
      jobs.add(folder.job(folder.open()));
    }
    String shown = metric.orElse(jobs.get(0).sweep().metric().name());
    List<String> by = axes.isEmpty() ? jobs.get(0).axes().stream().map(Axis::name).toList() : axes;
    require(jobs, shown, by);
    List<List<SortedMap<Object, Mean>>> series = new ArrayList<>();
    by.forEach(axis -> series.add(new ArrayList<>()));
    for (int r = 0; r < runs.size(); r++) {
      Job job = jobs.get(r);
      RunFolder.at(runs.get(r), spec)
          .read(
              "diff",
              trials -> {
                for (int a = 0; a < by.size(); a++) {
                  series.get(a).add(Overlay.of(new Side(job, trials), by.get(a), shown));
                }
              });
    }
    List<Overlay> overlays = new ArrayList<>();
    for (int a = 0; a < by.size(); a++) {
      overlays.add(new Overlay(by.get(a), shown, series.get(a)));
    }
    reply.print(() -> map(overlays), () -> lines(overlays, shown));
    return Exit.DONE;
  }

  private void require(List<Job> jobs, String shown, List<String> by) {
    for (int r = 0; r < runs.size(); r++) {
      Job job = jobs.get(r);
      if (!job.metrics().contains(shown)) {
        throw new UsageException(
            "--metric must name a metric of every run, got %s, which %s has not; its metrics: %s"
                .formatted(shown, runs.get(r), String.join(", ", job.metrics())));
      }
      for (String axis : by) {
        if (Models.withoutData().hyperparameter(job.sweep().model(), axis).isEmpty()) {
          throw new UsageException(
              "--by must name a hyperparameter of every run, got %s, which %s of %s has not"
                  .formatted(axis, job.sweep().model(), runs.get(r)));
        }
      }
    }
  }

  private Map<String, Object> map(List<Overlay> overlays) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("runs", runs);
    map.put("overlays", overlays.stream().map(Overlay::map).toList());
    return map;
  }

  private List<String> lines(List<Overlay> overlays, String shown) {
    List<String> lines = new ArrayList<>();
    lines.add("mean of %s ± half its 95 %% interval (Student), COMPLETE trials".formatted(shown));
    if (overlays.isEmpty()) {
      lines.add("The first run has no axis; --by names a hyperparameter.");
    }
    for (Overlay overlay : overlays) {
      lines.add("");
      lines.addAll(Reply.lines(overlay.table(runs)));
    }
    return lines;
  }

  private Map<String, Object> map(List<Difference> sweeps, Comparison rows) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("first", runs.get(0));
    map.put("second", runs.get(1));
    map.put("same", rows.same());
    map.put("sweeps", KEYS.maps(sweeps));
    map.put("paired_by", rows.axes());
    map.put("pairs", rows.pairs());
    map.put("equal", rows.equal());
    map.put("only_first", rows.left());
    map.put("only_second", rows.right());
    Map<String, Object> states = new LinkedHashMap<>();
    rows.states().forEach((state, counts) -> states.put(state, List.of(counts[0], counts[1])));
    map.put("states", states);
    map.put("metrics", METRICS.maps(rows.metrics()));
    map.put("differing", rows.differing().stream().map(pair -> map(rows, pair)).toList());
    return map;
  }

  private static Map<String, Object> map(Comparison rows, Comparison.Pair pair) {
    Map<String, Object> map = new LinkedHashMap<>();
    List<String> keys = keys(rows);
    for (int k = 0; k < keys.size(); k++) {
      map.put(keys.get(k), Optional.ofNullable(pair.keys().get(k)));
    }
    map.put("first", map(rows, pair.left()));
    map.put("second", map(rows, pair.right()));
    return map;
  }

  private static Map<String, Object> map(Comparison rows, List<Object> values) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(Space.TRIAL, values.get(0));
    map.put("state", values.get(1));
    for (int m = 0; m < rows.metrics().size(); m++) {
      map.put(rows.metrics().get(m).name(), Optional.ofNullable(values.get(2 + m)));
    }
    return map;
  }

  private static List<String> keys(Comparison rows) {
    List<String> keys = new ArrayList<>(rows.axes());
    keys.add(Space.REPLICATE);
    return keys;
  }

  private List<String> lines(List<Difference> sweeps, Comparison rows, boolean seeds) {
    List<String> lines = new ArrayList<>();
    if (sweeps.isEmpty()) {
      lines.add("The sweeps say the same.");
    } else {
      lines.addAll(Reply.lines(KEYS.table(sweeps)));
    }
    lines.add("");
    lines.add(
        "%s in both: %s equal, %s that %s; %s in the first alone, %s in the second alone"
            .formatted(
                Counted.of(rows.pairs(), "trial"),
                Shown.count(rows.equal()),
                Shown.count(rows.pairs() - rows.equal()),
                rows.pairs() - rows.equal() == 1 ? "differs" : "differ",
                Shown.count(rows.left()),
                Shown.count(rows.right())));
    if (!seeds && rows.pairs() > 0) {
      lines.add("The seeds differ, so that trials which draw anything differ by chance.");
    }
    lines.add("");
    TextTable states = new TextTable(List.of("state", "first", "second"));
    rows.states()
        .forEach(
            (state, counts) -> states.row(state, Shown.count(counts[0]), Shown.count(counts[1])));
    lines.addAll(Reply.lines(states));
    if (!rows.metrics().isEmpty()) {
      lines.add("");
      lines.addAll(Reply.lines(METRICS.table(rows.metrics())));
    }
    if (!rows.differing().isEmpty()) {
      lines.add("");
      lines.addAll(Reply.lines(differing(rows)));
    }
    return lines;
  }

  /** The pairs that differ, of each what differs in any of them. */
  private static TextTable differing(Comparison rows) {
    List<Comparison.Metric> changed =
        rows.metrics().stream().filter(metric -> metric.changed() > 0).toList();
    List<String> heads = new ArrayList<>(keys(rows));
    heads.addAll(List.of("trial 1", "trial 2", "state 1", "state 2"));
    changed.forEach(metric -> heads.addAll(List.of(metric.name() + " 1", metric.name() + " 2")));
    TextTable table = new TextTable(heads);
    for (Comparison.Pair pair : rows.differing()) {
      List<String> cells = new ArrayList<>(pair.keys().stream().map(DiffCommand::shown).toList());
      for (int column = 0; column < 2; column++) {
        cells.add(shown(pair.left().get(column)));
        cells.add(shown(pair.right().get(column)));
      }
      for (Comparison.Metric metric : changed) {
        int column = 2 + rows.metrics().indexOf(metric);
        cells.add(shown(pair.left().get(column)));
        cells.add(shown(pair.right().get(column)));
      }
      table.row(cells);
    }
    return table;
  }

  private static String cut(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN - 1) + "…";
  }

  private static String shown(Object value) {
    return value == null ? "-" : Shown.value(value);
  }
}
