package org.basin.kernel.nd4j;

import org.basin.kernel.Activation;
import org.basin.kernel.Plane;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.same.Max;
import org.nd4j.linalg.api.ops.impl.reduce.same.Min;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/** Functions of a layer's states on {@link Nd4jKernels}. */
final class Nd4jActivations {

  private final Nd4jPlanes planes;

  Nd4jActivations(Nd4jPlanes planes) {
    this.planes = planes;
  }

  void activate(Activation f, Plane z) {
    INDArray zs = Nd4jPlane.of(z).change();
    switch (f) {
      case SIGMOID -> {
        INDArray zeros = planes.zeros(zs, z.cells());
        Nd4jCalls.run(new Sigmoid(zs, zs));
        zs.addi(zeros);
      }
      case TANH -> {
        INDArray zeros = planes.zeros(zs, z.cells());
        Nd4jCalls.run(new Tanh(zs, zs));
        zs.addi(zeros);
      }
      case RELU -> Nd4jCalls.run(new RectifiedLinear(zs, zs, 0));
      case HARD_SIGMOID -> Nd4jCalls.clip(zs, 0, 1);
      case IDENTITY -> {}
    }
  }

  void normalize(Plane h, int rows, int units) {
    Nd4jPlane.of(h).change();
    INDArray hs = Nd4jPlane.of(h).matrices(rows, units);
    INDArray least = planes.scratch(1, units).matrices(1, units);
    INDArray scale = planes.scratch(2, units).matrices(1, units);
    INDArray mean = planes.scratch(3, units).matrices(1, units);
    Nd4jCalls.run(new Min(hs, least, true, 1));
    Nd4jCalls.run(new Max(hs, scale, true, 1));
    Nd4jCalls.sum(hs, mean, 1);
    mean.muli(1f / rows);
    scale.subi(least).addi(1e-5f).rdivi(1);
    Nd4jCalls.subtract(hs, least, hs);
    Nd4jCalls.multiply(hs, scale, hs);
    Nd4jCalls.subtract(hs, mean, hs);
  }

  void through(Activation f, Plane y, Plane d) {
    INDArray ys = Nd4jPlane.of(y).read();
    INDArray ds = Nd4jPlane.of(d).change();
    INDArray slope = planes.scratch(0, y.cells()).overwrite();
    switch (f) {
      case SIGMOID -> {
        ys.rsubi(1, slope);
        slope.muli(ys);
        ds.muli(slope);
      }
      case TANH -> {
        ys.muli(ys, slope);
        slope.rsubi(1);
        ds.muli(slope);
      }
      case RELU -> hingeBack(y, d, 0, 1);
      case IDENTITY -> {}
      case HARD_SIGMOID -> throw f.valueHidesSlope();
    }
  }

  void hingeBack(Plane x, Plane d, double left, double right) {
    INDArray factor = planes.scratch(0, x.cells()).overwrite();
    Nd4jCalls.run(new Step(Nd4jPlane.of(x).read(), factor, 0));
    factor.muli((float) right - (float) left).addi((float) left);
    Nd4jPlane.of(d).change().muli(factor);
  }

  void slope(Activation f, Plane z) {
    INDArray zs = Nd4jPlane.of(z).change();
    INDArray other = planes.scratch(0, z.cells()).overwrite();
    switch (f) {
      case SIGMOID -> {
        activate(f, z);
        zs.rsubi(1, other);
        zs.muli(other);
      }
      case TANH -> {
        activate(f, z);
        zs.muli(zs, other);
        other.rsubi(1, zs);
      }
      case RELU -> Nd4jCalls.run(new Step(zs, zs, 0));
      case HARD_SIGMOID -> {
        Nd4jCalls.run(new Step(zs, other, 1));
        Nd4jCalls.run(new Step(zs, zs, Math.nextDown(0f)));
        zs.subi(other);
      }
      case IDENTITY -> zs.assign(1);
    }
  }
}
