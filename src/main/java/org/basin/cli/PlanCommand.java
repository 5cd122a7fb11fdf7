package org.basin.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Hadoop;
import org.basin.cli.process.Reply;
import org.basin.data.Dataset;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.plan.Estimate;
import org.basin.plan.Plan;
import org.basin.plan.StartUp;
import org.basin.plan.TrialCost;
import org.basin.space.Axis;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.space.Tally;
import org.basin.sweep.Counted;
import org.basin.sweep.Distribution;
import org.basin.sweep.Labels;
import org.basin.sweep.Method;
import org.basin.sweep.StartFrom;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
      "Numbers of trials and blocks are exact; size, files and time are estimates. Only the"
          + " calibration trains, and writes a temporary file: a few blocks, for about two"
          + " seconds.",
      ""
    })
final class PlanCommand implements Callable<Integer> {

  /** Groups of equal structure that are listed. */
  private static final int LISTED = 12;

  @Mixin private SweepArguments arguments;

  @Option(
      names = "--no-calibration",
      description = "Train nothing; estimate neither files nor time, and size roughly.")
  private boolean uncalibrated;

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    double begun = StartUp.passed();
    Job job = arguments.job();
    double read = StartUp.passed();
    Dataset data = Hadoop.data(job).get();
    double start = StartUp.ofRun(begun) + StartUp.passed() - read;
    TrialCost cost = TrialCost.of(job, data);
    int block = cost.block();
    Plan plan = Plan.of(job, block).withOutputs(job, data);
    Optional<Estimate> estimate =
        uncalibrated || plan.trials() == 0
            ? Optional.empty()
            : Optional.of(Estimate.of(job, data, plan, cost, cores(), start));
    reply.print(() -> map(job, plan, estimate), () -> lines(job, plan, block, estimate));
    return Exit.DONE;
  }

  private static Map<String, Object> map(Job job, Plan plan, Optional<Estimate> estimate) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", job.sweep().name());
    map.put("engine", job.engine().name());
    map.put(
        "start_from",
        Optional.of(job.sweep().startFrom()).filter(it -> !it.none()).map(StartFrom::fingerprint));
    map.put("trials", plan.trials());
    map.put("trials_interval", interval(plan.tally()));
    map.put("repeats", job.space().repeats().map(Tally::least).filter(it -> it > 0));
    map.put("blocks", plan.blocks());
    map.put("structures", plan.groups().size());
    Map<String, Object> axes = new LinkedHashMap<>();
    job.axes()
        .forEach(
            axis ->
                axes.put(
                    axis.name(),
                    axis.values() instanceof Distribution drawn
                        ? drawn.word()
                        : axis.values().size()));
    map.put("axes", axes);
    map.put("bytes", estimate.map(Estimate::bytes).orElse(plan.bytes()));
    map.put("waves", estimate.map(e -> e.forecast().waves()));
    map.put("files", estimate.map(e -> e.forecast().files()));
    map.put("cores", cores());
    map.put("trials_per_second_per_core", estimate.map(Estimate::trialsPerSecond));
    map.put("measured_share", estimate.map(Estimate::share));
    map.put("start_seconds", estimate.map(Estimate::start));
    map.put("training_seconds", estimate.map(Estimate::training));
    map.put("seconds", estimate.map(Estimate::seconds));
    return map;
  }

  /** Says when trials were too long to be measured whole. */
  private static String shortened(double share) {
    return share == 1
        ? ""
        : " with fewer samples, scaled from %.2g %% of a trial's operations".formatted(100 * share);
  }

  private static List<String> lines(Job job, Plan plan, int block, Optional<Estimate> estimate) {
    TextTable text = new TextTable(List.of());
    text.row("sweep", job.sweep().name() + ": " + job.sweep().subject("learns"));
    // a cluster's JVMs may take another
    text.row("engine", job.engine().name());
    if (!job.sweep().startFrom().none()) {
      text.row("start", job.sweep().startFrom().file() + ", " + job.start().fingerprint());
    }
    text.row("trials", trials(plan.tally()) + drawn(job));
    job.space()
        .repeats()
        .filter(it -> it.least() > 0)
        .ifPresent(
            it ->
                text.row(
                    "repeats",
                    "%s%s: points drawn again, which are trained again to the same rows"
                        .formatted(
                            it.exact() ? "" : "at least ", Counted.of(it.least(), "trial"))));
    text.row("blocks", Shown.count(plan.blocks()) + " of " + Shown.count(block) + " at the most");
    text.row("structures", Shown.count(plan.groups().size()));
    long bytes = estimate.map(Estimate::bytes).orElse(plan.bytes());
    text.row("size", "about " + Shown.bytes(bytes) + " of Parquet");
    estimate.ifPresent(
        e -> {
          text.row(
              "files",
              "about %s, in %s"
                  .formatted(
                      Shown.count(e.forecast().files()), Counted.of(e.forecast().waves(), "wave")));
          text.row(
              "time",
              "about %s on %s, start-up and answer %s, training %s: %s trials/s a core, measured on %s%s"
                  .formatted(
                      Shown.seconds(e.seconds()),
                      Counted.of(cores(), "core"),
                      Shown.seconds(e.start()),
                      Shown.seconds(e.training()),
                      Shown.count(Math.round(e.trialsPerSecond())),
                      Shown.count(e.measured()),
                      shortened(e.share())));
        });
    List<String> lines = new ArrayList<>(Reply.lines(text));
    if (!job.axes().isEmpty()) {
      lines.add("");
      lines.addAll(Reply.lines(axes(job)));
    }
    if (plan.groups().size() > 1) {
      lines.add("");
      lines.addAll(groups(job.space(), plan));
    }
    return lines;
  }

  /** How many there are, or about how many. */
  static String trials(Tally tally) {
    return tally.exact()
        ? Shown.count(tally.trials())
        : "about %s (%s to %s)"
            .formatted(
                Shown.count(tally.trials()), Shown.count(tally.least()), Shown.count(tally.most()));
  }

  private static List<Long> interval(Tally tally) {
    return tally.exact() ? List.of() : List.of(tally.least(), tally.most());
  }

  private static String drawn(Job job) {
    if (!(job.sweep().method() instanceof Method.Sampled drawn)) {
      return "";
    }
    boolean all = job.space().count() == drawn.trials();
    return all
        ? ", drawn by " + drawn.word()
        : ", from %s by %s".formatted(Counted.of(drawn.trials(), "draw"), drawn.word());
  }

  private static TextTable axes(Job job) {
    boolean conditional = job.axes().stream().anyMatch(Axis::conditional);
    List<String> head = new ArrayList<>(List.of("axis", "kind", "values", "from", "to"));
    if (conditional) {
      head.add("when");
    }
    TextTable text = new TextTable(head);
    for (Axis axis : job.axes()) {
      int size = axis.values().size();
      List<String> row = new ArrayList<>();
      row.add(axis.name());
      row.add(Labels.of(axis.hyperparameter().kind()));
      row.add(axis.values() instanceof Distribution drawn ? drawn.word() : Shown.count(size));
      if (axis.values() instanceof Distribution.Normal normal) {
        row.add("mu " + Shown.value(normal.mu()));
        row.add("sigma " + Shown.value(normal.sigma()));
      } else {
        row.add(Shown.value(axis.values().value(0)));
        row.add(Shown.value(axis.values().value(size - 1)));
      }
      if (conditional) {
        row.add(axis.conditional() ? axis.when().toString() : "");
      }
      text.row(row);
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
      names.forEach(name -> row.add(values.containsKey(name) ? Shown.value(values.get(name)) : ""));
      row.add(Shown.count(plan.shares().get(group.structure())));
      text.row(row);
    }
    List<String> lines = new ArrayList<>(Reply.lines(text));
    if (plan.groups().size() > LISTED) {
      lines.add("and " + Shown.count(plan.groups().size() - LISTED) + " more");
    }
    return lines;
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
