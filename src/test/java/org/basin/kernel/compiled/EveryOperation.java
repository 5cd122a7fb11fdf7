package org.basin.kernel.compiled;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.basin.kernel.Activation;
import org.basin.kernel.Algebra;
import org.basin.kernel.Elementary;
import org.basin.kernel.Kernels;
import org.basin.kernel.Links;
import org.basin.kernel.Operand;
import org.basin.kernel.Plane;
import org.basin.kernel.Program;

/** All operations of kernels, on numbers of a seed, and all that comes of them. */
final class EveryOperation {

  private static final float[] ODD = {
    0f,
    -0f,
    1f,
    -1f,
    1e-30f,
    -1e-30f,
    1e-42f,
    1e30f,
    -1e30f,
    Float.MIN_VALUE,
    10f,
    88f,
    -88f,
    200f,
    -200f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  private final Kernels kernels;
  private final Random random;

  /** One number in so many is an odd one; none with 0. */
  private final int odd;

  private final List<Plane> planes = new ArrayList<>();

  private EveryOperation(Kernels kernels, long seed, int odd) {
    this.kernels = pausing(kernels);
    this.odd = odd;
    random = new Random(seed);
  }

  /** The same kernels, which pause after each operation: so that each is a function of its own. */
  private static Kernels pausing(Kernels kernels) {
    return (Kernels)
        Proxy.newProxyInstance(
            EveryOperation.class.getClassLoader(),
            new Class<?>[] {Kernels.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(kernels, arguments);
              kernels.pause();
              return result;
            });
  }

  /** What all planes hold at the end, as bits; NaN is one number. */
  static List<int[]> of(Kernels kernels, int rows, int in, int out, int above, int odd) {
    long seed = ((rows * 31L + in) * 31 + out) * 31 + above;
    EveryOperation all = new EveryOperation(kernels, seed, odd);
    all.sums(rows, in, out, above);
    all.elementwise(rows * out);
    all.measures(rows, out);
    all.learning(rows, in, out);
    all.algebra(rows, in, out, above);
    if (rows == out) {
      all.formulas(rows * out);
    }
    return all.planes.stream().map(EveryOperation::bits).toList();
  }

  private static int[] bits(Plane plane) {
    int[] bits = new int[plane.cells() * plane.lanes()];
    for (int cell = 0; cell < plane.cells(); cell++) {
      for (int lane = 0; lane < plane.lanes(); lane++) {
        bits[cell * plane.lanes() + lane] = Float.floatToIntBits((float) plane.get(cell, lane));
      }
    }
    return bits;
  }

  private Plane plane(int cells) {
    Plane plane = kernels.plane(cells);
    for (int cell = 0; cell < cells; cell++) {
      for (int lane = 0; lane < plane.lanes(); lane++) {
        boolean strange = odd > 0 && random.nextInt(odd) == 0;
        double number = strange ? ODD[random.nextInt(ODD.length)] : 3 * random.nextGaussian();
        plane.set(cell, lane, number);
      }
    }
    planes.add(plane);
    return plane;
  }

  private Plane labels(int rows, int units) {
    Plane plane = kernels.plane(rows * units);
    for (int r = 0; r < rows; r++) {
      for (int lane = 0; lane < plane.lanes(); lane++) {
        plane.set(r * units + random.nextInt(units), lane, 1);
      }
    }
    return plane;
  }

  private void sums(int rows, int in, int out, int above) {
    Plane x = plane(rows * in);
    Plane w = plane(in * out);
    Plane b = plane(out);
    Plane y = plane(rows * above);
    Plane v = plane(out * above);
    Plane z = plane(rows * out);
    Plane between = plane(rows * out);
    Plane back = plane(rows * out);
    kernels.feed(x, w, b, z, rows, in, out);
    kernels.feedBetween(x, w, y, v, b, between, rows, in, out, above);
    kernels.feedBack(z, y, v, back, rows, out, above);
    Plane alone = plane(rows * out);
    kernels.feed(x, w, b, alone, rows, 0, out);
    Plane normal = plane(rows * out);
    kernels.normalize(normal, rows, out);
    kernels.normalize(between, rows, out);
  }

  private void elementwise(int cells) {
    for (Activation f : Activation.values()) {
      Plane z = plane(cells);
      Plane slope = plane(cells);
      Plane d = plane(cells);
      kernels.activate(f, z);
      kernels.slope(f, slope);
      if (f != Activation.HARD_SIGMOID) {
        kernels.through(f, z, d);
      }
    }
    Plane a = plane(cells);
    Plane b = plane(cells);
    Plane c = plane(cells);
    Plane one = plane(1);
    kernels.hinge(a, -0.5, 2);
    kernels.hingeBack(b, c, 0.1, 1);
    kernels.multiply(a, b);
    kernels.multiply(b, b);
    kernels.subtract(a, c, c);
    kernels.subtract(c, b, a);
    kernels.nudge(a, b, one);
    kernels.nudge(a, c, b, one);
    Plane filled = plane(cells);
    kernels.fill(filled, 0.3);
    Plane copy = plane(cells);
    kernels.copy(a, copy);
    Plane taken = plane(cells);
    taken.take(cells - 1, a, 0);
  }

  private void measures(int rows, int units) {
    Plane o = plane(rows * units);
    Plane t = units > 1 ? labels(rows, units) : plane(rows);
    Plane distance = plane(1);
    Plane fraction = plane(1);
    Plane sum = plane(1);
    Plane change = plane(1);
    Plane probe = plane(1);
    kernels.squaredDistance(o, t, distance, rows);
    if (units > 1) {
      kernels.errors(o, t, 1e-3, fraction, rows, units);
    }
    kernels.addProducts(o, t, sum);
    kernels.fill(change, 0);
    kernels.largestChange(o, t, change);
    kernels.fill(probe, 0);
    kernels.probe(o, probe);
  }

  private void learning(int rows, int in, int out) {
    Plane w = plane(in * out);
    Plane b = plane(out);
    Plane x = plane(rows * in);
    Plane from = plane(rows * out);
    Plane to = plane(rows * out);
    Plane step = plane(1);
    Plane biasStep = plane(1);
    // as often as a loop has it
    for (int i = 0; i < 3; i++) {
      kernels.hebbian(w, b, x, from, to, step, biasStep, rows, in, out);
      kernels.feed(x, w, b, to, rows, in, out);
    }
    Plane velocity = plane(in * out);
    Plane gradient = plane(in * out);
    Plane momentum = plane(1);
    Plane decay = plane(1);
    kernels.descend(w, velocity, gradient, step, momentum, decay);
    kernels.descend(w, velocity, gradient, step, momentum, decay);
  }

  private void algebra(int rows, int in, int out, int rest) {
    Algebra algebra = kernels.algebra();
    Plane x = plane(rows * out);
    Plane y = plane(rows);
    Plane z = plane(rows * out);
    Plane one = plane(1);
    algebra.add(x, y, z, out);
    algebra.subtract(z, x, z, 1);
    algebra.multiply(x, one, x, rows * out);
    algebra.divide(x, y, z, out);
    algebra.scale(x, 0.3, z);
    algebra.shift(z, -1e-3, z);
    kernels.pause();
    for (Elementary f : Elementary.values()) {
      algebra.apply(f, plane(rows * out));
    }
    algebra.power(x, one, -1);
    kernels.pause();
    algebra.sum(z, y, out);
    algebra.greatest(x, y, out);
    algebra.dot(x, z, plane(rows), out);
    kernels.pause();
    algebra.contract(
        plane(out * in * rest), 1, plane(rows * in), plane(rows * out * rest), rows, out, in, rest);
    algebra.contract(
        plane(rows * out * in), rows, plane(rows * in), plane(rows * out), rows, out, in, 1);
    algebra.outer(plane(rows * in), x, plane(in * out), rows, in, out);
    kernels.pause();
    Links links = new Links(new int[] {0, 1, 1, 3}, new int[] {0, 1, 0}, new int[] {1, 0, 1}, 2);
    algebra.link(plane(2), plane(rows * 2), plane(rows * 3), rows, links);
    Plane mask = kernels.plane(rows * out);
    for (int cell = 0; cell < mask.cells(); cell += 2) {
      mask.setAll(cell, 1);
    }
    algebra.relax(x, z, one, mask, plane(1));
  }

  /** Every operation of a formula. */
  private void formulas(int cells) {
    Plane x = plane(cells);
    Plane y = plane(cells);
    Plane z = plane(cells);
    for (Program.Operation operation : Program.Operation.values()) {
      Plane out = plane(cells);
      Program program =
          new Program(3, List.of(), List.of(new Program.Step(operation, 0, 1, 2, 3)), 4, 3);
      kernels.evaluate(program, List.of(Operand.of(x), Operand.of(y), Operand.of(z)), out);
    }
    int[] mixed = new int[cells];
    Arrays.setAll(mixed, cell -> cell * cell % cells);
    int[] repeated = new int[cells];
    Arrays.fill(repeated, cells / 2);
    Plane out = plane(cells);
    Program program =
        new Program(
            2, List.of(0.7), List.of(new Program.Step(Program.Operation.ADD, 0, 2, 0, 3)), 4, 3);
    kernels.evaluate(program, List.of(new Operand(x, mixed), new Operand(y, repeated)), out);
    kernels.evaluate(program, List.of(Operand.of(x), new Operand(y, repeated)), x);
  }
}
