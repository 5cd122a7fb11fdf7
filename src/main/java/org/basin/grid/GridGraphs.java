package org.basin.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.draw.Figure;
import org.basin.draw.Gallery;
import org.basin.draw.Panel;
import org.basin.learn.Portrait;

/**
 * How a grid of columns works, as graphs: what a neuron sees, how a layer is unfolded, and which
 * connections carry signal before and after training.
 */
final class GridGraphs {

  /** Neurons of a column and layers of a graph that shows the principle, at the most. */
  private static final int FEW_NEURONS = 9;

  private static final int FEW_LAYERS = 5;

  /** Rows of the unfolding, at the most. */
  private static final int ROWS = 16;

  /** Layers of the graph of connections, at the most. */
  private static final int MOST_LAYERS = 32;

  /** Neurons of a layer up to which all are drawn, on a path or not. */
  private static final int ALL = 64;

  private final GridSettings settings;
  private final Dataset data;
  private final Portrait trial;

  GridGraphs(GridSettings settings, Dataset data, Portrait trial) {
    this.settings = settings;
    this.data = data;
    this.trial = trial;
  }

  /** All of them; layers of an image's size have none. */
  List<Figure> all() {
    if (settings.dimensions() != 2) {
      return List.of();
    }
    Samples samples = data.test().size() > 0 ? data.test() : data.train();
    return List.of(
        principle(),
        unfolding(),
        connections(
            "connections-start",
            "Connections before training",
            new Connections(settings, trial.course().before(), samples, trial.kernels())),
        connections(
            "connections-end",
            "Connections after training",
            new Connections(settings, trial.course().after(), samples, trial.kernels())));
  }

  /**
   * The post's first figure: a piece of the grid, and all that the middle neuron at its end sees.
   */
  private Figure principle() {
    int neurons = Math.min(FEW_NEURONS, settings.cells());
    int layers = Math.min(FEW_LAYERS, settings.depth());
    int margin = (settings.stencil().kernel() - 1) / 2;
    boolean[] seen = new boolean[neurons];
    seen[neurons / 2] = true;
    List<Figure.Edge> edges = new ArrayList<>();
    double[][] values = new double[layers + 1][neurons];
    values[layers][neurons / 2] = 1;
    for (int layer = layers - 1; layer >= 0; layer--) {
      boolean[] before = new boolean[neurons];
      for (int i = 0; i < neurons; i++) {
        int last = Math.min(neurons - 1, i + margin);
        for (int j = Math.max(0, i - margin); j <= last; j++) {
          int from = layer * neurons + j;
          edges.add(new Figure.Edge(from, from - j + neurons + i, seen[i] ? 1 : 0.15));
          before[j] |= seen[i];
        }
      }
      seen = before;
      for (int j = 0; j < neurons; j++) {
        values[layer][j] = seen[j] ? 1 : 0;
      }
    }
    List<Figure.Node> nodes = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    for (int layer = 0; layer <= layers; layer++) {
      columns.add(layer == 0 ? "entry" : "layer " + layer);
      for (int i = 0; i < neurons; i++) {
        nodes.add(node((double) layer / layers, i, neurons, values[layer][i]));
      }
    }
    String piece =
        neurons < settings.cells() || layers < settings.depth()
            ? "a piece of %d x %d of the grid's %d x %d neurons; "
                .formatted(neurons, layers, settings.cells(), settings.depth())
            : "";
    int width = 2 * margin * settings.depth() + 1;
    return new Figure.Network(
        "principle",
        "What a neuron of the grid sees",
        List.of(
            piece
                + "a dense layer makes the entry of the image, another one the outputs of the last"
                + " layer",
            "each neuron sees %d neighbours of the layer before; coloured is all that the middle one"
                    .formatted(settings.stencil().kernel())
                + " at the end sees. After %d layers that is %d of %d neurons of the entry"
                    .formatted(
                        settings.depth(), Math.min(width, settings.cells()), settings.cells())),
        columns,
        nodes,
        edges,
        1,
        1);
  }

  private static Figure.Node node(double x, int i, int neurons, double value) {
    return new Figure.Node("", x, (i + 0.5) / neurons, value, OptionalDouble.empty());
  }

