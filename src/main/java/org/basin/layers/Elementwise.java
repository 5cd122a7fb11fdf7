package org.basin.layers;

import java.util.List;
import org.basin.formula.Formula;
import org.basin.kernel.Activation;
import org.basin.kernel.Kernels;
import org.basin.kernel.Operand;
import org.basin.kernel.Plane;
import org.basin.kernel.Program;

/** A function of each number by itself, and the way back through it. */
sealed interface Elementwise extends Layer {

  @Override
  default int units(int below) {
    return below;
  }

  /** {@code y = f(x)}. */
  void apply(Kernels kernels, Plane x, Plane y);

  /** {@code d = f′(x) d}, in place. */
  void back(Kernels kernels, Plane x, Plane y, Plane d);

  /** A function of the kernels whose value tells its slope. */
  record Smooth(Activation function) implements Elementwise {
    @Override
    public void apply(Kernels kernels, Plane x, Plane y) {
      kernels.copy(x, y);
      kernels.activate(function, y);
    }

    @Override
    public void back(Kernels kernels, Plane x, Plane y, Plane d) {
      kernels.through(function, y, d);
    }

    @Override
    public String toString() {
      return function.label();
    }
  }

  /**
   * Linear on either side of 0: a leaky rectifier, or 2x. The notebook's own leaky one has half the
   * slope below 0 that its derivative says, which is why the way back has a slope of its own.
   *
   * @param left slope below 0
   * @param right slope above 0
   * @param leftBack what the way back takes for the slope at 0 and below
   */
  record Hinge(String name, double left, double right, double leftBack) implements Elementwise {
    @Override
    public void apply(Kernels kernels, Plane x, Plane y) {
      kernels.copy(x, y);
      kernels.hinge(y, left, right);
    }

    @Override
    public void back(Kernels kernels, Plane x, Plane y, Plane d) {
      kernels.hingeBack(x, d, leftBack, right);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * The notebook's leaky rectifier as numpy runs it: {@code vectorize} takes the type of its first
   * result for all, so where the first input is positive every leak in the derivative is truncated
   * to a whole number. For one fact at a time, one number at a time; only reference vectors want
   * it.
   */
  record CastHinge(double leak) implements Elementwise {
    @Override
    public void apply(Kernels kernels, Plane x, Plane y) {
      kernels.copy(x, y);
      kernels.hinge(y, leak / 2, 1);
    }

    @Override
    public void back(Kernels kernels, Plane x, Plane y, Plane d) {
      for (int lane = 0; lane < kernels.lanes(); lane++) {
        double left = x.get(0, lane) > 0 ? (int) leak : leak;
        for (int cell = 0; cell < x.cells(); cell++) {
          d.set(cell, lane, d.get(cell, lane) * (x.get(cell, lane) > 0 ? 1 : left));
        }
      }
    }

    @Override
    public String toString() {
      return "leaky-as-is-in-numpy " + leak;
    }
  }

  /** A formula of x, which engines run as a program; its slope is derived from it. */
  final class Written implements Elementwise {
    private final Formula formula;
    private final Program value;
    private final Program back;

    Written(Formula formula) {
      this.formula = formula;
      value = formula.guarded();
      back = formula.back();
    }

    @Override
    public void apply(Kernels kernels, Plane x, Plane y) {
      kernels.evaluate(value, List.of(Operand.of(x)), y);
    }

    @Override
    public void back(Kernels kernels, Plane x, Plane y, Plane d) {
      kernels.evaluate(back, List.of(Operand.of(x), Operand.of(d)), d);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Written that && formula.equals(that.formula);
    }

    @Override
    public int hashCode() {
      return formula.hashCode();
    }

    @Override
    public String toString() {
      return "map " + formula;
    }
  }

  /** {@code x²/2}. */
  record HalfSquare() implements Elementwise {
    @Override
    public void apply(Kernels kernels, Plane x, Plane y) {
      kernels.copy(x, y);
      kernels.multiply(y, x);
      kernels.hinge(y, 0.5, 0.5);
    }

    @Override
    public void back(Kernels kernels, Plane x, Plane y, Plane d) {
      kernels.multiply(d, x);
    }

    @Override
    public String toString() {
      return "half-square";
    }
  }
}
