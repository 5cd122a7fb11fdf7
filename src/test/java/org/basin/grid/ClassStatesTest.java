package org.basin.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.kernel.Precision;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.learn.Parameter;
import org.basin.space.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassStatesTest {

  /** Without an activation a grid is affine, so the mean of its states is the state of the mean. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 131})
  void theMeanStateOfAnAffineGridIsTheStateOfTheMeanSample(int samples) {
    int inputs = 5;
    float[] x = new float[samples * inputs];
    int[] labels = new int[samples];
    float[] mean = new float[inputs];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Seeds.normal(7, i);
      mean[i % inputs] += x[i] / samples;
    }
    Dataset data =
        new Dataset("x", 1, inputs, List.of("a", "b"), new Samples(x, labels), Samples.NONE);
    GridSettings settings =
        GridSettings.of(Map.of("height", 7L, "depth", 3L, "activation", "identity"), data);
    Kernels kernels = new ScalarKernels(Precision.SINGLE, 1);
    ClassStates states = new ClassStates(settings, parameters(settings, kernels), kernels);
    double[][] means = states.of(data.train());
    double[][] ofMean = states.of(new Samples(mean, new int[1]));
    assertThat(means[0]).hasSize(4 * 7);
    for (int i = 0; i < means[0].length; i++) {
      assertThat(means[0][i]).isCloseTo(ofMean[0][i], org.assertj.core.data.Offset.offset(1e-5));
    }
    assertThat(means[1]).containsOnly(Double.NaN);
    assertThat(states.layers("grid_w")).hasDimensions(3, 7);
  }

  private static List<Parameter> parameters(GridSettings settings, Kernels kernels) {
    GridReplay net = new GridReplay(settings, 1, kernels);
    List<Parameter> parameters = new ArrayList<>();
    for (String name : net.names()) {
      float[] values = new float[net.get(name).length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Seeds.normal(name.hashCode(), i) / 2;
      }
      parameters.add(new Parameter(name, net.shape(name), values));
    }
    return parameters;
  }
}
