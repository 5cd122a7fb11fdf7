package org.basin.kernel.nd4j;

import org.basin.kernel.Approximations;
import org.basin.kernel.Elementary;
import org.basin.kernel.Plane;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.comparison.CompareAndSet;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log1p;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * {@link Elementary} functions and powers on {@link Nd4jKernels}: ND4J's own, with the edges that
 * {@link Approximations} have: infinite beyond 87, NaN where a logarithm has no normal number, NaN
 * in place of an infinity that a function hides. Exponential, logarithm and softplus agree to 1e-6
 * relative, or absolute where they are less than 1; powers to 1e-6 (1 + |n ln z|) relative.
 */
final class Nd4jFunctions {

  private final Nd4jPlanes planes;

  Nd4jFunctions(Nd4jPlanes planes) {
    this.planes = planes;
  }

  void apply(Elementary f, Plane z) {
    INDArray zs = Nd4jPlane.of(z).change();
    switch (f) {
      case EXP -> {
        INDArray zeros = planes.zeros(zs, z.cells());
        exp(zs);
        zs.addi(zeros);
      }
      case LOG -> {
        Nd4jCalls.run(new CompareAndSet(zs, Double.NaN, Conditions.lessThan(Float.MIN_NORMAL)));
        Nd4jCalls.run(new Log(zs, zs));
      }
      case SOFTPLUS -> softplus(zs, z.cells());
      case ROOT -> Nd4jCalls.run(new Sqrt(zs, zs));
    }
  }

  /** ND4J's own overflows from 88 on. */
  private void softplus(INDArray zs, int cells) {
    INDArray zeros = planes.zeros(zs, cells);
    INDArray rest = planes.scratch(1, cells).overwrite();
    Nd4jCalls.run(new Abs(zs, rest));
    rest.muli(-1);
    Nd4jCalls.run(new Exp(rest, rest));
    Nd4jCalls.run(new Log1p(rest, rest));
    Nd4jCalls.run(new RectifiedLinear(zs, zs, 0));
    zs.addi(rest);
    zs.addi(zeros);
  }

  /** What is not positive is taken through as 1, whose every power is finite, and becomes 0. */
  void power(Plane z, Plane n, double offset) {
    INDArray zs = Nd4jPlane.of(z).change();
    INDArray exponents = planes.scratch(1, 1).overwrite();
    Nd4jPlane.of(n).read().addi((float) offset, exponents);
    INDArray positive = planes.scratch(2, z.cells()).overwrite();
    Nd4jCalls.run(new Step(zs, positive, Math.nextDown(Float.MIN_NORMAL)));
    Nd4jCalls.run(new CompareAndSet(zs, 1.0, Conditions.lessThan(Float.MIN_NORMAL)));
    INDArray zeros = planes.zeros(zs, z.cells());
    Nd4jCalls.run(new Log(zs, zs));
    Nd4jCalls.multiply(zs, exponents, zs);
    exp(zs);
    zs.addi(zeros);
    zs.muli(positive);
  }

  private static void exp(INDArray zs) {
    Nd4jCalls.run(
        new CompareAndSet(
            zs, Double.POSITIVE_INFINITY, Conditions.greaterThan(Approximations.LIMIT)));
    Nd4jCalls.run(new Exp(zs, zs));
  }
}
