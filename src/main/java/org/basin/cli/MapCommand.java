package org.basin.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.basin.draw.Picture;
import org.basin.draw.PngFile;
import org.basin.draw.Shown;
import org.basin.draw.Spread;
import org.basin.read.ConditionSql;
import org.basin.read.Trials;
import org.basin.report.BoxCount;
import org.basin.report.CountedRows;
import org.basin.report.TrialMap;
import org.basin.run.UsageException;
import org.basin.space.Axis;
import org.basin.store.RunDirectory;
import org.basin.sweep.Counted;
import org.basin.sweep.Measure;
import org.basin.sweep.condition.Condition;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code map DIR} */
@Command(
    name = "map",
    mixinStandardHelpOptions = true,
    header = "Draw a metric over two axes of a run as a PNG picture.",
    description = {
      "",
      "Examples:",
      "  ./basin map results/xor-initialisation-grid",
      "  ./basin map results/xor-initialisation-grid --x weight_0_0_0 --y weight_1_0_0"
          + " --value 'free_error == 0' --where 'weight_1_1_0 > 0'",
      "",
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
      description = "Upwards. Where --x or --y is not given, the axes with the most values.")
  private Optional<String> y = Optional.empty();

  @Option(
      names = "--value",
      paramLabel = "WHAT",
      description =
          "A metric, or a condition whose share of trials is drawn; the sweep's metric if not"
              + " given.")
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
      paramLabel = "FILE.png",
      description =
          "The picture's file; in the run's directory, named after the axes, if not given.")
  private Optional<String> output = Optional.empty();

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    if (cells < 2 || cells > 8192) {
      throw new UsageException("2 <= --cells <= 8192 must hold, got --cells " + cells);
    }
    RunDirectory directory = folder.open();
    Job job = folder.job(directory);
    Asked asked = new Asked(job);
    TrialMap map = map(asked, job);
    Optional<Condition> only = where.map(text -> asked.condition("--where", text));
    Path file = file(map);
    folder.read(
        "map",
        committed -> {
          Trials all = CountedRows.of(committed, job);
          Trials table = only.map(it -> all.where(ConditionSql.of(it, all.dialect()))).orElse(all);
          Picture picture = map.picture(table, job.axes(), notes(directory));
          RunFolder.write(file, PngFile.bytes(picture.draw()));
          Optional<BoxCount> boundary = map.dimension(table, picture.field());
          reply.print(() -> map(file, picture, boundary), () -> lines(file, picture, boundary));
        });
    return Exit.DONE;
  }

  private TrialMap map(Asked asked, Job job) {
    List<Axis> axes = job.axes();
    if (axes.size() < 2) {
      throw new UsageException(
          "a map needs two axes, got %d in this run; ./basin report %s draws curves"
              .formatted(axes.size(), folder.path()));
    }
    TrialMap usual = TrialMap.of(job);
    Measure measure = value.map(text -> asked.measure("--value", text)).orElse(usual.measure());
    if (x.isEmpty() && y.isEmpty()) {
      return new TrialMap(measure, usual.x(), usual.y(), stretch, cells);
    }
    List<Axis> plane = plane(asked, axes);
    return new TrialMap(measure, plane.get(0), plane.get(1), stretch, cells);
  }

  private List<Axis> plane(Asked asked, List<Axis> axes) {
    Optional<Axis> across = x.map(name -> asked.axis("--x", name));
    Optional<Axis> up = y.map(name -> asked.axis("--y", name));
    if (across.isPresent() && across.equals(up)) {
      throw new UsageException("--x and --y must differ, got %s for both".formatted(x.get()));
    }
    List<Axis> free = new ArrayList<>(axes);
    across.ifPresent(free::remove);
    up.ifPresent(free::remove);
    Axis other = TrialMap.longest(free, 1).get(0);
    return List.of(across.orElse(other), up.orElse(other));
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

  private Path file(TrialMap map) {
    try {
      return output.map(Path::new).orElseGet(() -> new Path(folder.path(), map.file()));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--output must be a path, got '%s'".formatted(output.get()));
    }
  }

  private static Map<String, Object> map(Path file, Picture picture, Optional<BoxCount> boundary) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("file", file);
    map.put("title", picture.title());
    map.put("x", picture.x().name());
    map.put("y", picture.y().name());
    map.put("caption", picture.caption());
    map.put("boundary", boundary.map(BoxCount::map));
    return map;
  }

  private static List<String> lines(Path file, Picture picture, Optional<BoxCount> boundary) {
    List<String> lines = new ArrayList<>();
    lines.add(file.toString());
    lines.add(picture.title() + " by " + picture.x().name() + " and " + picture.y().name());
    lines.addAll(picture.caption());
    boundary.ifPresent(found -> lines.add("boundary: " + found.text()));
    return lines;
  }
}
