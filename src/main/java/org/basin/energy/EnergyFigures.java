package org.basin.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.draw.Figure.Axis;
import org.basin.draw.Figure.Look;
import org.basin.draw.Figure.Series;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Course;
import org.basin.learn.Gauge;
import org.basin.learn.History;
import org.basin.learn.Parameter;
import org.basin.learn.Portrait;
import org.basin.learn.Weights;

/**
 * The notebook's pictures of an energy net: energy, cost and error over the epochs, and the net as
 * a graph, before and after training, with the states in which it settles for one sample.
 */
final class EnergyFigures {

  /** Up to so many units every one is a node. */
  static final int READABLE = 60;

  /** Beyond that, layers of more units than this are one node each. */
  private static final int NARROW = 12;

  private final EnergySettings settings;
  private final Dataset data;
  private final Portrait trial;
  private final Course course;

  EnergyFigures(EnergySettings settings, Dataset data, Portrait trial) {
    this.settings = settings;
    this.data = data;
    this.trial = trial;
    course = trial.course();
  }

  /** All pictures of a trial. */
  List<Figure> all() {
    List<Figure> figures = new ArrayList<>();
    figures.add(curve(EnergyGauges.ENERGY, "Energy", "energy", false));
    figures.add(curve(EnergyGauges.COST, "Cost", "mean squared distance", true));
    figures.add(error());
    State start = new State(course.before());
    State end = new State(course.after());
    double activation = Math.max(start.extent(), end.extent());
    double weight = Math.max(extent(course.before()), extent(course.after()));
    figures.add(start.network("network-start", "The net before training", activation, weight));
    figures.add(end.network("network-end", "The trained net", activation, weight));
    return figures;
  }

  private Figure curve(Gauge<Measures> gauge, String title, String axis, boolean log) {
    return curves(gauge.name(), title, axis, log, List.of(series(gauge, gauge.name())));
  }

  private Figure error() {
    return curves(
        "error",
        "Error",
        "percent of samples not decided",
        false,
        List.of(
            series(EnergyGauges.ERROR, "as the notebook counts it, mean of four epochs"),
            series(EnergyGauges.FREE_ERROR, "of the plain output")));
  }

  private Figure curves(String name, String title, String axis, boolean log, List<Series> series) {
    return new Figure.Curves(
        name, title, List.of(), new Axis("epoch", false), new Axis(axis, log), series);
  }

  private Series series(Gauge<Measures> gauge, String name) {
    History history = gauge.history().orElseThrow();
    return Series.of(
        name, Look.MAIN, course.places(history, settings.epochs()), course.history(history));
  }

  /** The largest weight. */
  private double extent(List<Parameter> parameters) {
    double extent = Float.MIN_NORMAL;
    for (int i = 0; i < parameters.size(); i += 2) {
      for (float weight : parameters.get(i).values()) {
        extent = Float.isFinite(weight) ? Math.max(extent, Math.abs(weight)) : extent;
      }
    }
    return extent;
  }

  /** A net with some parameters, settled for the sample without its label. */
  private final class State {

    private final List<Parameter> parameters;

    /** States, {@code [layer][unit]}. */
    private final double[][] states = new double[settings.sizes().size()][];

    State(List<Parameter> parameters) {
      this.parameters = parameters;
      Kernels kernels = trial.kernels();
      EnergyNet net = new EnergyNet(settings, data, kernels);
      List<Weights> planes = EnergyTraining.parameters(net);
      for (int i = 0; i < planes.size(); i++) {
        planes.get(i).write(0, parameters.get(i).values());
      }
      int sample = trial.sample();
      Batches one = Batches.inOrder(settings, data.train(), kernels, sample, sample + 1, 1);
      EnergyNet settled = new EnergyNet(net, one);
      Batch batch = one.begin(0);
      for (int sweep = 0; sweep < settings.settleSteps(); sweep++) {
        settled.rule().sweep(batch);
      }
      for (int k = 0; k < states.length; k++) {
        Plane layer = batch.layers()[k];
        states[k] = new double[settings.units(k)];
        for (int unit = 0; unit < states[k].length; unit++) {
          states[k][unit] = layer.get(unit, 0);
        }
      }
    }

