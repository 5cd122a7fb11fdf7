package org.basin.layers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.EveryLane;
import org.basin.sweep.AlphaKnob;

/**
 * The notebook's NNBench: one net, its facts, and the verbs that train it. Every call begins with
 * the first fact again. All lanes are given the same net; reading one asserts that they agree to
 * the last bit.
 *
 * <p>Deviation: the notebook's {@code learning_potential} trains the net it was given and goes on
 * with a copy; here there is one net, which goes back to where it was.
 */
public final class LayerBench {

  private final LayerSettings settings;
  private final Kernels kernels;
  private final LayerNet net;
  private final Pass pass;
  private final Plane input;
  private final Plane target;
  private final Plane squares;

  /** Places of the affine layers. */
  private final int[] affine;

  private double alpha = 0.1;
  private double checkpointAlpha = alpha;

  /**
   * A net whose parameters are zero.
   *
   * @param layers as in a sweep
   * @param inputs numbers of an input
   * @param rule transpose or as-is
   * @throws IllegalArgumentException with the law, when a text is no layer or the rule does not fit
   *     the layers
   */
  public LayerBench(List<String> layers, int inputs, String rule, Kernels kernels) {
    this.kernels = kernels;
    settings = LayerSettings.bench(Layers.of(layers), inputs, rule);
    LayerLaws.refusalOfRule(settings)
        .ifPresent(
            law -> {
              throw new IllegalArgumentException(law);
            });
    net = new LayerNet(settings, kernels, 1);
    pass = new Pass(net, 1, 1);
    input = kernels.plane(inputs);
    target = kernels.plane(settings.outputs());
    squares = kernels.plane(1);
    affine = IntStream.range(0, net.weights.length).filter(i -> net.weights[i] != null).toArray();
  }

  /** α of the notebook's slider at x from 0 to 1, that of {@code distribution: alpha_knob}. */
  public static double sliderAlpha(double x) {
    return AlphaKnob.alpha(x);
  }

  /** Sets α of all layers. */
  public void setAlpha(double value) {
    alpha = value;
  }

  /** α of all layers. */
  public double alpha() {
    return alpha;
  }

  /** Sets M of affine layer k, row by row, and b. */
  public void setAffine(int k, double[] matrix, double[] bias) {
    int i = affine[k];
    for (int cell = 0; cell < matrix.length; cell++) {
      net.weights[i].setAll(transposed(i, cell), matrix[cell]);
    }
    for (int cell = 0; cell < bias.length; cell++) {
      net.biases[i].setAll(cell, bias[cell]);
    }
  }

  /** M of affine layer k, row by row. */
  public double[] matrix(int k) {
    Plane weights = net.weights[affine[k]];
    double[] values = new double[weights.cells()];
    Arrays.setAll(values, cell -> EveryLane.get(weights, transposed(affine[k], cell)));
    return values;
  }

  /** b of affine layer k. */
  public double[] bias(int k) {
    Plane biases = net.biases[affine[k]];
    double[] values = new double[biases.cells()];
    Arrays.setAll(values, cell -> EveryLane.get(biases, cell));
    return values;
  }

  /** Where the planes have a number of M. */
  private int transposed(int i, int cell) {
    int in = settings.units().get(i);
    return cell % in * settings.units().get(i + 1) + cell / in;
  }

  /** All parameters as a picture. */
  public ParameterImage image() {
    return ParameterImage.of(
        IntStream.range(0, affine.length)
            .mapToObj(
                k ->
                    new ParameterImage.Block(
                        settings.units().get(affine[k] + 1),
                        settings.units().get(affine[k]),
                        matrix(k),
                        bias(k)))
            .toList());
  }

  /** What the net makes of an input. */
  public double[] output(double[] x) {
    fact(input, x);
    Plane output = pass.forward(input);
    double[] values = new double[output.cells()];
    Arrays.setAll(values, cell -> EveryLane.get(output, cell));
    return values;
  }

  /** Trains on facts in order; the loss of each is that before its change. */
  public double[] learn(double[][] x, double[][] y) {
    for (int k : affine) {
      net.stepSizes[k].setAll(0, alpha);
    }
    pass.restart();
    double[] losses = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      fact(input, x[i]);
      fact(target, y[i]);
      kernels.fill(squares, 0);
      pass.learn(input, target, squares);
      losses[i] = 0.5 * EveryLane.get(squares, 0);
    }
    return losses;
  }

  /**
   * -ln of the last loss of a training from here, after which the net is back where it was: {@link
   * #checkpoint}, {@link #learn}, {@link #rollback}.
   */
  public double learningPotential(double[][] x, double[][] y) {
    checkpoint();
    double[] losses = learn(x, y);
    rollback();
    return -Math.log(losses[losses.length - 1]);
  }

  /** Keeps parameters and α for {@link #rollback}. */
  public void checkpoint() {
    for (int i : affine) {
      kernels.copy(net.weights[i], net.startWeights[i]);
      kernels.copy(net.biases[i], net.startBiases[i]);
    }
    checkpointAlpha = alpha;
  }

  /** Goes back to the last checkpoint; it stays. */
  public void rollback() {
    net.restart();
    alpha = checkpointAlpha;
  }

  private static void fact(Plane plane, double[] values) {
    if (values.length != plane.cells()) {
      throw new IllegalArgumentException(
          "a fact must have %d numbers here, got %d".formatted(plane.cells(), values.length));
    }
    EveryLane.set(plane, values);
  }
}
