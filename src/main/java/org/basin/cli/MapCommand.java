package org.basin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.draw.Medium;
import org.basin.draw.Picture;
import org.basin.draw.Shown;
import org.basin.draw.Spread;
import org.basin.importance.Importance;
import org.basin.read.ConditionSql;
import org.basin.read.Trials;
import org.basin.report.BoxCount;
import org.basin.report.CountedRows;
import org.basin.report.Focus;
import org.basin.report.TrialMap;
import org.basin.report.Zoom;
import org.basin.run.UsageException;
import org.basin.space.Axis;
import org.basin.store.RunDirectory;
import org.basin.sweep.Counted;
import org.basin.sweep.Measure;
import org.basin.sweep.SweepException;
import org.basin.sweep.condition.Condition;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code map DIR} */
@Command(
    name = "map",
    mixinStandardHelpOptions = true,
    header = "Draw a metric or a share over two axes of a run as a picture.",
    description = {
      "",
      "Examples:",
      "  ./basin map results/xor-initialisation-grid",
      "  ./basin map results/xor-initialisation-grid --x weight_0_0_0 --y weight_1_0_0"
          + " --value 'free_error == 0' --where 'weight_1_1_0 > 0'",
      "  ./basin map results/trainability-map --zoom 100:1000,0.5:2 --as next.yaml",
      "",
      "What is not given is chosen: the measure that answers the sweep's question, and the two axes"
          + " that explain most of how it varies, which is said.",
      "Every cell is the mean of its trials; where both axes have more values than the picture has"
          + " cells, neighbours are averaged, too. What has both signs is drawn in two colours.",
      ""
    })
final class MapCommand implements Callable<Integer> {

  @Mixin private RunFolder folder;

  @Option(names = "--x", paramLabel = "AXIS", description = "To the right.")
  private Optional<String> x = Optional.empty();

  @Option(
      names = "--y",
      paramLabel = "AXIS",
      description = "Upwards. Where --x or --y is not given, the axes that matter most.")
  private Optional<String> y = Optional.empty();

