package org.basin.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Algebra;
import org.basin.kernel.Elementary;
import org.basin.kernel.Links;
import org.basin.kernel.Plane;

/** {@link Algebra} across lanes, in single precision. */
final class VectorAlgebra implements Algebra {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();
  private static final int LANES = Plane.LANES;

  @Override
  public void add(Plane x, Plane y, Plane out, int width) {
    VectorRows.add(values(x), values(y), values(out), width);
  }

  @Override
  public void subtract(Plane x, Plane y, Plane out, int width) {
    VectorRows.subtract(values(x), values(y), values(out), width);
  }

  @Override
  public void multiply(Plane x, Plane y, Plane out, int width) {
    VectorRows.multiply(values(x), values(y), values(out), width);
  }

  @Override
  public void divide(Plane x, Plane y, Plane out, int width) {
    VectorRows.divide(values(x), values(y), values(out), width);
  }

  @Override
  public void scale(Plane x, double factor, Plane out) {
    VectorRows.scale(values(x), (float) factor, values(out));
  }

  @Override
  public void shift(Plane x, double term, Plane out) {
    VectorRows.shift(values(x), (float) term, values(out));
  }

  @Override
  public void apply(Elementary f, Plane z) {
    switch (f) {
      case EXP -> VectorElementary.exp(values(z));
      case LOG -> VectorElementary.log(values(z));
      case SOFTPLUS -> VectorElementary.softplus(values(z));
      case ROOT -> VectorElementary.root(values(z));
    }
  }

  @Override
  public void power(Plane z, Plane n, double offset) {
    VectorElementary.power(values(z), values(n), (float) offset);
  }

  @Override
  public void sum(Plane x, Plane out, int width) {
    VectorRows.sum(values(x), values(out), width);
  }

  @Override
  public void greatest(Plane x, Plane out, int width) {
    VectorRows.greatest(values(x), values(out), width);
  }

  @Override
  public void dot(Plane x, Plane y, Plane out, int width) {
    VectorRows.dot(values(x), values(y), values(out), width);
  }

  @Override
  public void contract(
      Plane t, int tRows, Plane g, Plane out, int rows, int outer, int inner, int rest) {
    int block = inner * rest * LANES;
    int shared = tRows == 1 ? rows & ~3 : 0;
    for (int lane = 0; lane < LANES; lane += 4 * STEP) {
      for (int a = 0; a < outer; a++) {
        for (int b = 0; b < rest; b++) {
          int first = a * block + b * LANES + lane;
          for (int r = 0; r < shared; r += 4) {
            VectorContraction.fourRows(
                values(t),
                first,
                rest * LANES,
                values(g),
                r * inner * LANES + lane,
                inner * LANES,
                values(out),
                ((r * outer + a) * rest + b) * LANES + lane,
                outer * rest * LANES,
                inner);
          }
          for (int r = shared; r < rows; r++) {
            VectorContraction.row(
                values(t),
                first + (tRows == 1 ? 0 : r * outer * block),
                rest * LANES,
                values(g),
                r * inner * LANES + lane,
                LANES,
                values(out),
                ((r * outer + a) * rest + b) * LANES + lane,
                inner);
          }
        }
      }
    }
  }

  @Override
  public void link(Plane w, Plane x, Plane out, int rows, Links links) {
    int[] first = links.first();
    for (int lane = 0; lane < LANES; lane += 4 * STEP) {
      for (int r = 0; r < rows; r++) {
        for (int o = 0; o < links.outputs(); o++) {
          VectorContraction.linked(
              values(w),
              values(x),
              r * links.inputs() * LANES + lane,
              values(out),
              (r * links.outputs() + o) * LANES + lane,
              links,
              first[o],
              first[o + 1],
              lane);
        }
      }
    }
  }

  @Override
  public void outer(Plane x, Plane y, Plane w, int rows, int a, int b) {
    for (int lane = 0; lane < LANES; lane += 4 * STEP) {
      for (int i = 0; i < a; i++) {
        for (int j = 0; j < b; j++) {
          VectorContraction.row(
              values(y),
              j * LANES + lane,
              b * LANES,
              values(x),
              i * LANES + lane,
              a * LANES,
              values(w),
              (i * b + j) * LANES + lane,
              rows);
        }
      }
    }
  }

  @Override
  public void relax(Plane x, Plane field, Plane rate, Plane mask, Plane change) {
    float[] xs = values(x);
    for (int lane = 0; lane < LANES; lane += STEP) {
      FloatVector rates = FloatVector.fromArray(SPECIES, values(rate), lane);
      FloatVector most = FloatVector.fromArray(SPECIES, values(change), lane);
      for (int i = lane; i < xs.length; i += LANES) {
        FloatVector old = FloatVector.fromArray(SPECIES, xs, i);
        FloatVector target = FloatVector.fromArray(SPECIES, values(field), i);
        FloatVector d = target.sub(old);
        VectorMask<Float> free =
            FloatVector.fromArray(SPECIES, values(mask), i).compare(VectorOperators.NE, 0f);
        old.blend(rates.fma(d, old), free).intoArray(xs, i);
        most = most.blend(most.max(d.abs().div(target.abs().max(1f))), free);
      }
      most.intoArray(values(change), lane);
    }
  }

  private static float[] values(Plane plane) {
    return ((VectorPlane) plane).values();
  }
}
