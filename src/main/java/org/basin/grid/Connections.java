package org.basin.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.kernel.Stencil;
import org.basin.learn.Parameter;

/**
 * Which connections of a grid carry signal. What goes from neuron j of a layer to neuron i of the
 * next is {@code w_j x_j}; cutting it would change the loss of a sample by {@code w_j x_j ∂L/∂z_i}
 * to first order (P. Molchanov, S. Tyree, T. Karras, T. Aila, J. Kautz, "Pruning Convolutional
 * Neural Networks for Resource Efficient Inference", 2017, there for feature maps). The signal of a
 * connection is the mean of its size over samples, as a share of that of its layer.
 */
final class Connections {

  /** Samples that are looked at. */
  private static final int MOST_SAMPLES = 128;

  /** Shares of a layer's signal that are tried, in percent. */
  private static final int STEP = 10;

  private final int cells;

  /** Cells that each cell sees. */
  private final int[][] seen;

  /** Shares, {@code [layer][neuron of the next][which of those it sees]}. */
  private final double[][][] shares;

  private final double[][] weights;

  /**
   * A connection.
   *
   * @param layer from 0; it leads from the state before it to the one behind it
   * @param from neuron before the layer
   * @param to neuron behind it
   * @param share of the layer's signal
   * @param weight of the input
   */
  record Connection(int layer, int from, int to, double share, double weight) {}

  /**
   * Connections that lead through the whole grid.
   *
   * @param percent of each layer's signal that was looked at to find them
   */
  record Paths(int percent, List<Connection> connections) {}

  /**
   * @param parameters of a grid of these settings
   * @param samples are shown to it, the first ones of them
   * @param kernels of one lane
   */
  Connections(GridSettings settings, List<Parameter> parameters, Samples samples, Kernels kernels) {
    cells = settings.cells();
    seen = seen(settings.stencil());
    shares = new double[settings.depth()][cells][];
    weights = new ClassStates(settings, parameters, kernels).layers("grid_w");
    for (double[][] layer : shares) {
      for (int i = 0; i < cells; i++) {
        layer[i] = new double[seen[i].length];
      }
    }
    GridReplay net = new GridReplay(settings, 1, kernels);
    for (Parameter one : parameters) {
      net.set(one.name(), doubles(one.values(), 0, one.values().length));
    }
    for (int s = 0; s < Math.min(MOST_SAMPLES, samples.size()); s++) {
      double[] target = new double[settings.classes()];
      target[samples.labels()[s]] = 1;
      net.setSamples(doubles(samples.x(), s * settings.inputs(), settings.inputs()), target);
      net.run();
      add(net);
    }
    for (double[][] layer : shares) {
      divide(layer);
    }
  }

  private static double[] doubles(float[] from, int at, int count) {
    double[] to = new double[count];
    for (int i = 0; i < count; i++) {
      to[i] = from[at + i];
    }
    return to;
  }

  private static int[][] seen(Stencil stencil) {
    int margin = (stencil.kernel() - 1) / 2;
    int[][] seen = new int[stencil.cells()][];
    for (int i = 0; i < seen.length; i++) {
      List<Integer> found = new ArrayList<>();
      for (int j = 0; j < seen.length; j++) {
        int up = Math.abs(i / stencil.columns() - j / stencil.columns());
        int aside = Math.abs(i % stencil.columns() - j % stencil.columns());
        if (up <= margin && aside <= margin) {
          found.add(j);
        }
      }
      seen[i] = found.stream().mapToInt(Integer::intValue).toArray();
    }
    return seen;
  }

  /** What one sample sends along each connection. */
  private void add(GridReplay net) {
    // the gradient of a bias is that of the sum that it is added to
    double[] gradient = net.gradient("grid_b");
    for (int layer = 0; layer < shares.length; layer++) {
      double[] x = net.states(layer);
      for (int i = 0; i < cells; i++) {
        for (int n = 0; n < seen[i].length; n++) {
          int j = seen[i][n];
          shares[layer][i][n] += Math.abs(weights[layer][j] * x[j] * gradient[layer * cells + i]);
        }
      }
    }
  }

  private static void divide(double[][] layer) {
    double sum = 0;
    for (double[] row : layer) {
      for (double each : row) {
        sum += each;
      }
    }
    for (double[] row : layer) {
      for (int n = 0; n < row.length; n++) {
        row[n] /= sum;
      }
    }
  }

  /** All connections of a layer, those of equal share by their places. */
  List<Connection> of(int layer) {
    List<Connection> all = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      for (int n = 0; n < seen[i].length; n++) {
        int j = seen[i][n];
        all.add(new Connection(layer, j, i, shares[layer][i][n], weights[layer][j]));
      }
    }
    return all;
  }

  /**
   * The paths through the grid that carry most: of each layer the strongest connections that
   * together carry a share of its signal, without those that do not lead from the first layer to
   * the last; the share is the smallest of 50, 60 to 100 percent that leaves a path. None where no
   * signal arrives, or no number is finite.
   */
  Paths paths() {
    for (int percent = 50; percent <= 100; percent += STEP) {
      List<List<Connection>> strong = new ArrayList<>();
      for (int layer = 0; layer < shares.length; layer++) {
        strong.add(strongest(layer, percent / 100.0));
      }
      List<Connection> through = through(strong);
      if (!through.isEmpty()) {
        return new Paths(percent, through);
      }
    }
    return new Paths(100, List.of());
  }

  private List<Connection> strongest(int layer, double share) {
    List<Connection> all = new ArrayList<>(of(layer));
    all.removeIf(each -> !(each.share() > 0));
    all.sort(Comparator.comparingDouble(Connection::share).reversed());
    List<Connection> strong = new ArrayList<>();
    double sum = 0;
    for (Connection each : all) {
      // sums of all shares are 1 but for rounding
      if (sum < share - 1e-9) {
        strong.add(each);
      }
      sum += each.share();
    }
    return strong;
  }

  /** Those that are reached from the first layer and reach the last. */
  private List<Connection> through(List<List<Connection>> layers) {
    boolean[] reached = new boolean[cells];
    Arrays.fill(reached, true);
    List<List<Connection>> forward = new ArrayList<>();
    for (List<Connection> layer : layers) {
      boolean[] from = reached;
      List<Connection> kept = layer.stream().filter(each -> from[each.from()]).toList();
      reached = new boolean[cells];
      for (Connection each : kept) {
        reached[each.to()] = true;
      }
      forward.add(kept);
    }
    List<Connection> through = new ArrayList<>();
    for (int k = forward.size() - 1; k >= 0; k--) {
      boolean[] to = reached;
      List<Connection> kept = forward.get(k).stream().filter(each -> to[each.to()]).toList();
      reached = new boolean[cells];
      for (Connection each : kept) {
        reached[each.from()] = true;
      }
      through.addAll(0, kept);
    }
    return through;
  }
}