    /** The largest state. */
    double extent() {
      double extent = Float.MIN_NORMAL;
      for (double[] layer : states) {
        for (double state : layer) {
          extent = Double.isFinite(state) ? Math.max(extent, Math.abs(state)) : extent;
        }
      }
      return extent;
    }

    Figure network(String name, String title, double activation, double weight) {
      int units = settings.sizes().stream().mapToInt(size -> size).sum();
      List<Figure.Node> nodes = new ArrayList<>();
      List<String> columns = new ArrayList<>();
      int[] first = new int[states.length];
      boolean[] whole = new boolean[states.length];
      for (int k = 0; k < states.length; k++) {
        first[k] = nodes.size();
        whole[k] = units > READABLE && settings.units(k) > NARROW;
        columns.add(column(k, whole[k]));
        addNodes(nodes, k, whole[k]);
      }
      List<Figure.Edge> edges = new ArrayList<>();
      for (int k = 0; k < settings.matrices(); k++) {
        addEdges(edges, k, first, whole);
      }
      String label = data.classNames().get(data.train().labels()[trial.sample()]);
      List<String> caption = new ArrayList<>();
      caption.add(
          ("states after %d sweeps from zero without a label, for training sample %d, whose label"
                  + " is %s; b are biases")
              .formatted(settings.settleSteps(), trial.sample(), label));
      if (units > READABLE) {
        caption.add(
            ("of %d units: a layer of more than %d is one node, with the mean of its states and"
                    + " biases; its edges have the root mean square of their weights")
                .formatted(units, NARROW));
      }
      return new Figure.Network(name, title, caption, columns, nodes, edges, activation, weight);
    }

    private String column(int k, boolean whole) {
      String layer = k == 0 ? "input" : k == settings.matrices() ? "output" : "hidden " + k;
      return whole ? layer + ", %d units".formatted(settings.units(k)) : layer;
    }

    private void addNodes(List<Figure.Node> nodes, int k, boolean whole) {
      double x = (double) k / settings.matrices();
      float[] biases = k == 0 ? new float[0] : parameters.get(2 * k - 1).values();
      int count = whole ? 1 : states[k].length;
      for (int unit = 0; unit < count; unit++) {
        double state = whole ? mean(states[k]) : states[k][unit];
        OptionalDouble bias =
            k == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(whole ? mean(biases) : biases[unit]);
        String label = whole ? "" : "" + unit;
        if (k == settings.matrices() && unit < data.classNames().size()) {
          label = data.classNames().get(unit);
        }
        nodes.add(new Figure.Node(label, x, (unit + 0.5) / count, state, bias));
      }
    }

    private void addEdges(List<Figure.Edge> edges, int k, int[] first, boolean[] whole) {
      float[] weights = parameters.get(2 * k).values();
      int above = settings.units(k + 1);
      int rows = whole[k] ? 1 : settings.units(k);
      int columns = whole[k + 1] ? 1 : above;
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          double weight = weights[i * above + j];
          if (whole[k] || whole[k + 1]) {
            weight = meanSquare(weights, above, whole[k] ? -1 : i, whole[k + 1] ? -1 : j);
          }
          edges.add(new Figure.Edge(first[k] + i, first[k + 1] + j, weight));
        }
      }
    }

    /** Root mean square of a row, a column or all of a matrix; -1 for every row or column. */
    private double meanSquare(float[] weights, int columns, int row, int column) {
      double sum = 0;
      int count = 0;
      for (int cell = 0; cell < weights.length; cell++) {
        if ((row < 0 || cell / columns == row) && (column < 0 || cell % columns == column)) {
          sum += (double) weights[cell] * weights[cell];
          count++;
        }
      }
      return Math.sqrt(sum / count);
    }
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
