package org.basin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Hadoop;
import org.basin.cli.process.Reply;
import org.basin.data.Dataset;
import org.basin.draw.Drawing;
import org.basin.draw.Figure;
import org.basin.draw.Medium;
import org.basin.draw.Shown;
import org.basin.learn.Learner;
import org.basin.retrain.Retrained;
import org.basin.retrain.Retraining;
import org.basin.retrain.Together;
import org.basin.retrain.TrialFigures;
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
    header = "Draw trials: their curves, their nets before and after training.",
    description = {
      "",
      "Examples:",
      "  ./basin pictures results/xor-initialisation-grid --best 5",
      "  ./basin pictures results/fashion-neural-grid --trials 3,7 --svg --output drawn",
      "",
      "Each trial is trained again, and its row must come out bit for bit. Drawn are: of an energy"
          + " net energy, cost and error over the epochs, and the net as a graph; of a net of"
          + " layers its parameters, and its losses with the notebook's low-pass filter; of a"
          + " neural grid the mean state of every neuron over the test images of each class, its"
          + " weights and biases, and its loss and accuracy; of an associative memory its recalls."
          + " The curves of several trials stand in one picture, too.",
      ""
    })
final class PicturesCommand implements Callable<Integer> {

  @Mixin private RunFolder folder;
  @Mixin private ChosenTrials chosen;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Where the folders trial-N go; DIR/pictures if not given.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--sample",
      paramLabel = "K",
      defaultValue = "0",
      description = "The training sample, from 0, that a net is shown for.")
  private int sample;

  @Option(names = "--svg", description = "SVG in place of PNG.")
  private boolean svg;

  @Mixin private Reply reply;

  private final List<String> written = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    chosen.check();
    if (sample < 0) {
      throw new UsageException("0 <= --sample must hold, got " + sample);
    }
    RunDirectory directory = folder.open();
    Retraining stored =
        new Retraining(directory, folder.repeatable(directory), Hadoop.configuration());
    Path target = RunFolder.local(directory, "pictures", output);
    List<Retraining> used = new ArrayList<>();
    folder.read(
        "pictures",
        table -> {
          List<Long> trials = chosen.of(table, stored.job());
          Retraining retraining = stored.keeping(TrialFigures.histories(stored.job(), trials));
          used.add(retraining);
          reply.say(
              "%s to draw; %s"
                  .formatted(Counted.of(trials.size(), "trial"), retraining.wait(trials)));
          Draughtsman draughtsman = new Draughtsman(retraining, target);
          retraining.run(trials, table, draughtsman);
          draughtsman.drawTogether();
        });
    Retraining retraining = used.get(0);
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
    private final TrialFigures drawn;
    private final Together together = new Together();

    Draughtsman(Retraining retraining, Path target) {
      this.job = retraining.job();
      this.target = target;
      Dataset data = retraining.data();
      drawn = new TrialFigures(retraining, data, sample);
      int samples = data.train().size();
      if (samples > 0 && sample >= samples) {
        throw new UsageException(
            "0 <= --sample < %d must hold, the samples of the training part, got %d"
                .formatted(samples, sample));
      }
    }

    @Override
    public boolean diverged() {
      return true;
    }

    @Override
    public void started(long trial, Learner learner, int lane) {
      drawn.started(trial, learner, lane);
    }

    @Override
    public void trained(Retrained trial) throws IOException {
      List<Figure> figures = drawn.of(trial);
      String name = "trial " + trial.number();
      Map<String, String> own = values(trial);
      List<String> values = new ArrayList<>();
      own.forEach((axis, value) -> values.add(axis + " " + value));
      if (trial.row().get("state").orElseThrow().equals("DIVERGED")) {
        values.add("DIVERGED");
      }
      together.add(name, own, figures);
      for (Figure figure : figures) {
        write(
            target.resolve("trial-" + trial.number()),
            figure.worded(figure.title() + ", " + name, List.of(String.join(", ", values))));
      }
    }

    void drawTogether() throws IOException {
      for (Figure figure : together.figures()) {
        write(target, figure);
      }
    }

    private void write(Path folder, Figure figure) throws IOException {
      Medium medium = svg ? Medium.SVG : Medium.PNG;
      Files.createDirectories(folder);
      Path file = folder.resolve(figure.name() + medium.ending());
      Files.write(file, Drawing.bytes(figure, medium));
      written.add(file.toString());
    }

    /** How the trial differs from others, by axis. */
    private Map<String, String> values(Retrained trial) {
      Map<String, String> values = new LinkedHashMap<>();
      job.axes()
          .forEach(
              axis ->
                  values.put(axis.name(), Shown.place(trial.row().get(axis.name()).orElseThrow())));
      if (job.sweep().replicates() > 1) {
        values.put("replicate", trial.row().get("replicate").orElseThrow().toString());
      }
      return values;
    }
  }
}