  /** The first layer on one sample: products, what each neuron sees of them, sums with the bias. */
  private Figure unfolding() {
    Samples samples = data.train();
    int kernel = settings.stencil().kernel();
    int rows = Math.min(ROWS, settings.cells());
    int middle = (kernel - 1) / 2;
    ClassStates after = new ClassStates(settings, trial.course().after(), trial.kernels());
    double[] w = after.layers("grid_w")[0];
    double[] b = after.layers("grid_b")[0];
    double[] x = after.entry(samples, trial.sample());
    double[] products = blank(rows * kernel);
    double[] unfolded = new double[rows * kernel];
    double[] sums = blank(rows * kernel);
    for (int i = 0; i < rows; i++) {
      double z = b[i];
      for (int n = 0; n < kernel; n++) {
        int j = i + n - middle;
        boolean inside = j >= 0 && j < settings.cells();
        unfolded[i * kernel + n] = inside ? w[j] * x[j] : 0;
        z += unfolded[i * kernel + n];
      }
      products[i * kernel + middle] = w[i] * x[i];
      sums[i * kernel + middle] = z;
    }
    List<Panel> panels =
        List.of(
            new Panel("w x", kernel, products),
            new Panel("unfolded", kernel, unfolded),
            new Panel("sums and bias", kernel, sums));
    return new Figure.Matrices(
        "unfolding",
        "A layer unfolded",
        List.of(
            "the first layer on training sample %d, %s"
                .formatted(
                    trial.sample(),
                    rows < settings.cells()
                        ? "its first %d neurons of %d".formatted(rows, settings.cells())
                        : "all %d neurons".formatted(rows)),
            "left a product of weight and input for each neuron; in the middle row i holds those of"
                + " the %d neighbours that neuron i sees, zeros beyond the border; right their sum"
                    .formatted(kernel)
                + " with the bias, z"),
        panels,
        panels.size(),
        Gallery.extent(panels));
  }

  private static double[] blank(int size) {
    double[] values = new double[size];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /** Paths that carry signal. */
  private Figure connections(String name, String title, Connections connections) {
    Connections.Paths paths = connections.paths();
    int first = Math.max(0, settings.depth() - MOST_LAYERS);
    int layers = settings.depth() - first;
    int cells = settings.cells();
    // signal that leaves a neuron, by its place among all neurons that are drawn
    TreeMap<Integer, Double> sent = new TreeMap<>();
    if (cells <= ALL) {
      for (int place = 0; place < (layers + 1) * cells; place++) {
        sent.put(place, 0.0);
      }
    }
    double most = 0;
    for (Connections.Connection each : paths.connections()) {
      if (each.layer() >= first) {
        int from = (each.layer() - first) * cells + each.from();
        sent.merge(from, each.share(), Double::sum);
        sent.putIfAbsent((each.layer() - first + 1) * cells + each.to(), 0.0);
        most = Math.max(most, each.share());
      }
    }
    List<Integer> places = List.copyOf(sent.keySet());
    List<Figure.Node> nodes = new ArrayList<>();
    for (int place : places) {
      nodes.add(node((double) (place / cells) / layers, place % cells, cells, sent.get(place)));
    }
    List<Figure.Edge> edges = new ArrayList<>();
    for (Connections.Connection each : paths.connections()) {
      if (each.layer() >= first) {
        int from = (each.layer() - first) * cells + each.from();
        int to = (each.layer() - first + 1) * cells + each.to();
        edges.add(
            new Figure.Edge(
                Collections.binarySearch(places, from),
                Collections.binarySearch(places, to),
                Math.copySign(each.share(), each.weight())));
      }
    }
    return new Figure.Network(
        name,
        title,
        caption(paths, first),
        List.of(),
        nodes,
        edges,
        extent(sent.values().stream().mapToDouble(Double::doubleValue).max().orElse(0)),
        extent(most));
  }

  private List<String> caption(Connections.Paths paths, int first) {
    List<String> lines = new ArrayList<>();
    if (first > 0) {
      lines.add("the last %d of %d layers".formatted(settings.depth() - first, settings.depth()));
    }
    lines.add(
        "%d neurons from top to bottom, layers from left to right; an edge is as wide as its share of"
                .formatted(settings.cells())
            + " the layer's signal (the loss that cutting it would change), coloured by the sign of"
            + " its weight");
    lines.add(
        paths.connections().isEmpty()
            ? "no path carries signal through the grid"
            : "shown are paths of the connections that carry %d %% of each layer's signal: %d of %d"
                .formatted(
                    paths.percent(), paths.connections().size(), settings.depth() * connections()));
    return lines;
  }

  /** Connections of a layer. */
  private int connections() {
    int margin = (settings.stencil().kernel() - 1) / 2;
    int count = 0;
    for (int i = 0; i < settings.cells(); i++) {
      count += Math.min(settings.cells() - 1, i + margin) - Math.max(0, i - margin) + 1;
    }
    return count;
  }

  private static double extent(double most) {
    return most > 0 && Double.isFinite(most) ? most : 1;
  }
}
