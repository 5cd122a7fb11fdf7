package org.basin.ham;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.nd4j.Nd4jEngine;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Theorems about random hypergraphs. */
final class DynamicsTest {

  private static final List<Lagrangian> NORMALISING =
      List.of(Lagrangian.SOFTMAX, Lagrangian.LAYERNORM, Lagrangian.SPHERICAL_NORM);

  private static final List<List<Integer>> SHAPES =
      List.of(List.of(1), List.of(5), List.of(17), List.of(2, 8));

  private static final Kernels DOUBLES = new ScalarKernels(Precision.DOUBLE, 1);

  /** Layers of random Lagrangians; dense synapses of one to three places, layers twice in one. */
  static Hypergraph random(Random random) {
    List<NeuronLayer> layers = new ArrayList<>();
    for (int k = 0; k < 2 + random.nextInt(3); k++) {
      Lagrangian[] all = Lagrangian.values();
      List<Integer> shape =
          random.nextBoolean()
              ? List.of(1 + random.nextInt(5))
              : List.of(1 + random.nextInt(3), 1 + random.nextInt(3));
      layers.add(new NeuronLayer("l" + k, all[random.nextInt(all.length)], shape));
    }
    List<Synapse> synapses = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    for (int c = 0; c < 1 + random.nextInt(4); c++) {
      List<Integer> joined = random.ints(1 + random.nextInt(4), 0, layers.size()).boxed().toList();
      synapses.add(new Dense(joined.stream().map(k -> layers.get(k).units()).toList()));
      connections.add(new Connection(c, joined));
    }
    return new Hypergraph(layers, synapses, connections);
  }

  static Dynamics moved(Hypergraph graph, int samples, Kernels kernels, Random random) {
    Dynamics dynamics = new Dynamics(graph, samples, kernels);
    for (SynapseWeights weights : dynamics.weights) {
      fill(weights.plane(), random, 0.3);
    }
    for (Neurons one : dynamics.neurons) {
      fill(one.x, random, 1);
      one.power.setAll(0, 2 + random.nextInt(2));
      one.beta.setAll(0, 0.5 + random.nextDouble());
      // small for a norm near its pole, too, where the activation has a slope of 300
      one.rate.setAll(0, 1e-3 * (0.5 + random.nextDouble()));
    }
    return dynamics;
  }

  static void fill(Plane plane, Random random, double scale) {
    for (int cell = 0; cell < plane.cells(); cell++) {
      plane.setAll(cell, scale * random.nextGaussian());
    }
  }

  static double[] energies(Dynamics dynamics) {
    Plane energy = dynamics.kernels.plane(dynamics.samples);
    dynamics.activate();
    dynamics.energy(energy, dynamics.kernels.plane(dynamics.samples));
    return IntStream.range(0, dynamics.samples).mapToDouble(r -> energy.get(r, 0)).toArray();
  }

