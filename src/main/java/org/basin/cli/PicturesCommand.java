package org.basin.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.basin.data.Dataset;
import org.basin.draw.JsonText;
import org.basin.draw.PngFile;
import org.basin.grid.GridPictures;
import org.basin.grid.GridSettings;
import org.basin.kernel.Kernels;
import org.basin.layers.LayerPictures;
import org.basin.layers.LayersModel;
import org.basin.learn.Parameter;
import org.basin.learn.Restorable;
import org.basin.retrain.Retraining;
import org.basin.run.Inputs;
import org.basin.run.RunEngine;
import org.basin.run.UsageException;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.store.RunDirectory;
import org.basin.store.SameInputs;
import org.basin.sweep.Counted;
import org.basin.sweep.Sweep;
import org.basin.trial.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
      "Each trial is trained again, and its row must come out bit for bit. Of a neural grid are drawn"
          + " the mean state of every neuron over the test images of each class, and the grid's"
          + " weights and biases, at the start and at the end; of a net of layers its parameters at"
          + " the start and at the end, and its losses with the notebook's low-pass filter.",
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

  @Mixin private JsonFlag json;
  @Spec private CommandSpec spec;

  private final List<String> written = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    chosen.check();
    RunDirectory directory = folder.open(Hadoop.configuration());
    directory.requireRevision(directory.log());
    Sweep stored = folder.sweep(directory);
    if (!DRAWN.contains(stored.model())) {
      throw new UsageException(
          "%s: pictures are of the models %s, got %s"
              .formatted(folder.path(), String.join(" and ", DRAWN), stored.model()));
    }
    Space space = Space.of(stored, new Models());
    Sweep sweep = RunEngine.of(stored, space, directory.log());
    SameInputs.require(directory, directory.log(), Inputs.of(sweep, space, Hadoop.configuration()));
    Path target = LocalFolder.of(directory, "pictures", output);
    Retraining retraining = new Retraining(sweep, space, Hadoop.data(sweep));
    try (SparkSession spark = SparkStart.open("basin pictures", Optional.empty())) {
      var table = folder.table(spark);
      List<Long> trials = chosen.of(table, sweep);
      say(trials, retraining.seconds(trials, directory));
      retraining.run(trials, table, new Draughtsman(sweep, space, target));
    }
    print(retraining.refused());
    return retraining.differing() ? Exit.ERROR : Exit.DONE;
  }

  private void say(List<Long> trials, double seconds) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf("%s to draw; %s%n", Counted.of(trials.size(), "trial"), Retraining.wait(seconds));
    err.flush();
  }

  /** Remembers how a trial starts, and draws it once it is trained. */
  private final class Draughtsman implements Retraining.Onlooker {

    private final Sweep sweep;
    private final Space space;
    private final Path target;
    private final Dataset data;
    private final Map<Long, List<Parameter>> starts = new HashMap<>();

    /**
     * The learner that was last asked for losses; it is asked once for all its lanes and blocks.
     */
    private Restorable recording;

    Draughtsman(Sweep sweep, Space space, Path target) {
      this.sweep = sweep;
      this.space = space;
      this.target = target;
      data = Hadoop.data(sweep).get();
    }

    @Override
    public void started(long trial, Restorable learner, int lane) {
      starts.put(trial, learner.parameters(lane));
      boolean kept = sweep.output().history() > 0;
      if (sweep.model().equals("layers") && !kept && learner != recording) {
        learner.record(every(trial));
        recording = learner;
      }
    }

    @Override
    public void trained(long trial, Map<String, Float> metrics, Restorable learner, int lane)
        throws IOException {
      Path own = target.resolve("trial-" + trial);
      Files.createDirectories(own);
      for (Map.Entry<String, BufferedImage> one : drawn(trial, learner, lane).entrySet()) {
        Path file = own.resolve(one.getKey());
        Files.write(file, PngFile.bytes(one.getValue()));
        written.add(file.toString());
      }
    }

    private Map<String, BufferedImage> drawn(long trial, Restorable learner, int lane) {
      List<Parameter> before = starts.remove(trial);
      List<Parameter> after = learner.parameters(lane);
      String title = "trial " + trial;
      if (sweep.model().equals("layers")) {
        return new LayerPictures(before, after, learner.history(0, lane), every(trial)).draw(title);
      }
      GridSettings settings = GridSettings.of(structure(trial), data);
      try (Kernels kernels = Models.engine(sweep, space).open(1)) {
        return new GridPictures(settings, data, before, after, kernels).draw(title);
      }
    }

    private int every(long trial) {
      int kept = sweep.output().history();
      return kept > 0 ? kept : LayerPictures.every(new LayersModel().steps(structure(trial)));
    }

    private Map<String, Object> structure(long trial) {
      long position = space.position(trial);
      Block block = space.blocks(position, position + 1, 1).iterator().next();
      return space.structures().get(block.structure()).values();
    }
  }

  private void print(Map<Long, String> refused) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("written", written);
      map.put("refused", refused);
      out.println(JsonText.pretty(map));
      return;
    }
    written.forEach(out::println);
    refused.forEach((trial, reason) -> out.println("trial " + trial + ": none, " + reason));
  }
}
