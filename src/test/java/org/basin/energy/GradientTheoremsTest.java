package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.basin.kernel.Activation;
import org.basin.kernel.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the study proves of its algorithms, in double precision at converged free states: where the
 * estimates go as β shrinks, and how fast.
 */
final class GradientTheoremsTest {

  private static final double H = 1e-5;

  /** Nets of one, two, three and no hidden layers, tame enough to converge. */
  static List<TheoremNet> nets() {
    return List.of(
        new TheoremNet(List.of(2, 3, 2), Activation.HARD_SIGMOID, 4, 0.25, 1),
        new TheoremNet(List.of(3, 5, 4, 2), Activation.HARD_SIGMOID, 3, 0.15, 2),
        new TheoremNet(List.of(2, 4, 2), Activation.SIGMOID, 5, 0.8, 3),
        new TheoremNet(List.of(3, 4, 3, 2), Activation.TANH, 2, 0.3, 4),
        new TheoremNet(List.of(2, 3, 3, 3, 2), Activation.SIGMOID, 1, 0.8, 5),
        new TheoremNet(List.of(3, 2), Activation.HARD_SIGMOID, 7, 0.8, 6));
  }

  static Stream<Arguments> netsAndOrders() {
    return nets().stream()
        .flatMap(
            net ->
                Stream.of(
                    Arguments.of(net, Scheme.CEP, 2),
                    Arguments.of(net, Scheme.PEP, 1),
                    Arguments.of(net, Scheme.NEP, 1)));
  }

  /** The exponent p of the best fit error = c β^p over β = 2^-1 to 2^-6. */
  private static double order(ToDoubleFunction<Double> error) {
    List<double[]> points = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      points.add(new double[] {-i, Math.log(error.applyAsDouble(Math.pow(2, -i))) / Math.log(2)});
    }
    double x = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
    double y = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
    double covariance = points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
    return covariance / points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
  }

  @ParameterizedTest
  @MethodSource("netsAndOrders")
  void equilibriumPropagationApproachesBackpropagationAsBetaShrinks(
      TheoremNet net, Scheme scheme, int order) {
    double[] limit = net.gradient(Scheme.RBP, 0.5);
    assertThat(order(beta -> TheoremNet.distance(net.gradient(scheme, beta), limit)))
        .isCloseTo(order, within(0.25));
  }

  @ParameterizedTest
  @MethodSource("nets")
  void recurrentBackpropagationIsTheGradientOfTheCostAtTheFixedPoint(TheoremNet net) {
    double[] gradient = net.gradient(Scheme.RBP, 0.5);
    int i = 0;
    for (double[] parameters : net.parameters) {
      for (int cell = 0; cell < parameters.length; cell++) {
        double before = parameters[cell];
        parameters[cell] = before + H;
        double above = net.cost();
        parameters[cell] = before - H;
        double below = net.cost();
        parameters[cell] = before;
        assertThat(gradient[i++]).isCloseTo((above - below) / (2 * H), within(1e-8));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void truncatedBackpropagationIsRecurrentAtTheFixedPoint(TheoremNet net) {
    double[] recurrent = net.gradient(Scheme.RBP, 0.5);
    for (EnergySettings.Mode mode : EnergySettings.Mode.values()) {
      double[] unrolled = net.gradient(net.settled(Scheme.TBP, 0.5, mode));
      assertThat(TheoremNet.distance(unrolled, recurrent)).isLessThan(1e-12);
    }
  }

  /**
   * What coupled learning descends: hold the output at its free value o, let the hidden units
   * settle, and take the distance of the output that they predict from the label. In formulas, with
   * F(o) the energy of the settled net, the limit is {@code -(o - y)·∂²F/∂o∂θ}, the gradient of the
   * cost without the inverse of {@code ∂²F/∂o²}.
   */
  @ParameterizedTest
  @MethodSource("nets")
  void coupledLearningApproachesTheGradientOfWhatTheHeldOutputPredicts(TheoremNet net) {
    EnergyReplay free = net.settled(Scheme.CEP, 0.5);
    int last = net.parameters.length / 2;
    double[] output = free.states(last);
    double[] limit = new double[net.gradient(Scheme.CCPL, 0.5).length];
    int i = 0;
    for (double[] parameters : net.parameters) {
      for (int cell = 0; cell < parameters.length; cell++) {
        double before = parameters[cell];
        parameters[cell] = before + H;
        double above = predictedCost(net, output);
        parameters[cell] = before - H;
        double below = predictedCost(net, output);
        parameters[cell] = before;
        limit[i++] = (above - below) / (2 * H);
      }
    }
    for (Scheme scheme : List.of(Scheme.CCPL, Scheme.PCPL, Scheme.NCPL)) {
      // The centred difference of a quadratic is exact, as is any of a linear function.
      if (TheoremNet.distance(net.gradient(scheme, 0.5), limit) > 1e-8) {
        assertThat(order(beta -> TheoremNet.distance(net.gradient(scheme, beta), limit)))
            .isCloseTo(scheme == Scheme.CCPL ? 2 : 1, within(0.25));
      }
    }
  }

  /** Mean of ½|p - y|², p predicted from hidden units that settle below a held output. */
  private static double predictedCost(TheoremNet random, double[] output) {
    EnergyNet net = random.net(EnergySettings.Mode.ASYNCHRONOUS);
    Batch batch = net.batches.get(0);
    Plane[] states = batch.layers();
    int last = net.settings.matrices();
    for (int cell = 0; cell < output.length; cell++) {
      states[last].set(cell, 0, output[cell]);
    }
    Relaxation relaxation = new Relaxation(net);
    relaxation.relaxHidden(states, batch.rows(), TheoremNet.STEPS);
    Plane predicted = net.kernels.plane(output.length);
    relaxation.feed(states, last, predicted, batch.rows());
    Plane cost = net.kernels.plane(1);
    net.kernels.squaredDistance(predicted, batch.target(), cost, batch.rows());
    return cost.get(0, 0) / 2;
  }

  @ParameterizedTest
  @EnumSource(EnergySettings.Mode.class)
  void contrastiveLearningIsCoupledLearningWithFullNudging(EnergySettings.Mode mode) {
    for (TheoremNet net : nets()) {
      double[] coupled = net.gradient(net.settled(Scheme.PCPL, 1, mode));
      assertThat(net.gradient(net.settled(Scheme.CL, 0.25, mode))).containsExactly(coupled);
    }
  }

  @Test
  void modesReachTheSameFixedPoint() {
    for (TheoremNet net : nets()) {
      EnergyReplay one = net.settled(Scheme.CEP, 0.5, EnergySettings.Mode.ASYNCHRONOUS);
      EnergyReplay other = net.settled(Scheme.CEP, 0.5, EnergySettings.Mode.SYNCHRONOUS);
      for (int k = 1; k <= net.parameters.length / 2; k++) {
        assertThat(TheoremNet.distance(one.states(k), other.states(k))).isLessThan(1e-13);
      }
      assertThat(TheoremNet.distance(net.gradient(one), net.gradient(other))).isLessThan(1e-12);
    }
  }
}