  /**
   * Some of these energies have no lower bound: their states run away, and dt is not small for them
   * any more. Units of one row of a softmax or a norm act on one another's activations, so there
   * the theorem holds only for rows that are clamped whole.
   */
  @Test
  void theEnergyNeverRisesWhileDtIsSmallClampedOrNot() {
    int checked = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Dynamics dynamics = moved(random(random), 2, DOUBLES, random);
      for (Neurons one : dynamics.neurons) {
        boolean rows = NORMALISING.contains(one.layer.lagrangian());
        for (int cell = 0; cell < one.mask.cells(); cell++) {
          boolean drawn = !rows || cell % one.width == 0;
          double free = random.nextInt(4) == 0 ? 0 : 1;
          one.mask.setAll(cell, drawn ? free : one.mask.get(cell - 1, 0));
        }
      }
      double[] before = energies(dynamics);
      for (int step = 0; step < 60 && largest(dynamics) < 5; step++) {
        checked++;
        dynamics.step();
        double[] after = energies(dynamics);
        for (int r = 0; r < 2; r++) {
          assertThat(after[r])
              .as("seed %s step %s %s", seed, step, dynamics.graph)
              .isLessThanOrEqualTo(before[r] + 1e-10 * Math.max(1, Math.abs(before[r])));
        }
        before = after;
      }
    }
    assertThat(checked).isGreaterThan(2000);
  }

  static double largest(Dynamics dynamics) {
    double largest = 0;
    for (Neurons one : dynamics.neurons) {
      for (int cell = 0; cell < one.x.cells(); cell++) {
        largest = Math.max(largest, Math.abs(one.x.get(cell, 0)));
      }
    }
    return largest;
  }

  /** The chain rule: dE/dx = (∂²L/∂x²) ∂E/∂g, by finite differences of the whole energy. */
  @Test
  void theFieldIsTheStateMinusTheGradientOfTheEnergyByTheActivation() {
    double h = 1e-6;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      Dynamics dynamics = moved(random(random), 1, DOUBLES, random);
      dynamics.activate();
      dynamics.pull();
      for (int k = 0; k < dynamics.neurons.length; k++) {
        Neurons n = dynamics.neurons[k];
        dynamics.activate();
        Plane gradient = DOUBLES.plane(n.units);
        n.algebra.subtract(n.x, n.field, gradient, 1);
        n.layer.lagrangian().law().curve(n, gradient);
        for (int i = 0; i < n.units; i++) {
          double x = n.x.get(i, 0);
          if (Math.abs(x) < 1e-3) {
            continue; // the kink of the rectified ones
          }
          n.x.set(i, 0, x + h);
          double above = energies(dynamics)[0];
          n.x.set(i, 0, x - h);
          double below = energies(dynamics)[0];
          n.x.set(i, 0, x);
          double slope = (above - below) / (2 * h);
          assertThat(gradient.get(i, 0))
              .as("seed %s layer %s unit %s %s", seed, k, i, dynamics.graph)
              .isCloseTo(slope, within(2e-5 * Math.max(1, Math.abs(slope))));
        }
      }
    }
  }

  @Test
  void clampedUnitsNeverMove() {
    for (Kernels kernels :
        List.of(
            DOUBLES,
            new ScalarEngine().open(2),
            new VectorEngine().open(64),
            new Nd4jEngine().open(3))) {
      Random random = new Random(3);
      Dynamics dynamics = moved(random(random), 3, kernels, random);
      Plane mask = dynamics.neurons[1].mask;
      double[] start = new double[mask.cells()];
      for (int cell = 0; cell < mask.cells(); cell++) {
        mask.setAll(cell, cell % 2);
        start[cell] = dynamics.neurons[1].x.get(cell, 0);
      }
      for (int step = 0; step < 30; step++) {
        dynamics.step();
      }
      for (int cell = 0; cell < mask.cells(); cell++) {
        double now = dynamics.neurons[1].x.get(cell, kernels.lanes() - 1);
        assertThat(now == start[cell]).as("cell %s", cell).isEqualTo(cell % 2 == 0);
      }
    }
  }

  @Test
  void samplesAreMovedEachByItself() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Hypergraph graph = random(random);
      Dynamics together = moved(graph, 3, DOUBLES, new Random(seed));
      Dynamics alone = moved(graph, 1, DOUBLES, new Random(seed));
      for (int k = 0; k < alone.neurons.length; k++) {
        copyParameters(together.neurons[k], alone.neurons[k]);
        for (int i = 0; i < alone.neurons[k].units; i++) {
          alone.neurons[k].x.set(i, 0, together.neurons[k].x.get(alone.neurons[k].units + i, 0));
        }
      }
      for (int step = 0; step < 5; step++) {
        together.step();
        alone.step();
      }
      for (int k = 0; k < alone.neurons.length; k++) {
        for (int i = 0; i < alone.neurons[k].units; i++) {
          assertThat(alone.neurons[k].x.get(i, 0))
              .isEqualTo(together.neurons[k].x.get(alone.neurons[k].units + i, 0));
        }
      }
    }
  }

  private static void copyParameters(Neurons from, Neurons to) {
    DOUBLES.copy(from.power, to.power);
    DOUBLES.copy(from.beta, to.beta);
    DOUBLES.copy(from.rate, to.rate);
  }

  @ParameterizedTest
  @EnumSource(Lagrangian.class)
  void vectorEqualsScalarBitForBit(Lagrangian lagrangian) {
    for (List<Integer> shape : SHAPES) {
      for (int samples : new int[] {1, 4, 5}) {
        Hypergraph graph = joined(lagrangian, shape);
        assertThat(statesAndEnergies(graph, samples, new VectorEngine().open(64)))
            .isEqualTo(statesAndEnergies(graph, samples, new ScalarEngine().open(64)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Lagrangian.class)
  void nd4jIsNearScalar(Lagrangian lagrangian) {
    for (List<Integer> shape : SHAPES) {
      for (int samples : new int[] {1, 4, 5}) {
        Hypergraph graph = joined(lagrangian, shape);
        try (Kernels nd4j = new Nd4jEngine().open(3)) {
          double[] near = statesAndEnergies(graph, samples, nd4j);
          double[] scalar = statesAndEnergies(graph, samples, new ScalarEngine().open(3));
          for (int i = 0; i < scalar.length; i++) {
            assertThat(near[i])
                .as("%s of %s", i, graph)
                .isCloseTo(scalar[i], within(2e-5 * Math.max(1, Math.abs(scalar[i]))));
          }
        }
      }
    }
  }

  /** A layer joined to one of tanh, which has a bias. */
  static Hypergraph joined(Lagrangian lagrangian, List<Integer> shape) {
    NeuronLayer layer = new NeuronLayer("a", lagrangian, shape);
    return new Hypergraph(
        List.of(layer, new NeuronLayer("b", Lagrangian.TANH, List.of(3))),
        List.of(new Dense(List.of(layer.units(), 3)), new Dense(List.of(3))),
        List.of(new Connection(0, List.of(0, 1)), new Connection(1, List.of(1))));
  }

  /** Of the first layer and the last lane after three steps. */
  private static double[] statesAndEnergies(Hypergraph graph, int samples, Kernels kernels) {
    Dynamics dynamics = moved(graph, samples, kernels, new Random(samples));
    for (int step = 0; step < 3; step++) {
      dynamics.step();
    }
    double[] energies = energies(dynamics);
    Plane x = dynamics.neurons[0].x;
    double[] all = new double[x.cells() + samples];
    for (int cell = 0; cell < x.cells(); cell++) {
      all[cell] = x.get(cell, kernels.lanes() - 1);
    }
    System.arraycopy(energies, 0, all, x.cells(), samples);
    return all;
  }

  @Test
  void linksOfAConvolutionAreCountedWithoutMakingThem() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      int side = 1 + random.nextInt(5);
      Convolution convolution =
          new Convolution(
              side + random.nextInt(9),
              side + random.nextInt(9),
              1 + random.nextInt(3),
              side,
              1 + random.nextInt(3),
              1 + random.nextInt(4),
              random.nextInt(side));
      assertThat(convolution.count())
          .as(convolution.toString())
          .isEqualTo(convolution.links().weight().length);
    }
  }

  @Test
  void aConvolutionIsItsDenseEquivalent() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      int side = 1 + random.nextInt(3);
      Convolution convolution =
          new Convolution(
              side + random.nextInt(4),
              side + random.nextInt(4),
              1 + random.nextInt(2),
              side,
              1 + random.nextInt(3),
              1 + random.nextInt(2),
              random.nextInt(side));
      NeuronLayer image =
          new NeuronLayer(
              "image",
              Lagrangian.TANH,
              List.of(convolution.height(), convolution.width(), convolution.channels()));
      NeuronLayer features =
          new NeuronLayer(
              "features",
              Lagrangian.SIGMOID,
              List.of(convolution.rows(), convolution.columns(), convolution.features()));
      List<Connection> joined = List.of(new Connection(0, List.of(0, 1)));
      Dynamics moving =
          new Dynamics(
              new Hypergraph(List.of(image, features), List.of(convolution), joined), 2, DOUBLES);
      Dynamics dense =
          new Dynamics(
              new Hypergraph(
                  List.of(image, features), List.of(new Dense(convolution.places())), joined),
              2,
              DOUBLES);
      fill(moving.weights[0].plane(), random, 1);
      fill(moving.neurons[0].x, random, 1);
      fill(moving.neurons[1].x, random, 1);
      DOUBLES.copy(moving.neurons[0].x, dense.neurons[0].x);
      DOUBLES.copy(moving.neurons[1].x, dense.neurons[1].x);
      spread(convolution, moving.weights[0].plane(), dense.weights[0].plane());
      for (Dynamics one : List.of(moving, dense)) {
        for (Neurons neurons : one.neurons) {
          neurons.rate.setAll(0, 0.1);
        }
        one.step();
        one.step();
      }
      assertThat(energies(moving)).containsExactly(energies(dense), within(1e-9));
      for (int k = 0; k < 2; k++) {
        for (int cell = 0; cell < moving.neurons[k].x.cells(); cell++) {
          assertThat(moving.neurons[k].x.get(cell, 0))
              .as("seed %s %s layer %s cell %s", seed, convolution, k, cell)
              .isCloseTo(dense.neurons[k].x.get(cell, 0), within(1e-12));
        }
      }
    }
  }

  /** The definition, written out: every output cell, every cell of the filter. */
  private static void spread(Convolution c, Plane filter, Plane dense) {
    int outputs = c.rows() * c.columns() * c.features();
    for (int y = 0; y < c.rows(); y++) {
      for (int x = 0; x < c.columns(); x++) {
        for (int f = 0; f < c.features(); f++) {
          for (int i = 0; i < c.side(); i++) {
            for (int j = 0; j < c.side(); j++) {
              for (int k = 0; k < c.channels(); k++) {
                int row = y * c.stride() + i - c.padding();
                int column = x * c.stride() + j - c.padding();
                if (row >= 0 && row < c.height() && column >= 0 && column < c.width()) {
                  int input = (row * c.width() + column) * c.channels() + k;
                  int output = (y * c.columns() + x) * c.features() + f;
                  int weight = ((i * c.side() + j) * c.channels() + k) * c.features() + f;
                  dense.setAll(input * outputs + output, filter.get(weight, 0));
                }
              }
            }
          }
        }
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    NeuronLayer three = new NeuronLayer("a", Lagrangian.TANH, List.of(3));
    Dense dense = new Dense(List.of(3, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Hypergraph(
                    List.of(three), List.of(dense), List.of(new Connection(0, List.of(0, 0)))))
        .withMessage(
            "a synapse must fit the layers that it connects, got a synapse for [3, 4] units and"
                + " layers of [3, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Convolution(2, 2, 1, 3, 1, 1, 0))
        .withMessageEndingWith("got image 2 x 2 x 1, side 3, features 1, stride 1, padding 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeuronLayer("a", Lagrangian.TANH, List.of()))
        .withMessageEndingWith("got layer a of shape []");
  }

  @Test
  void oneStoredPatternComesBackExactlyFromHalfOfIt() {
    for (Lagrangian memory : List.of(Lagrangian.REPU, Lagrangian.EXP, Lagrangian.SOFTMAX)) {
      Hypergraph graph =
          new Hypergraph(
              List.of(
                  new NeuronLayer("v", Lagrangian.TANH, List.of(17)),
                  new NeuronLayer("m", memory, List.of(1))),
              List.of(new Dense(List.of(17, 1))),
              List.of(new Connection(0, List.of(0, 1))));
      HamReplay ham = new HamReplay(graph, 1, new VectorEngine().open(64));
      double[] pattern = new Random(5).ints(17, 0, 2).mapToDouble(bit -> 2 * bit - 1).toArray();
      double[] cue = pattern.clone();
      Arrays.fill(cue, 8, 17, 0);
      ham.setWeights(0, pattern);
      ham.setStates(0, cue);
      ham.setRate(0, 0.2);
      ham.setRate(1, 0.2);
      for (int step = 0; step < 100; step++) {
        ham.step();
      }
      double[] signs = Arrays.stream(ham.states(0)).map(Math::signum).toArray();
      assertThat(signs).isEqualTo(pattern);
    }
  }
}
