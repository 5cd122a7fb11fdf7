package org.basin.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.report.Shown;
import org.basin.report.TextTable;
import org.basin.run.RunOptions;
import org.basin.space.Axis;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.trial.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plan FILE} */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    header = "Say what a run would do and how long it would take.",
    description = {
      "",
      "Examples:",
      "  ./basin plan jobs/xor-slider-space.yaml",
      "  ./basin plan jobs/xor-slider-space.yaml epochs=100 --no-calibration",
      "",
      "Numbers of trials and blocks are exact; time and size are estimates. Only the calibration"
          + " trains: a few small blocks, for about a second.",
      ""
    })
final class PlanCommand implements Callable<Integer> {

  /** Groups of equal structure that are listed. */
  private static final int LISTED = 12;

  @Mixin private SweepArguments arguments;

  @Option(names = "--no-calibration", description = "Train nothing, estimate no time.")
  private boolean uncalibrated;

  @Mixin private JsonFlag json;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Models models = new Models();
    Sweep sweep = arguments.sweep();
    Space space = Space.of(sweep, models);
    Plan plan = Plan.of(sweep, space, models.scores(sweep.model()).size());
    Optional<Calibration> calibration =
        uncalibrated || plan.trials() == 0
            ? Optional.empty()
            : Optional.of(Calibration.of(sweep, space, plan.groups()));
    if (json.wanted) {
      spec.commandLine().getOut().println(Json.pretty(map(sweep, space, plan, calibration)));
    } else {
      lines(sweep, space, plan, calibration).forEach(spec.commandLine().getOut()::println);
    }
    return Exit.DONE;
  }

  private static Map<String, Object> map(
      Sweep sweep, Space space, Plan plan, Optional<Calibration> calibration) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", sweep.name());
    map.put("engine", engine(sweep));
    map.put("trials", plan.trials());
    map.put("blocks", plan.blocks());
    map.put("structures", plan.groups().size());
    Map<String, Object> axes = new LinkedHashMap<>();
    space.axes().forEach(axis -> axes.put(axis.name(), axis.values().size()));
    map.put("axes", axes);
    map.put("bytes", plan.bytes());
    map.put("cores", cores());
    map.put("trials_per_second_per_core", calibration.map(c -> 1 / c.seconds()));
    map.put("seconds", calibration.map(c -> seconds(plan, c)));
    return map;
  }

  private static List<String> lines(
      Sweep sweep, Space space, Plan plan, Optional<Calibration> calibration) {
    TextTable text = new TextTable(List.of());
    text.row("sweep", sweep.name() + ": " + sweep.model() + " learns " + sweep.data());
    text.row("engine", engine(sweep));
    text.row("trials", Shown.count(plan.trials()));
    text.row(
        "blocks",
        Shown.count(plan.blocks()) + " of " + Shown.count(RunOptions.BLOCK) + " at the most");
    text.row("structures", Shown.count(plan.groups().size()));
    calibration.ifPresent(
        c ->
            text.row(
                "time",
                "about %s on %d cores, at %s trials/s a core (measured on %s)"
                    .formatted(
                        Shown.seconds(seconds(plan, c)),
                        cores(),
                        Shown.count(Math.round(1 / c.seconds())),
                        Shown.count(c.trials()))));
    text.row("size", "about " + Shown.bytes(plan.bytes()) + " of Parquet");
    List<String> lines = new ArrayList<>(text.lines());
    if (!space.axes().isEmpty()) {
      lines.add("");
      lines.addAll(axes(space).lines());
    }
    if (plan.groups().size() > 1) {
      lines.add("");
      lines.addAll(groups(space, plan));
    }
    return lines;
  }

  private static TextTable axes(Space space) {
    TextTable text = new TextTable(List.of("axis", "kind", "values", "from", "to"));
    for (Axis axis : space.axes()) {
      int size = axis.values().size();
      text.row(
          axis.name(),
          axis.hyperparameter().kind().name().toLowerCase(Locale.ROOT),
          Shown.count(size),
          Shown.value(axis.values().value(0)),
          Shown.value(axis.values().value(size - 1)));
    }
    return text;
  }

  private static List<String> groups(Space space, Plan plan) {
    List<String> names = space.axes().stream().filter(a -> !a.lane()).map(Axis::name).toList();
    List<String> head = new ArrayList<>(names);
    head.add("trials");
    TextTable text = new TextTable(head);
    for (Block group : plan.groups().stream().limit(LISTED).toList()) {
      Map<String, Object> values = space.structures().get(group.structure()).values();
      List<String> row = new ArrayList<>();
      names.forEach(name -> row.add(Shown.value(values.get(name))));
      row.add(Shown.count(space.count(group.from(), group.until())));
      text.row(row);
    }
    List<String> lines = new ArrayList<>(text.lines());
    if (plan.groups().size() > LISTED) {
      lines.add("and " + Shown.count(plan.groups().size() - LISTED) + " more");
    }
    return lines;
  }

  /** The engine that this JVM would take; a cluster's JVMs may differ. */
  private static String engine(Sweep sweep) {
    try {
      return Models.engine(sweep).label();
    } catch (IllegalStateException refused) {
      throw new UsageException(refused.getMessage());
    }
  }

  private static double seconds(Plan plan, Calibration calibration) {
    return plan.trials() * calibration.seconds() / cores();
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
