package org.basin.kernel.nd4j;

import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Assign;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.DivOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The calls of ND4J that operations are made of. Each moves all lanes, into an array that is there
 * already; an axis of one is repeated along the other operand's.
 */
final class Nd4jCalls {

  /** No factor transposed, the first one, the second one. */
  static final MMulTranspose PLAIN = MMulTranspose.allFalse();

  static final MMulTranspose FIRST =
      MMulTranspose.builder().transposeA(true).transposeB(false).transposeResult(false).build();
  static final MMulTranspose SECOND =
      MMulTranspose.builder().transposeA(false).transposeB(true).transposeResult(false).build();

  private Nd4jCalls() {}

  /** {@code z += a b}, matrix by matrix. */
  static void addProduct(INDArray a, INDArray b, INDArray z, MMulTranspose transpose) {
    Nd4j.exec(new Mmul(a, b, z, 1, 1, transpose));
  }

  static void broadcast(INDArray from, INDArray to) {
    Nd4j.exec(new Assign(new INDArray[] {to, from}, new INDArray[] {to}));
  }

  static void add(INDArray a, INDArray b, INDArray z) {
    Nd4j.exec(new AddOp(new INDArray[] {a, b}, new INDArray[] {z}));
  }

  static void subtract(INDArray a, INDArray b, INDArray z) {
    Nd4j.exec(new SubOp(new INDArray[] {a, b}, new INDArray[] {z}));
  }

  static void multiply(INDArray a, INDArray b, INDArray z) {
    Nd4j.exec(new MulOp(new INDArray[] {a, b}, new INDArray[] {z}));
  }

  static void divide(INDArray a, INDArray b, INDArray z) {
    Nd4j.exec(new DivOp(new INDArray[] {a, b}, new INDArray[] {z}));
  }

  /** The greater of two numbers, which are not NaN. */
  static void greater(INDArray a, INDArray b, INDArray z) {
    Nd4j.exec(new Max(a, b, z));
  }

  static void clip(INDArray z, double min, double max) {
    Nd4j.exec(
        DynamicCustomOp.builder("clipbyvalue")
            .addInputs(z)
            .addOutputs(z)
            .addFloatingPointArguments(min, max)
            .build());
  }

  /** Rows of a matrix by their numbers. */
  static void gather(INDArray from, INDArray rows, INDArray z) {
    Nd4j.exec(
        DynamicCustomOp.builder("gather")
            .addInputs(from, rows)
            .addOutputs(z)
            .addIntegerArguments(0)
            .build());
  }

  /** Sums along one axis, which the result has at length 1. */
  static void sum(INDArray a, INDArray z, int axis) {
    run(new Sum(a, z, true, axis));
  }

  static void run(Op op) {
    Nd4j.getExecutioner().exec(op);
  }
}
