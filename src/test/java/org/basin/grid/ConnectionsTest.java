package org.basin.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.kernel.Precision;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.learn.Parameter;
import org.basin.space.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionsTest {

  private static final int INPUTS = 6;
  private static final Kernels KERNELS = new ScalarKernels(Precision.DOUBLE, 1);

  private static final Dataset ONE = data(1);

  private static Dataset data(int samples) {
    float[] x = new float[samples * INPUTS];
    int[] labels = new int[samples];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Seeds.normal(5, i);
      labels[i / INPUTS] = i / INPUTS % 3;
    }
    return new Dataset(
        "x", 1, INPUTS, List.of("a", "b", "c"), new Samples(x, labels), Samples.NONE);
  }

  private static GridSettings settings(int height, int depth, int kernel) {
    return GridSettings.of(
        Map.of("height", (long) height, "depth", (long) depth, "kernel", (long) kernel), ONE);
  }

  /** Random ones; what {@code weight} says for the grid's weights, layer by layer. */
  private static List<Parameter> parameters(GridSettings settings, float[] weights) {
    GridReplay net = new GridReplay(settings, 1, KERNELS);
    List<Parameter> parameters = new ArrayList<>();
    for (String name : net.names()) {
      float[] values = new float[net.get(name).length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Seeds.normal(name.hashCode(), i) / 2;
      }
      boolean given = name.equals("grid_w") && weights.length > 0;
      parameters.add(new Parameter(name, net.shape(name), given ? weights : values));
    }
    return parameters;
  }

  private static float[] weights(int layers, int cells, int... those) {
    float[] weights = new float[layers * cells];
    for (int layer = 0; layer < layers; layer++) {
      for (int j : those) {
        weights[layer * cells + j] = j % 2 == 0 ? 0.9f : -0.9f;
      }
    }
    return weights;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 11})
  void theSharesOfALayerAddUpToOne(int kernel) {
    GridSettings settings = settings(7, 3, kernel);
    Connections all =
        new Connections(settings, parameters(settings, new float[0]), data(5).train(), KERNELS);
    for (int layer = 0; layer < 3; layer++) {
      assertThat(all.of(layer).stream().mapToDouble(Connections.Connection::share).sum())
          .isCloseTo(1, within(1e-12));
      assertThat(all.of(layer)).hasSize(seen(7, kernel));
    }
  }

  private static int seen(int cells, int kernel) {
    int count = 0;
    for (int i = 0; i < cells; i++) {
      for (int j = 0; j < cells; j++) {
        count += Math.abs(i - j) <= (kernel - 1) / 2 ? 1 : 0;
      }
    }
    return count;
  }

  /** What a connection carries can be taken from its neuron's bias: the loss changes with it. */
  @Test
  void theSignalOfAConnectionIsWhatCuttingItWouldChangeToFirstOrder() {
    GridSettings settings = settings(5, 3, 3);
    List<Parameter> parameters = parameters(settings, new float[0]);
    Connections all = new Connections(settings, parameters, ONE.train(), KERNELS);
    GridReplay net = new GridReplay(settings, 1, KERNELS);
    for (Parameter one : parameters) {
      double[] values = new double[one.values().length];
      Arrays.setAll(values, i -> one.values()[i]);
      net.set(one.name(), values);
    }
    double[] x = new double[INPUTS];
    Arrays.setAll(x, i -> ONE.train().x()[i]);
    net.setSamples(x, new double[] {1, 0, 0});
    net.run();
    double[] biases = net.get("grid_b");
    for (int layer = 0; layer < 3; layer++) {
      List<Connections.Connection> found = all.of(layer);
      double[] states = net.states(layer);
      double[] slopes = new double[found.size()];
      double sum = 0;
      for (int c = 0; c < slopes.length; c++) {
        Connections.Connection each = found.get(c);
        double carried = each.weight() * states[each.from()];
        int place = layer * 5 + each.to();
        double less = loss(net, biases, place, -1e-5 * carried);
        slopes[c] = Math.abs(loss(net, biases, place, 1e-5 * carried) - less) / 2e-5;
        sum += slopes[c];
      }
      for (int c = 0; c < slopes.length; c++) {
        assertThat(found.get(c).share()).isCloseTo(slopes[c] / sum, within(1e-6));
      }
    }
  }

  private static double loss(GridReplay net, double[] biases, int place, double more) {
    double[] moved = biases.clone();
    moved[place] += more;
    net.set("grid_b", moved);
    return net.run();
  }

  /** All weights are 0 but those of one row of neurons: signal can go along it and nowhere else. */
  @Test
  void aPlantedPathIsTheOneThatIsFound() {
    GridSettings settings = settings(9, 4, 3);
    List<Parameter> parameters = parameters(settings, weights(4, 9, 4));
    Connections.Paths paths =
        new Connections(settings, parameters, data(5).train(), KERNELS).paths();
    assertThat(paths.connections()).isNotEmpty().allMatch(each -> each.from() == 4);
    assertThat(paths.connections())
        .filteredOn(each -> each.layer() < 3)
        .hasSize(3)
        .allMatch(each -> each.to() == 4);
    assertThat(paths.connections()).filteredOn(each -> each.layer() == 3).isNotEmpty();
  }

  @Test
  void everyConnectionOfAPathLeadsFromTheFirstLayerToTheLast() {
    GridSettings settings = settings(17, 6, 3);
    List<Parameter> parameters = parameters(settings, new float[0]);
    Connections.Paths paths =
        new Connections(settings, parameters, data(20).train(), KERNELS).paths();
    assertThat(paths.percent()).isBetween(50, 100);
    for (Connections.Connection each : paths.connections()) {
      assertThat(paths.connections())
          .anyMatch(
              other ->
                  each.layer() == 0
                      || other.layer() == each.layer() - 1 && other.to() == each.from())
          .anyMatch(
              other ->
                  each.layer() == 5
                      || other.layer() == each.layer() + 1 && other.from() == each.to());
    }
  }

  @Test
  void withoutSignalOrWithNumbersThatAreNoneThereIsNoPath() {
    GridSettings settings = settings(5, 2, 3);
    assertThat(
            new Connections(settings, parameters(settings, new float[10]), ONE.train(), KERNELS)
                .paths()
                .connections())
        .isEmpty();
    float[] lost = new float[10];
    Arrays.fill(lost, Float.NaN);
    assertThat(
            new Connections(settings, parameters(settings, lost), ONE.train(), KERNELS)
                .paths()
                .connections())
        .isEmpty();
  }
}
