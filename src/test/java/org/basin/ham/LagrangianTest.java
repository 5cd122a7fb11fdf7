package org.basin.ham;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.scalar.ScalarKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Theorems about every Lagrangian, in double precision, on shapes of one and two axes. */
final class LagrangianTest {

  private static final List<List<Integer>> SHAPES =
      List.of(List.of(1), List.of(2), List.of(7), List.of(3, 5), List.of(2, 1), List.of(16));

  private static final double STEP = 1e-5;

  private static Neurons neurons(Lagrangian lagrangian, List<Integer> shape, Random random) {
    Kernels kernels = new ScalarKernels(Precision.DOUBLE, 1);
    Neurons neurons = new Neurons(new NeuronLayer("x", lagrangian, shape), 1, kernels);
    neurons.beta.setAll(0, 0.3 + random.nextDouble());
    neurons.power.setAll(0, 2 + 2 * random.nextDouble());
    neurons.gamma.setAll(0, 0.5 + random.nextDouble());
    neurons.delta.setAll(0, random.nextGaussian());
    for (int i = 0; i < neurons.units; i++) {
      // away from the kink of the rectified ones
      double x = random.nextGaussian();
      neurons.x.setAll(i, x + Math.signum(x) * 0.01);
    }
    return neurons;
  }

  private static double value(Neurons n) {
    Plane out = n.kernels.plane(1);
    n.layer.lagrangian().law().value(n, out);
    return out.get(0, 0);
  }

  private static double energy(Neurons n) {
    n.activate();
    Plane out = n.kernels.plane(1);
    n.energy(out, n.kernels.plane(1));
    return out.get(0, 0);
  }

  @ParameterizedTest
  @EnumSource(Lagrangian.class)
  void theActivationIsTheGradientOfTheLagrangian(Lagrangian lagrangian) {
    for (int seed = 0; seed < 20; seed++) {
      Neurons n = neurons(lagrangian, SHAPES.get(seed % SHAPES.size()), new Random(seed));
      n.activate();
      for (int i = 0; i < n.units; i++) {
        double x = n.x.get(i, 0);
        n.x.set(i, 0, x + STEP);
        double above = value(n);
        n.x.set(i, 0, x - STEP);
        double below = value(n);
        n.x.set(i, 0, x);
        double slope = (above - below) / (2 * STEP);
        assertThat(n.g.get(i, 0)).as("seed %s unit %s", seed, i).isCloseTo(slope, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Lagrangian.class)
  void theCurveIsTheDerivativeOfTheActivation(Lagrangian lagrangian) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Neurons n = neurons(lagrangian, SHAPES.get(seed % SHAPES.size()), random);
      Plane u = n.kernels.plane(n.units);
      double[] direction = random.doubles(n.units, -1, 1).toArray();
      double[] x = new double[n.units];
      for (int i = 0; i < n.units; i++) {
        u.set(i, 0, direction[i]);
        x[i] = n.x.get(i, 0);
      }
      n.activate();
      n.layer.lagrangian().law().curve(n, u);
      double[] above = activations(n, x, direction, STEP);
      double[] below = activations(n, x, direction, -STEP);
      for (int i = 0; i < n.units; i++) {
        double slope = (above[i] - below[i]) / (2 * STEP);
        // near the pole of a norm the third derivative is large
        assertThat(u.get(i, 0))
            .as("seed %s unit %s", seed, i)
            .isCloseTo(slope, within(1e-5 * Math.max(1, Math.abs(slope))));
      }
    }
  }

  private static double[] activations(Neurons n, double[] x, double[] direction, double step) {
    for (int i = 0; i < x.length; i++) {
      n.x.set(i, 0, x[i] + step * direction[i]);
    }
    n.activate();
    double[] g = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      g[i] = n.g.get(i, 0);
    }
    return g;
  }

  /**
   * The energy g·x − L is the Legendre transform L*(g), so its gradient with respect to g is x:
   * along any direction, dE = x·dg.
   */
  @ParameterizedTest
  @EnumSource(Lagrangian.class)
  void theGradientOfTheEnergyByTheActivationIsTheState(Lagrangian lagrangian) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(100 + seed);
      Neurons n = neurons(lagrangian, SHAPES.get(seed % SHAPES.size()), random);
      double[] direction = random.doubles(n.units, -1, 1).toArray();
      double[] x = new double[n.units];
      for (int i = 0; i < n.units; i++) {
        x[i] = n.x.get(i, 0);
      }
      double[] above = activations(n, x, direction, STEP);
      double energyAbove = energy(n);
      double[] below = activations(n, x, direction, -STEP);
      double energyBelow = energy(n);
      double work = 0;
      for (int i = 0; i < n.units; i++) {
        work += x[i] * (above[i] - below[i]);
      }
      assertThat((energyAbove - energyBelow) / (2 * STEP))
          .as("seed %s", seed)
          .isCloseTo(work / (2 * STEP), within(1e-5 * Math.max(1, Math.abs(work / (2 * STEP)))));
    }
  }

  /** What makes the energy fall: the Hessian is never negative. */
  @ParameterizedTest
  @EnumSource(Lagrangian.class)
  void theLagrangianIsConvex(Lagrangian lagrangian) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Neurons n = neurons(lagrangian, SHAPES.get(seed % SHAPES.size()), random);
      Plane u = n.kernels.plane(n.units);
      double[] direction = random.doubles(n.units, -1, 1).toArray();
      for (int i = 0; i < n.units; i++) {
        u.set(i, 0, direction[i]);
      }
      n.activate();
      n.layer.lagrangian().law().curve(n, u);
      double curvature = 0;
      for (int i = 0; i < n.units; i++) {
        curvature += direction[i] * u.get(i, 0);
      }
      assertThat(curvature).as("seed %s", seed).isGreaterThan(-1e-12);
    }
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lagrangian.of("cosh"))
        .withMessageStartingWith("a Lagrangian is one of identity, relu, repu,")
        .withMessageEndingWith("got cosh");
  }
}
