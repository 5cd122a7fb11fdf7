package org.basin.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.draw.Figure;
import org.basin.draw.Figure.Axis;
import org.basin.draw.Figure.Look;
import org.basin.draw.Figure.Series;
import org.basin.draw.Gallery;
import org.basin.draw.Panel;
import org.basin.learn.Course;
import org.basin.learn.Gauge;
import org.basin.learn.History;
import org.basin.learn.Portrait;

/**
 * Pictures of a neural grid before and after training: what each class does in it, and its
 * parameters. Of a column of neurons every layer is a column of the picture, the first on the left;
 * layers of an image's size stand side by side.
 */
final class GridPictures {

  /** Layers of an image's size that are shown, at the most. */
  private static final int MOST_LAYERS = 8;

  private final GridSettings settings;
  private final Dataset data;
  private final Course course;
  private final ClassStates before;
  private final ClassStates after;

  GridPictures(GridSettings settings, Dataset data, Portrait trial) {
    this.settings = settings;
    this.data = data;
    course = trial.course();
    before = new ClassStates(settings, course.before(), trial.kernels());
    after = new ClassStates(settings, course.after(), trial.kernels());
  }

  /** All pictures of a trial. */
  List<Figure> all() {
    Samples samples = data.test().size() > 0 ? data.test() : data.train();
    String part = data.test().size() > 0 ? "test" : "training";
    List<Panel> start = activations(before.of(samples));
    List<Panel> end = activations(after.of(samples));
    double extent = Math.max(Gallery.extent(start), Gallery.extent(end));
    String caption = "mean state of every neuron over the %s images of a class".formatted(part);
    int across =
        settings.dimensions() == 2 ? Math.min(5, start.size()) : shown(settings.depth()).size();
    List<Figure> figures = new ArrayList<>();
    figures.add(
        matrices(
            "activations-start", "Activations before training", caption, start, across, extent));
    figures.add(
        matrices("activations-end", "Activations after training", caption, end, across, extent));
    figures.add(parameters("weights", "grid_w", "Weights of the grid"));
    figures.add(parameters("biases", "grid_b", "Biases of the grid"));
    figures.add(
        curves(
            "loss", "Loss", "mean loss of a sample", GridGauges.TRAIN_LOSS, GridGauges.TEST_LOSS));
    figures.add(
        curves(
            "accuracy",
            "Accuracy",
            "percent right",
            GridGauges.TRAIN_ACCURACY,
            GridGauges.TEST_ACCURACY));
    return figures;
  }

  /** Of the training part, and of the test part where its history is kept. */
  private Figure curves(
      String name, String title, String axis, Gauge<GridTraining> train, Gauge<GridTraining> test) {
    List<Series> series = new ArrayList<>();
    for (Gauge<GridTraining> gauge : List.of(train, test)) {
      History history = gauge.history().orElseThrow();
      if (course.histories().containsKey(history.metric())) {
        series.add(
            Series.of(
                gauge.tests() ? "test part, after the epoch" : "training part, during the epoch",
                Look.MAIN,
                course.places(history, settings.epochs()),
                course.history(history)));
      }
    }
    return new Figure.Curves(
        name, title, List.of(), new Axis("epoch", false), new Axis(axis, false), series);
  }

  private Figure matrices(
      String name, String title, String caption, List<Panel> panels, int across, double extent) {
    return new Figure.Matrices(name, title, List.of(caption, layout()), panels, across, extent);
  }

  private String layout() {
    return settings.dimensions() == 2
        ? "%d neurons from top to bottom, %d layers from left to right"
            .formatted(settings.cells(), settings.depth())
        : "layers of %d x %d neurons"
            .formatted(settings.stencil().lines(), settings.stencil().columns());
  }

  private List<Panel> activations(double[][] means) {
    List<Panel> panels = new ArrayList<>();
    for (int k = 0; k < means.length; k++) {
      String name = data.classNames().get(k);
      double[][] layers = new double[settings.depth()][];
      for (int layer = 0; layer < layers.length; layer++) {
        // the state before the first layer is the dense layer's or the image's
        int from = (layer + 1) * settings.cells();
        layers[layer] = Arrays.copyOfRange(means[k], from, from + settings.cells());
      }
      panels.addAll(panels(name, layers));
    }
    return panels;
  }

  private Figure parameters(String name, String parameter, String title) {
    List<Panel> panels = new ArrayList<>(panels("before training", before.layers(parameter)));
    int across = settings.dimensions() == 2 ? 2 : panels.size();
    panels.addAll(panels("after training", after.layers(parameter)));
    return matrices(
        name, title, "one number for each neuron", panels, across, Gallery.extent(panels));
  }

  private List<Panel> panels(String name, double[][] layers) {
    if (settings.dimensions() == 2) {
      return List.of(new Panel(name, layers.length, transposed(layers)));
    }
    List<Panel> panels = new ArrayList<>();
    for (int layer : shown(layers.length)) {
      panels.add(new Panel(name + ", " + layer, settings.stencil().columns(), layers[layer]));
    }
    return panels;
  }

  /** Layers as columns. */
  private static double[] transposed(double[][] layers) {
    double[] values = new double[layers.length * layers[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = layers[i % layers.length][i / layers.length];
    }
    return values;
  }

  /** Evenly spread, the first and the last among them. */
  private static List<Integer> shown(int layers) {
    List<Integer> shown = new ArrayList<>();
    int count = Math.min(MOST_LAYERS, layers);
    for (int i = 0; i < count; i++) {
      shown.add(count == 1 ? 0 : i * (layers - 1) / (count - 1));
    }
    return shown;
  }
}
