package org.basin.ham;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.basin.ham.HamSettings.Solver;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.nd4j.Nd4jEngine;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.LaneValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The theorem or limit of each way down. */
final class DescentTest {

  private static final Kernels DOUBLES = new ScalarKernels(Precision.DOUBLE, 1);

  /** Activations of which every derivative is smooth. */
  private static final List<Lagrangian> SMOOTH =
      List.of(
          Lagrangian.IDENTITY,
          Lagrangian.TANH,
          Lagrangian.SIGMOID,
          Lagrangian.EXP,
          Lagrangian.SOFTMAX,
          Lagrangian.SPHERICAL_NORM);

  private static Descent descent(Solver solver, Dynamics dynamics, Map<String, Double> fixed) {
    Descent descent = Descent.of(solver, dynamics, new LaneValues(fixed, List.of()));
    for (int lane = 0; lane < dynamics.kernels.lanes(); lane++) {
      descent.start(lane, new double[0]);
    }
    descent.begin();
    return descent;
  }

  private static Descent descent(Solver solver, Dynamics dynamics) {
    return descent(solver, dynamics, Map.of());
  }

  /** A layer joined to one of tanh that has a bias, moved by the same rate in both. */
  private static Dynamics smooth(Lagrangian lagrangian, double rate, Kernels kernels) {
    Dynamics dynamics =
        DynamicsTest.moved(
            DynamicsTest.joined(lagrangian, List.of(4)),
            2,
            kernels,
            new Random(lagrangian.ordinal()));
    for (Neurons one : dynamics.neurons) {
      one.rate.setAll(0, rate);
    }
    return dynamics;
  }

  private static double[] states(Dynamics dynamics) {
    return Arrays.stream(dynamics.neurons)
        .flatMapToDouble(one -> Arrays.stream(numbers(one.x)))
        .toArray();
  }

  private static double[] numbers(Plane plane) {
    return IntStream.range(0, plane.cells())
        .mapToDouble(cell -> plane.get(cell, plane.lanes() - 1))
        .toArray();
  }

  private static double distance(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElseThrow();
  }

  private static double[] after(Dynamics dynamics, Descent descent, int steps) {
    for (int step = 0; step < steps; step++) {
      descent.step();
    }
    return states(dynamics);
  }

  /** Where the differential equation leads: 4,096 of Heun's steps. */
  private static double[] flow(Lagrangian lagrangian, double time) {
    Dynamics fine = smooth(lagrangian, time / 4096, DOUBLES);
    return after(fine, descent(Solver.HEUN, fine), 4096);
  }

  private static double errorOfAStep(Solver solver, Lagrangian lagrangian, double dt) {
    Dynamics dynamics = smooth(lagrangian, dt, DOUBLES);
    double[] moved = after(dynamics, descent(solver, dynamics), 1);
    return distance(moved, flow(lagrangian, dt));
  }

  @Test
  void theErrorOfAStepOfHeunsIsOfThirdOrderAndOfEulersOfSecond() {
    for (Lagrangian lagrangian : SMOOTH) {
      double heun =
          errorOfAStep(Solver.HEUN, lagrangian, 0.02) / errorOfAStep(Solver.HEUN, lagrangian, 0.01);
      double euler =
          errorOfAStep(Solver.EULER, lagrangian, 0.02)
              / errorOfAStep(Solver.EULER, lagrangian, 0.01);
      assertThat(heun).as("%s", lagrangian).isBetween(7.0, 9.0);
      assertThat(euler).as("%s", lagrangian).isBetween(3.5, 4.5);
    }
  }

