package org.basin.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.basin.data.Dataset;
import org.basin.draw.PngFile;
import org.basin.grid.GridPictures;
import org.basin.grid.GridSettings;
import org.basin.kernel.Kernels;
import org.basin.layers.LayerPictures;
import org.basin.layers.LayersFamily;
import org.basin.learn.Learner;
import org.basin.learn.Parameter;
import org.basin.retrain.Retraining;
import org.basin.run.UsageException;
import org.basin.store.RunDirectory;
import org.basin.sweep.Counted;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pictures DIR} */
@Command(
    name = "pictures",
    mixinStandardHelpOptions = true,
    header = "Draw neural grids and nets of layers before and after training.",
    description = {
      "",
      "Examples:",
      "  ./basin pictures results/fashion-neural-grid",
      "  ./basin pictures results/fashion-neural-grid --trial 3 --output drawn",
      "",
      "Each trial is trained again, and its row must come out bit for bit. Of a neural grid are"
          + " drawn the mean state of every neuron over the test images of each class, and the"
          + " grid's weights and biases, at the start and at the end; of a net of layers its"
          + " parameters at the start and at the end, and its losses with the notebook's low-pass"
          + " filter.",
      ""
    })
final class PicturesCommand implements Callable<Integer> {

  private static final List<String> DRAWN = List.of("neural-grid", "layers");

  @Mixin private RunFolder folder;
  @Mixin private ChosenTrials chosen;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Where the folders trial-N go; DIR/pictures if not given.")
  private Optional<Path> output = Optional.empty();

  @Mixin private Reply reply;

  private final List<String> written = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    chosen.check();
    RunDirectory directory = folder.open();
    Job stored = folder.repeatable(directory);
    String model = stored.sweep().model();
    if (!DRAWN.contains(model)) {
      throw new UsageException(
          "%s: pictures are of the models %s, got %s"
              .formatted(folder.path(), String.join(" and ", DRAWN), model));
    }
    Retraining retraining = new Retraining(directory, stored, Hadoop.configuration());
    Path target = RunFolder.local(directory, "pictures", output);
    folder.read(
        "pictures",
        table -> {
          List<Long> trials = chosen.of(table, stored.sweep().metric());
          reply.say(
              "%s to draw; %s"
                  .formatted(Counted.of(trials.size(), "trial"), retraining.wait(trials)));
          retraining.run(trials, table, new Draughtsman(retraining, target));
        });
    reply.print(() -> map(retraining.refused()), () -> lines(retraining.refusals()));
    return retraining.differing() ? Exit.ERROR : Exit.DONE;
  }

  private Map<String, Object> map(Map<Long, String> refused) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("written", written);
    map.put("refused", refused);
    return map;
  }

  private List<String> lines(List<String> refusals) {
    return Stream.concat(written.stream(), refusals.stream()).toList();
  }

  /** Remembers how a trial starts, and draws it once it is trained. */
  private final class Draughtsman implements Retraining.Onlooker {

    private final Job job;
    private final Path target;
    private final Dataset data;
    private final Map<Long, List<Parameter>> starts = new HashMap<>();

    /**
     * The learner that was last asked for losses; it is asked once for all its lanes and blocks.
     */
    private Learner recording;

    Draughtsman(Retraining retraining, Path target) {
      this.job = retraining.job();
      this.target = target;
      data = retraining.data();
    }

    @Override
    public void started(long trial, Learner learner, int lane) {
      starts.put(trial, learner.parameters(lane));
      boolean kept = job.sweep().output().history() > 0;
      if (job.sweep().model().equals("layers") && !kept && learner != recording) {
        learner.record(every(trial));
        recording = learner;
      }
    }

    @Override
    public void trained(long trial, Map<String, Float> metrics, Learner learner, int lane)
        throws IOException {
      Path own = target.resolve("trial-" + trial);
      Files.createDirectories(own);
      for (Map.Entry<String, BufferedImage> one : drawn(trial, learner, lane).entrySet()) {
        Path file = own.resolve(one.getKey());
        Files.write(file, PngFile.bytes(one.getValue()));
        written.add(file.toString());
      }
    }

    private Map<String, BufferedImage> drawn(long trial, Learner learner, int lane) {
      List<Parameter> before = starts.remove(trial);
      List<Parameter> after = learner.parameters(lane);
      String title = "trial " + trial;
      if (job.sweep().model().equals("layers")) {
        return new LayerPictures(before, after, learner.history(0, lane), every(trial)).draw(title);
      }
      GridSettings settings = GridSettings.of(structure(trial), data);
      try (Kernels kernels = job.engine().open(1)) {
        return new GridPictures(settings, data, before, after, kernels).draw(title);
      }
    }

    private int every(long trial) {
      int kept = job.sweep().output().history();
      return kept > 0 ? kept : LayerPictures.every(new LayersFamily().steps(structure(trial)));
    }

    private Map<String, Object> structure(long trial) {
      return job.structure(trial).values();
    }
  }
}
