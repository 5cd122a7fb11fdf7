package org.basin.ham;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.draw.Figure.Axis;
import org.basin.draw.Figure.Look;
import org.basin.draw.Figure.Series;
import org.basin.draw.Panel;
import org.basin.learn.Course;
import org.basin.learn.Gauge;
import org.basin.learn.History;
import org.basin.learn.Portrait;
import org.basin.learn.Wanted;

/**
 * Pictures of a memory: energy and overlap over the steps of its recall, the loss over those of its
 * training, and what it was asked, what it answered and what is right.
 */
final class HamFigures {

  /** So many cues are shown; they stand side by side. */
  static final int MOST_CUES = 6;

  private final HamSettings settings;
  private final Dataset data;
  private final Portrait trial;
  private final Course course;

  HamFigures(HamSettings settings, Dataset data, Portrait trial) {
    this.settings = settings;
    this.data = data;
    this.trial = trial;
    course = trial.course();
  }

  /** All pictures of a trial. */
  List<Figure> all() {
    Recall recall =
        new Recall(settings, data.train(), trial.kernels(), trial.lanes(), Wanted.of(List.of()));
    recall.start(0, trial.seed(), trial.values());
    for (int i = 0; i < recall.parameters().size(); i++) {
      recall.parameters().get(i).write(0, course.after().get(i).values());
    }
    List<Figure> figures = new ArrayList<>();
    recall.begin();
    double energy = recall.startEnergy(0);
    double overlap = recall.overlap(0);
    double[] cues = recall.activations(0);
    for (int step = 0; step < settings.steps(); step++) {
      recall.advance();
    }
    figures.add(
        curve(HamFamily.ENERGY, "Energy of the recall", "energy, mean over the cues", energy));
    figures.add(
        curve(
            HamFamily.OVERLAP,
            "Overlap of the recall",
            "right minus wrong signs, over free units; 0 is wrong",
            overlap));
    if (settings.trainSteps() > 0) {
      figures.add(losses());
    }
    figures.add(patterns(recall, cues));
    return figures;
  }

  /** A history of the recall, with the number before the first step. */
  private Figure curve(Gauge<Recall> gauge, String title, String axis, double start) {
    History history = gauge.history().orElseThrow();
    return new Figure.Curves(
        gauge.name(),
        title,
        List.of("step 0 is before the first"),
        new Axis("step", false),
        new Axis(axis, false),
        List.of(
            Series.of(
                gauge.name(),
                Look.MAIN,
                joined(0, course.places(history, settings.steps())),
                joined(start, course.history(history)))));
  }

  private Figure losses() {
    History history = HamFamily.TRAIN_LOSS.history().orElseThrow();
    return new Figure.Curves(
        HamFamily.TRAIN_LOSS.name(),
        "Loss of the recall from the training cues",
        List.of(),
        new Axis("training step", false),
        new Axis("half the mean squared distance", true),
        List.of(
            Series.of(
                HamFamily.TRAIN_LOSS.name(),
                Look.MAIN,
                course.places(history, settings.trainSteps()),
                course.history(history))));
  }

  private static double[] joined(double first, double[] rest) {
    double[] all = new double[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  /** Cue, recalled and stored, below one another. */
  private Figure patterns(Recall recall, double[] cues) {
    int shown = Math.min(MOST_CUES, settings.cues());
    double[] answers = recall.activations(0);
    List<Panel> panels = new ArrayList<>();
    for (int cue = 0; cue < shown; cue++) {
      panels.add(panel("cue " + cue, cues, cue));
    }
    for (int cue = 0; cue < shown; cue++) {
      double overlap = recall.overlap(cue, 0);
      panels.add(panel(String.format(Locale.ROOT, "recalled, %.2f", overlap), answers, cue));
    }
    for (int cue = 0; cue < shown; cue++) {
      panels.add(panel("stored", recall.targets(0), cue));
    }
    List<String> caption = new ArrayList<>();
    caption.add(
        "activations of the first layer before the first step and after %d, and the pattern; the"
                .formatted(settings.steps())
            + " number is the overlap: right minus wrong signs of free units, over all free units");
    if (shown < settings.cues()) {
      caption.add("the first %d of %d cues".formatted(shown, settings.cues()));
    }
    return new Figure.Matrices(
        "patterns", "Cues, recalled and stored patterns", caption, panels, shown, extent(panels));
  }

  private Panel panel(String title, double[] numbers, int cue) {
    int units = settings.units();
    return new Panel(title, columns(), Arrays.copyOfRange(numbers, cue * units, (cue + 1) * units));
  }

  /** As the data's images have, else as the layer's axes say, else about a square. */
  private int columns() {
    int units = settings.units();
    if (settings.source() == HamSettings.Source.DATA && data.height() * data.width() == units) {
      return data.width();
    }
    List<Integer> shape = settings.graph().layers().get(0).shape();
    if (shape.size() > 1) {
      return units / shape.get(0);
    }
    int columns = (int) Math.ceil(Math.sqrt(units));
    while (units % columns != 0) {
      columns++;
    }
    return columns;
  }

  /** The largest finite number. */
  private static double extent(List<Panel> panels) {
    return panels.stream()
        .flatMapToDouble(panel -> Arrays.stream(panel.values()))
        .map(Math::abs)
        .filter(Double::isFinite)
        .reduce(Float.MIN_NORMAL, Math::max);
  }
}