  /** As for Euler's steps, which DynamicsTest has: the differential equation goes down. */
  @Test
  void withHeunsStepsTheEnergyNeverRisesWhileDtIsSmall() {
    int checked = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      Dynamics dynamics = DynamicsTest.moved(DynamicsTest.random(random), 2, DOUBLES, random);
      Descent descent = descent(Solver.HEUN, dynamics);
      double[] before = DynamicsTest.energies(dynamics);
      for (int step = 0; step < 40 && longestField(dynamics) < 30; step++) {
        checked++;
        descent.step();
        double[] now = DynamicsTest.energies(dynamics);
        for (int r = 0; r < 2; r++) {
          assertThat(now[r])
              .as("seed %s step %s %s", seed, step, dynamics.graph)
              .isLessThanOrEqualTo(before[r] + 1e-10 * Math.max(1, Math.abs(before[r])));
        }
        before = now;
      }
    }
    assertThat(checked).isGreaterThan(1000);
  }

  /** States of an energy without a lower bound run away; then dt is not small any more. */
  private static double longestField(Dynamics dynamics) {
    dynamics.look();
    return Arrays.stream(dynamics.neurons)
        .flatMapToDouble(one -> Arrays.stream(numbers(one.field)))
        .map(Math::abs)
        .max()
        .orElseThrow();
  }

  @Test
  void withoutMomentumTheHeavyBallIsEulersBitForBit() {
    for (Kernels kernels : List.of(new ScalarEngine().open(3), new VectorEngine().open(64))) {
      for (Lagrangian lagrangian : Lagrangian.values()) {
        Dynamics euler = smooth(lagrangian, 0.1, kernels);
        Dynamics ball = smooth(lagrangian, 0.1, kernels);
        assertThat(after(ball, descent(Solver.MOMENTUM, ball, Map.of("momentum", 0.0)), 20))
            .as("%s", lagrangian)
            .isEqualTo(after(euler, descent(Solver.EULER, euler), 20));
      }
    }
  }

  /** Of small steps the ball takes 1/(1 − μ) times as long ones; the difference is of order dt. */
  @Test
  void withSmallStepsTheHeavyBallGoesTheSameWayFaster() {
    for (Lagrangian lagrangian : SMOOTH) {
      double[] end = flow(lagrangian, 1);
      double[] errors =
          DoubleStream.of(1e-3, 5e-4)
              .map(
                  dt -> {
                    Dynamics ball = smooth(lagrangian, dt / 2, DOUBLES);
                    Descent descent = descent(Solver.MOMENTUM, ball, Map.of("momentum", 0.5));
                    return distance(after(ball, descent, (int) Math.round(1 / dt)), end);
                  })
              .toArray();
      assertThat(errors[0]).as("%s", lagrangian).isLessThan(0.01);
      assertThat(errors[0] / errors[1]).as("%s", lagrangian).isBetween(1.8, 2.2);
    }
  }

  /**
   * Where all layers are of identity the energy's gradient by the states is x − field; then E +
   * μ/(2 dt) |x − x⁻|² never rises while dt is at most 2 (1 − μ)/Λ, with Λ the largest curvature
   * (P. Ochs et al.: iPiano, 2014, lemma 4.6, without the convex part).
   */
  @Test
  void energyAndMotionOfTheHeavyBallTogetherNeverRise() {
    double mu = 0.95;
    double dt = 0.005;
    boolean rises = false;
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Dynamics dynamics = identities(random);
      for (Neurons one : dynamics.neurons) {
        one.rate.setAll(0, dt);
      }
      Descent descent = descent(Solver.MOMENTUM, dynamics, Map.of("momentum", mu));
      double[] before = states(dynamics);
      double energy = DynamicsTest.energies(dynamics)[0];
      double total = energy;
      for (int step = 0; step < 300; step++) {
        descent.step();
        double[] now = states(dynamics);
        double motion = 0;
        for (int i = 0; i < now.length; i++) {
          motion += (now[i] - before[i]) * (now[i] - before[i]);
        }
        double energyNow = DynamicsTest.energies(dynamics)[0];
        rises |= energyNow > energy + 1e-9;
        double totalNow = energyNow + mu / (2 * dt) * motion;
        assertThat(totalNow).as("seed %s step %s", seed, step).isLessThanOrEqualTo(total + 1e-10);
        before = now;
        energy = energyNow;
        total = totalNow;
      }
    }
    assertThat(rises).as("the energy alone").isTrue();
  }

  /** Three layers of identity; weights so small that the energy has a minimum. */
  private static Dynamics identities(Random random) {
    Hypergraph graph =
        new Hypergraph(
            List.of(
                new NeuronLayer("a", Lagrangian.IDENTITY, List.of(3)),
                new NeuronLayer("b", Lagrangian.IDENTITY, List.of(4)),
                new NeuronLayer("c", Lagrangian.IDENTITY, List.of(2))),
            List.of(new Dense(List.of(3, 4)), new Dense(List.of(4, 2)), new Dense(List.of(4))),
            List.of(
                new Connection(0, List.of(0, 1)),
                new Connection(1, List.of(1, 2)),
                new Connection(2, List.of(1))));
    Dynamics dynamics = DynamicsTest.moved(graph, 1, DOUBLES, random);
    for (Neurons one : dynamics.neurons) {
      DynamicsTest.fill(one.x, random, 3);
    }
    return dynamics;
  }

  /**
   * Two units of identity with weight w have curvatures 1 ± w. With Polyak's step and momentum the
   * distance falls like t q^t, q = (√κ − 1)/(√κ + 1), in place of Euler's best (κ − 1)/(κ + 1)
   * (Polyak 1964, theorem 9), where κ is the ratio of curvatures.
   */
  @Test
  void onAQuadraticEnergyTheHeavyBallHasPolyaksRate() {
    double weight = 0.99;
    double least = Math.sqrt(1 - weight);
    double most = Math.sqrt(1 + weight);
    double rate = (most - least) / (most + least);
    Dynamics ball = pair(weight, 4 / ((most + least) * (most + least)));
    double[] there =
        after(ball, descent(Solver.MOMENTUM, ball, Map.of("momentum", rate * rate)), 100);
    Dynamics euler = pair(weight, 1);
    double[] still = after(euler, descent(Solver.EULER, euler), 100);
    assertThat(distance(there, new double[2])).isLessThan(200 * Math.pow(rate, 100));
    assertThat(distance(still, new double[2])).isGreaterThan(0.9 * Math.pow(weight, 100));
  }

  private static Dynamics pair(double weight, double dt) {
    Hypergraph graph =
        new Hypergraph(
            List.of(
                new NeuronLayer("a", Lagrangian.IDENTITY, List.of(1)),
                new NeuronLayer("b", Lagrangian.IDENTITY, List.of(1))),
            List.of(new Dense(List.of(1, 1))),
            List.of(new Connection(0, List.of(0, 1))));
    Dynamics dynamics = new Dynamics(graph, 1, DOUBLES);
    dynamics.weights[0].plane().setAll(0, weight);
    for (Neurons one : dynamics.neurons) {
      one.x.setAll(0, 1);
      one.rate.setAll(0, dt);
    }
    return dynamics;
  }

  @Test
  void theFirstStepOfAdamsIsAsLongInEveryUnit() {
    for (Kernels kernels :
        List.of(
            DOUBLES,
            new ScalarEngine().open(2),
            new VectorEngine().open(64),
            new Nd4jEngine().open(3))) {
      for (Lagrangian lagrangian : SMOOTH) {
        Dynamics dynamics = smooth(lagrangian, 0.25, kernels);
        dynamics.look();
        double[] directions =
            Arrays.stream(dynamics.neurons)
                .flatMapToDouble(
                    one -> {
                      double[] field = numbers(one.field);
                      double[] x = numbers(one.x);
                      return IntStream.range(0, x.length).mapToDouble(i -> field[i] - x[i]);
                    })
                .toArray();
        double[] before = states(dynamics);
        double[] now = after(dynamics, descent(Solver.ADAM, dynamics), 1);
        for (int i = 0; i < now.length; i++) {
          assertThat(Math.abs(directions[i])).isGreaterThan(1e-4);
          assertThat(now[i] - before[i])
              .as("%s %s of %s", kernels, i, lagrangian)
              .isCloseTo(0.25 * Math.signum(directions[i]), within(3e-5));
        }
      }
    }
  }

  /** Algorithm 1 of the paper, number by number. */
  @Test
  void adamsStepsAreThoseOfThePaper() {
    double beta1 = 0.8;
    double beta2 = 0.95;
    Dynamics dynamics = smooth(Lagrangian.TANH, 0.05, DOUBLES);
    Dynamics twin = smooth(Lagrangian.TANH, 0.05, DOUBLES);
    Descent descent =
        descent(Solver.ADAM, dynamics, Map.of("mean_decay", beta1, "square_decay", beta2));
    int cells = twin.neurons[0].x.cells() + twin.neurons[1].x.cells();
    double[] m = new double[cells];
    double[] v = new double[cells];
    for (int t = 1; t <= 60; t++) {
      descent.step();
      twin.look();
      int at = 0;
      for (Neurons one : twin.neurons) {
        for (int cell = 0; cell < one.x.cells(); cell++) {
          double g = one.x.get(cell, 0) - one.field.get(cell, 0);
          m[at] = beta1 * m[at] + (1 - beta1) * g;
          v[at] = beta2 * v[at] + (1 - beta2) * g * g;
          double mean = m[at] / (1 - Math.pow(beta1, t));
          double square = v[at] / (1 - Math.pow(beta2, t));
          at++;
          one.x.set(cell, 0, one.x.get(cell, 0) - 0.05 * mean / (Math.sqrt(square) + 1e-8));
        }
      }
      assertThat(states(dynamics)).as("step %s", t).containsExactly(states(twin), within(1e-11));
    }
  }

  /** Sign descent: every unit that acts on its own activation alone takes the energy down. */
  @Test
  void withoutMemoryAdamFollowsTheSignAndTheEnergyNeverRises() {
    for (Lagrangian lagrangian :
        List.of(Lagrangian.IDENTITY, Lagrangian.TANH, Lagrangian.SIGMOID, Lagrangian.EXP)) {
      double dt = 1e-4;
      Dynamics dynamics = smooth(lagrangian, dt, DOUBLES);
      Descent descent =
          descent(Solver.ADAM, dynamics, Map.of("mean_decay", 0.0, "square_decay", 0.0));
      double[] energies = DynamicsTest.energies(dynamics);
      double[] before = states(dynamics);
      for (int step = 0; step < 500; step++) {
        descent.step();
        double[] now = states(dynamics);
        double longest = distance(now, before);
        assertThat(longest).as("%s step %s", lagrangian, step).isCloseTo(dt, within(1e-3 * dt));
        double[] lower = DynamicsTest.energies(dynamics);
        for (int r = 0; r < 2; r++) {
          assertThat(lower[r]).isLessThan(energies[r]);
        }
        energies = lower;
        before = now;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  void heldUnitsKeepTheirBits(Solver solver) {
    for (Kernels kernels :
        List.of(
            DOUBLES,
            new ScalarEngine().open(2),
            new VectorEngine().open(64),
            new Nd4jEngine().open(3))) {
      Dynamics dynamics = smooth(Lagrangian.TANH, 0.1, kernels);
      Plane mask = dynamics.neurons[0].mask;
      for (int cell = 0; cell < mask.cells(); cell++) {
        mask.setAll(cell, cell % 2);
      }
      double[] before = states(dynamics);
      double[] now = after(dynamics, descent(solver, dynamics), 10);
      for (int i = 0; i < now.length; i++) {
        boolean held = i < mask.cells() && i % 2 == 0;
        assertThat(now[i] == before[i]).as("%s of %s", i, kernels).isEqualTo(held);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  void vectorEqualsScalarBitForBitAndNd4jIsNear(Solver solver) {
    for (Lagrangian lagrangian : Lagrangian.values()) {
      double[] scalar = tenSteps(solver, lagrangian, new ScalarEngine().open(64));
      assertThat(tenSteps(solver, lagrangian, new VectorEngine().open(64)))
          .as("%s", lagrangian)
          .isEqualTo(scalar);
      try (Kernels nd4j = new Nd4jEngine().open(3)) {
        assertThat(tenSteps(solver, lagrangian, nd4j))
            .as("%s", lagrangian)
            .containsExactly(scalar, within(1e-4));
      }
    }
  }

  /** States and the change of the last step. */
  private static double[] tenSteps(Solver solver, Lagrangian lagrangian, Kernels kernels) {
    Dynamics dynamics = smooth(lagrangian, 0.05, kernels);
    double[] states = after(dynamics, descent(solver, dynamics), 10);
    return DoubleStream.concat(Arrays.stream(states), Arrays.stream(numbers(dynamics.change)))
        .toArray();
  }
}