  @Option(
      names = "--value",
      paramLabel = "WHAT",
      description =
          "A metric, or a condition whose share of trials is drawn. If not given, what the sweep's"
              + " answer asks first; else the share that learned; else the sweep's metric.")
  private Optional<String> value = Optional.empty();

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "Only trials for which this holds.")
  private Optional<String> where = Optional.empty();

  @Option(
      names = "--stretch",
      paramLabel = "HOW",
      description =
          "linear, log or rank: how values are spread over colours; what suits them if not given.")
  private Optional<Spread> stretch = Optional.empty();

  @Option(
      names = "--cells",
      paramLabel = "N",
      description = "Cells on each axis at the most; ${DEFAULT-VALUE} if not given.")
  private int cells = TrialMap.MOST;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "The picture's file, .png or .svg; in the run's directory, named after the axes, if not"
              + " given.")
  private Optional<String> output = Optional.empty();

  @Option(names = "--svg", description = "SVG in place of PNG.")
  private boolean svg;

  @Option(
      names = "--zoom",
      paramLabel = "X0:X1,Y0:Y1",
      description = "Draw nothing, but write the sweep of this window of the two axes.")
  private Optional<String> zoom = Optional.empty();

  @Option(
      names = "--as",
      paramLabel = "FILE.yaml",
      description = "Where --zoom writes it: a file that is not there yet, which names the sweep.")
  private Optional<java.nio.file.Path> as = Optional.empty();

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    if (cells < 2 || cells > 8192) {
      throw new UsageException("2 <= --cells <= 8192 must hold, got --cells " + cells);
    }
    requireZoom();
    RunDirectory directory = folder.open();
    Job job = folder.job(directory);
    if (job.axes().size() < 2) {
      throw new UsageException(
          "a map needs two axes, got %d in this run; ./basin report %s draws curves"
              .formatted(job.axes().size(), folder.path()));
    }
    Asked asked = new Asked(job);
    Optional<Axis> across = x.map(name -> asked.axis("--x", name));
    Optional<Axis> up = y.map(name -> asked.axis("--y", name));
    if (across.isPresent() && across.equals(up)) {
      throw new UsageException("--x and --y must differ, got %s for both".formatted(x.get()));
    }
    Optional<Measure> measure = value.map(text -> asked.measure("--value", text));
    Optional<Condition> only = where.map(text -> asked.condition("--where", text));
    Medium medium = medium();
    folder.read(
        "map",
        committed -> {
          Trials all = CountedRows.of(committed, job);
          Trials table = only.map(it -> all.where(ConditionSql.of(it, all.dialect()))).orElse(all);
          Chosen chosen = chosen(table, job, measure, across, up);
          if (zoom.isPresent()) {
            write(chosen.map(), directory, job);
            return;
          }
          Path file = file(chosen.map(), medium);
          Picture picture = chosen.map().picture(table, job.axes(), notes(directory));
          RunFolder.write(file, picture.bytes(medium));
          Optional<BoxCount> boundary = chosen.map().dimension(table, picture.field());
          reply.print(
              () -> map(file, picture, boundary, chosen),
              () -> lines(file, picture, boundary, chosen));
        });
    return Exit.DONE;
  }

  private void requireZoom() {
    if (zoom.isPresent() != as.isPresent()) {
      throw new UsageException(
          "--zoom and --as must stand together, got %s alone"
              .formatted(zoom.isPresent() ? "--zoom" : "--as"));
    }
    as.filter(Files::exists)
        .ifPresent(
            file -> {
              throw new UsageException("--as must name a file that is not there yet, got " + file);
            });
  }

  private Medium medium() {
    String name = output.orElse("").toLowerCase(Locale.ROOT);
    boolean other = name.endsWith(Medium.PNG.ending());
    if (svg && other) {
      throw new UsageException("--svg must go with a name in .svg, got --output " + output.get());
    }
    return svg || name.endsWith(Medium.SVG.ending()) ? Medium.SVG : Medium.PNG;
  }

  /**
   * A map and why it is the one.
   *
   * @param focus what matters to its measure; empty where the axes were given or asked for
   */
  private record Chosen(TrialMap map, Optional<Focus> focus) {}

  private Chosen chosen(
      Trials table, Job job, Optional<Measure> measure, Optional<Axis> across, Optional<Axis> up) {
    Optional<TrialMap> boundary = TrialMap.ofBoundary(job);
    Measure shown =
        measure.or(() -> boundary.map(TrialMap::measure)).orElseGet(() -> Focus.measure(job));
    if (across.isPresent() && up.isPresent()) {
      return new Chosen(map(shown, across.get(), up.get()), Optional.empty());
    }
    if (across.isEmpty() && up.isEmpty() && boundary.isPresent()) {
      return new Chosen(map(shown, boundary.get().x(), boundary.get().y()), Optional.empty());
    }
    Focus focus = Focus.of(table, job, shown);
    if (across.isEmpty() && up.isEmpty()) {
      List<Axis> plane = focus.plane(job);
      return new Chosen(map(shown, plane.get(0), plane.get(1)), Optional.of(focus));
    }
    Axis other = focus.beside(across.or(() -> up).get(), job);
    return new Chosen(map(shown, across.orElse(other), up.orElse(other)), Optional.of(focus));
  }

  private TrialMap map(Measure measure, Axis across, Axis up) {
    return new TrialMap(measure, across, up, stretch, cells);
  }

  /** Writes the sweep of a window. */
  private void write(TrialMap map, RunDirectory directory, Job job)
      throws IOException, SweepException {
    java.nio.file.Path file = as.orElseThrow();
    String text;
    Job next;
    try {
      Zoom window = Zoom.of(zoom.orElseThrow(), map.x(), map.y());
      String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
      text = window.file(job.sweep(), name, folder.question(directory), folder.path());
      next = Job.stored(file.toString(), text, List.of());
    } catch (IllegalArgumentException law) {
      throw new UsageException("--zoom " + law.getMessage());
    }
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("file", file.toString());
    written.put("x", map.x().name());
    written.put("y", map.y().name());
    written.put("trials", next.space().count());
    reply.print(
        () -> written,
        () ->
            List.of(
                file.toString(),
                "%s by %s and %s in %s"
                    .formatted(
                        Counted.of(next.space().count(), "trial"),
                        map.x().name(),
                        map.y().name(),
                        zoom.get()),
                "run: ./basin run " + file));
  }

  private List<String> notes(RunDirectory directory) {
    List<String> notes = new ArrayList<>();
    where.ifPresent(text -> notes.add("where " + text));
    long committed = directory.log().rows();
    directory
        .record()
        .filter(run -> run.trials() > committed)
        .ifPresent(
            run ->
                notes.add(
                    "incomplete: %s of %s committed"
                        .formatted(Shown.count(committed), Counted.are(run.trials(), "trial"))));
    return notes;
  }

  private Path file(TrialMap map, Medium medium) {
    try {
      return output.map(Path::new).orElseGet(() -> new Path(folder.path(), map.file(medium)));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--output must be a path, got '%s'".formatted(output.get()));
    }
  }

  private static Map<String, Object> map(
      Path file, Picture picture, Optional<BoxCount> boundary, Chosen chosen) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("file", file);
    map.put("title", picture.title());
    map.put("x", picture.x().name());
    map.put("y", picture.y().name());
    map.put("caption", picture.caption());
    map.put("boundary", boundary.map(BoxCount::map));
    map.put("importance", chosen.focus().map(focus -> focus.importance().map()));
    return map;
  }

  private static List<String> lines(
      Path file, Picture picture, Optional<BoxCount> boundary, Chosen chosen) {
    List<String> lines = new ArrayList<>();
    lines.add(file.toString());
    lines.add(picture.title() + " by " + picture.x().name() + " and " + picture.y().name());
    lines.addAll(picture.caption());
    boundary.ifPresent(found -> lines.add("boundary: " + found.text()));
    chosen.focus().ifPresent(focus -> lines.add(why(focus, chosen.map())));
    return lines;
  }

  /** Why these axes. */
  private static String why(Focus focus, TrialMap map) {
    Importance importance = focus.importance();
    return importance.pair().stream()
        .flatMap(any -> importance.pairs().stream())
        .filter(pair -> pair.of(map.x().name(), map.y().name()))
        .findFirst()
        .map(
            pair ->
                "chosen: these axes explain %s of how %s varies; %s"
                    .formatted(
                        Shown.share(pair.together()), map.measure().text(), importance.caption()))
        .orElse("chosen: these axes have the most values; " + importance.caption());
  }
}
