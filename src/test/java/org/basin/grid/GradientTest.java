package org.basin.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.kernel.GridActivation;
import org.basin.kernel.Kernels;
import org.basin.kernel.Precision;
import org.basin.kernel.scalar.ScalarKernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every gradient against finite differences of fourth order of the loss, in double precision. */
final class GradientTest {

  private static final double H = 1e-4;
  private static final int SAMPLES = 10;

  static List<Map<String, Object>> structures() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (String activation : GridActivation.labels()) {
      for (String dense : List.of("none", "in", "both")) {
        for (String loss : List.of("cross-entropy", "mse")) {
          all.add(structure(activation, "dense_activation", dense, "loss", loss));
        }
      }
      all.add(structure(activation, "layer_norm", true));
      all.add(structure(activation, "residual", true));
      all.add(structure(activation, "layer_norm", true, "residual", true, "kernel", 5L));
      all.add(structure(activation, "dimensions", 3L, "dense_activation", "both"));
      all.add(structure(activation, "dimensions", 3L, "layer_norm", true, "residual", true));
    }
    return all;
  }

  private static Map<String, Object> structure(String activation, Object... rest) {
    Map<String, Object> structure = new LinkedHashMap<>();
    structure.put("activation", activation);
    structure.put("depth", 3L);
    for (int i = 0; i < rest.length; i += 2) {
      structure.put((String) rest[i], rest[i + 1]);
    }
    if (!structure.containsKey("dimensions")) {
      structure.put("height", 5L);
    }
    return structure;
  }

  static GridReplay net(Map<String, Object> structure, Kernels kernels) {
    float[] x = new float[SAMPLES * 12];
    Dataset data =
        new Dataset(
            "random", 3, 4, List.of("a", "b", "c"), new Samples(x, new int[SAMPLES]), Samples.NONE);
    GridReplay net = new GridReplay(GridSettings.of(structure, data), SAMPLES, kernels);
    Random random = new Random(11);
    for (String name : net.names()) {
      net.set(name, random.doubles(net.get(name).length, -1, 1).toArray());
    }
    double[] targets = new double[SAMPLES * 3];
    for (int s = 0; s < SAMPLES; s++) {
      targets[s * 3 + random.nextInt(3)] = 1;
    }
    net.setSamples(random.doubles(x.length, -1, 1).toArray(), targets);
    return net;
  }

  @ParameterizedTest
  @MethodSource("structures")
  void theGradientIsTheSlopeOfTheLoss(Map<String, Object> structure) {
    GridReplay net = net(structure, new ScalarKernels(Precision.DOUBLE, 1));
    net.run();
    Map<String, double[]> gradients = new LinkedHashMap<>();
    net.names().forEach(name -> gradients.put(name, net.gradient(name)));
    assertThat(gradients).isNotEmpty();
    gradients.forEach(
        (name, gradient) -> {
          double[] values = net.get(name);
          for (int i = 0; i < values.length; i++) {
            double near = loss(net, name, values, i, H) - loss(net, name, values, i, -H);
            double far = loss(net, name, values, i, 2 * H) - loss(net, name, values, i, -2 * H);
            assertThat(gradient[i])
                .as("%s[%d]", name, i)
                .isCloseTo((8 * near - far) / (12 * H), within(1e-8));
          }
          net.set(name, values);
        });
  }

  private static double loss(GridReplay net, String name, double[] values, int i, double h) {
    double[] moved = values.clone();
    moved[i] += h;
    net.set(name, moved);
    return net.run();
  }
}
