package org.basin.ham;

import org.basin.kernel.Algebra;
import org.basin.kernel.Elementary;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.LaneValues;
import org.basin.learn.LaneValues.Value;

/**
 * How the states of a recall go down its energy. With u(x) = field − x = −∂E/∂g, ρ = dt/τ and the
 * mask m, a step of all layers at once is
 *
 * <ul>
 *   <li>Euler's: {@code x' = x + ρ m u(x)};
 *   <li>Heun's, {@code x' = x + ρ m (u(x) + u(y))/2} with Euler's y: its error is O(dt³) (K. Heun:
 *       Neue Methoden zur approximativen Integration, 1900);
 *   <li>with momentum μ, {@code x' = x + ρ m u(x) + μ (x − x⁻)}, where x⁻ is the state before the
 *       last step: the heavy ball of B. Polyak (Some methods of speeding up the convergence of
 *       iteration methods, 1964);
 *   <li>Adam's, {@code x' = x + ρ m a/(√b + ε)} with running means a of u and b of u², ε = 1e-8 (D.
 *       Kingma, J. Ba: Adam, a method for stochastic optimization, 2015, algorithm 1).
 * </ul>
 *
 * <p>A unit that is held has its bits after every step. {@link Dynamics#change} is that of the
 * states before the step.
 */
sealed interface Descent {

  /** The descent of a recall. */
  static Descent of(HamSettings.Solver solver, Dynamics dynamics, LaneValues values) {
    return switch (solver) {
      case EULER -> new Euler(dynamics);
      case HEUN -> new Heun(dynamics);
      case MOMENTUM -> new Momentum(dynamics, values);
      case ADAM -> new Adam(dynamics, values);
    };
  }

  /** Gives a lane its trial. */
  default void start(int lane, double[] trial) {}

  /** A recall begins with the states as they are. */
  default void begin() {}

  /** One step of all layers. */
  void step();

  private static void clear(Kernels kernels, Plane[] planes) {
    for (Plane plane : planes) {
      kernels.fill(plane, 0);
    }
  }

  /** One field a step. */
  record Euler(Dynamics dynamics) implements Descent {

    @Override
    public void step() {
      dynamics.step();
    }
  }

  /** Two fields a step. */
  final class Heun implements Descent {

    private final Dynamics dynamics;
    private final Plane[] before;
    private final Plane unread;

    Heun(Dynamics dynamics) {
      this.dynamics = dynamics;
      before = dynamics.statePlanes();
      unread = dynamics.kernels.plane(1);
    }

    /** Two steps of Euler's, and half of the way back. */
    @Override
    public void step() {
      for (int k = 0; k < before.length; k++) {
        dynamics.kernels.copy(dynamics.neurons[k].x, before[k]);
      }
      dynamics.step();
      dynamics.look();
      for (int k = 0; k < before.length; k++) {
        Neurons one = dynamics.neurons[k];
        one.relax(one.x, unread);
        one.algebra.add(one.x, before[k], one.x, 1);
        one.algebra.scale(one.x, 0.5, one.x);
      }
    }
  }

  /** Euler's step, and a share of the way that the last one took. */
  final class Momentum implements Descent {

    private final Dynamics dynamics;
    private final Value share;
    private final Plane momentum;
    private final Plane[] before;
    private final Plane[] ways;

    Momentum(Dynamics dynamics, LaneValues values) {
      this.dynamics = dynamics;
      share = values.of(HamFamily.MOMENTUM);
      momentum = dynamics.kernels.plane(1);
      before = dynamics.statePlanes();
      ways = dynamics.statePlanes();
    }

    @Override
    public void start(int lane, double[] trial) {
      momentum.set(0, lane, share.in(trial));
    }

    @Override
    public void begin() {
      clear(dynamics.kernels, ways);
    }

    @Override
    public void step() {
      for (int k = 0; k < before.length; k++) {
        dynamics.kernels.copy(dynamics.neurons[k].x, before[k]);
      }
      dynamics.step();
      for (int k = 0; k < before.length; k++) {
        Neurons one = dynamics.neurons[k];
        one.algebra.multiply(ways[k], momentum, ways[k], ways[k].cells());
        one.algebra.add(one.x, ways[k], one.x, 1);
        one.algebra.subtract(one.x, before[k], ways[k], 1);
      }
    }
  }

  /**
   * A running mean is relaxed towards what it is the mean of, from 0, by 1 − β: {@code a += (1 − β)
   * (u − a)}. It starts too small by the running mean of ones, the paper's 1 − β^t, and is divided
   * by that. Means of units that are held stay at 0.
   */
  final class Adam implements Descent {

    private static final double EPSILON = 1e-8;

    private final Dynamics dynamics;
    private final Algebra algebra;
    private final Value meanDecay;
    private final Value squareDecay;

    /** 1 − β of both means. */
    private final Plane meanGain;

    private final Plane squareGain;

    /** Running means of ones. */
    private final Plane meanWeight;

    private final Plane squareWeight;
    private final Plane one;
    private final Plane unread;
    private final Plane[] means;
    private final Plane[] squares;
    private final Plane[] ways;

    Adam(Dynamics dynamics, LaneValues values) {
      this.dynamics = dynamics;
      Kernels kernels = dynamics.kernels;
      algebra = kernels.algebra();
      meanDecay = values.of(HamFamily.MEAN_DECAY);
      squareDecay = values.of(HamFamily.SQUARE_DECAY);
      meanGain = kernels.plane(1);
      squareGain = kernels.plane(1);
      meanWeight = kernels.plane(1);
      squareWeight = kernels.plane(1);
      one = kernels.plane(1);
      kernels.fill(one, 1);
      unread = kernels.plane(1);
      means = dynamics.statePlanes();
      squares = dynamics.statePlanes();
      ways = dynamics.statePlanes();
    }

    @Override
    public void start(int lane, double[] trial) {
      meanGain.set(0, lane, 1 - meanDecay.in(trial));
      squareGain.set(0, lane, 1 - squareDecay.in(trial));
    }

    @Override
    public void begin() {
      clear(dynamics.kernels, means);
      clear(dynamics.kernels, squares);
      dynamics.kernels.fill(meanWeight, 0);
      dynamics.kernels.fill(squareWeight, 0);
    }

    @Override
    public void step() {
      dynamics.look();
      dynamics.kernels.fill(dynamics.change, 0);
      algebra.relax(meanWeight, one, meanGain, one, unread);
      algebra.relax(squareWeight, one, squareGain, one, unread);
      for (int k = 0; k < ways.length; k++) {
        move(dynamics.neurons[k], means[k], squares[k], ways[k]);
      }
    }

    /**
     * @param way room: x moved by Euler's rule for the change, then u, u² and the step
     */
    private void move(Neurons layer, Plane mean, Plane square, Plane way) {
      dynamics.kernels.copy(layer.x, way);
      layer.relax(way, dynamics.change);
      algebra.subtract(layer.field, layer.x, way, 1);
      algebra.relax(mean, way, meanGain, layer.mask, unread);
      algebra.multiply(way, way, way, 1);
      algebra.relax(square, way, squareGain, layer.mask, unread);
      algebra.divide(square, squareWeight, way, way.cells());
      algebra.apply(Elementary.ROOT, way);
      algebra.shift(way, EPSILON, way);
      algebra.divide(mean, way, way, 1);
      algebra.divide(way, meanWeight, way, way.cells());
      algebra.multiply(way, layer.rate, way, way.cells());
      algebra.add(layer.x, way, layer.x, 1);
    }
  }
}
