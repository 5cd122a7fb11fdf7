package org.basin.kernel.scalar;

import org.basin.kernel.Algebra;
import org.basin.kernel.Elementary;
import org.basin.kernel.Links;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;

/** The readable truth of {@link Algebra}: one number at a time, in the order that engines keep. */
final class ScalarAlgebra implements Algebra {

  private final Precision precision;
  private final int lanes;

  ScalarAlgebra(Precision precision, int lanes) {
    this.precision = precision;
    this.lanes = lanes;
  }

  @Override
  public void add(Plane x, Plane y, Plane out, int width) {
    for (int i = 0; i < values(x).length; i++) {
      values(out)[i] = precision.add(values(x)[i], values(y)[repeated(i, width)]);
    }
  }

  @Override
  public void subtract(Plane x, Plane y, Plane out, int width) {
    for (int i = 0; i < values(x).length; i++) {
      values(out)[i] = precision.subtract(values(x)[i], values(y)[repeated(i, width)]);
    }
  }

  @Override
  public void multiply(Plane x, Plane y, Plane out, int width) {
    for (int i = 0; i < values(x).length; i++) {
      values(out)[i] = precision.multiply(values(x)[i], values(y)[repeated(i, width)]);
    }
  }

  @Override
  public void divide(Plane x, Plane y, Plane out, int width) {
    for (int i = 0; i < values(x).length; i++) {
      values(out)[i] = precision.divide(values(x)[i], values(y)[repeated(i, width)]);
    }
  }

  @Override
  public void scale(Plane x, double factor, Plane out) {
    double rounded = precision.round(factor);
    for (int i = 0; i < values(x).length; i++) {
      values(out)[i] = precision.multiply(values(x)[i], rounded);
    }
  }

  @Override
  public void shift(Plane x, double term, Plane out) {
    double rounded = precision.round(term);
    for (int i = 0; i < values(x).length; i++) {
      values(out)[i] = precision.add(values(x)[i], rounded);
    }
  }

  @Override
  public void apply(Elementary f, Plane z) {
    double[] zs = values(z);
    for (int i = 0; i < zs.length; i++) {
      double x = zs[i];
      zs[i] =
          switch (f) {
            case EXP -> precision.exp(x);
            case LOG -> precision.log(x);
            case SOFTPLUS -> precision.softplus(x);
            case ROOT -> precision.root(x);
          };
    }
  }

  @Override
  public void power(Plane z, Plane n, double offset) {
    double[] zs = values(z);
    double rounded = precision.round(offset);
    for (int i = 0; i < zs.length; i++) {
      zs[i] = precision.power(zs[i], precision.add(values(n)[i % lanes], rounded));
    }
  }

  @Override
  public void sum(Plane x, Plane out, int width) {
    double[] xs = values(x);
    for (int r = 0; r < xs.length / lanes / width; r++) {
      for (int lane = 0; lane < lanes; lane++) {
        double sum = xs[at(r * width, lane)];
        for (int i = 1; i < width; i++) {
          sum = precision.add(sum, xs[at(r * width + i, lane)]);
        }
        values(out)[at(r, lane)] = sum;
      }
    }
  }

  @Override
  public void greatest(Plane x, Plane out, int width) {
    double[] xs = values(x);
    for (int r = 0; r < xs.length / lanes / width; r++) {
      for (int lane = 0; lane < lanes; lane++) {
        double greatest = xs[at(r * width, lane)];
        for (int i = 1; i < width; i++) {
          greatest = Math.max(greatest, xs[at(r * width + i, lane)]);
        }
        values(out)[at(r, lane)] = greatest;
      }
    }
  }

  @Override
  public void dot(Plane x, Plane y, Plane out, int width) {
    double[] xs = values(x);
    for (int r = 0; r < xs.length / lanes / width; r++) {
      for (int lane = 0; lane < lanes; lane++) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
          int at = at(r * width + i, lane);
          sum = precision.fma(xs[at], values(y)[at], sum);
        }
        values(out)[at(r, lane)] = sum;
      }
    }
  }

  @Override
  public void contract(
      Plane t, int tRows, Plane g, Plane out, int rows, int outer, int inner, int rest) {
    for (int r = 0; r < rows; r++) {
      for (int a = 0; a < outer; a++) {
        for (int b = 0; b < rest; b++) {
          int first = ((tRows == 1 ? 0 : r * outer) + a) * inner * rest + b;
          for (int lane = 0; lane < lanes; lane++) {
            double sum = values(out)[at((r * outer + a) * rest + b, lane)];
            for (int k = 0; k < inner; k++) {
              double weight = values(t)[at(first + k * rest, lane)];
              sum = precision.fma(values(g)[at(r * inner + k, lane)], weight, sum);
            }
            values(out)[at((r * outer + a) * rest + b, lane)] = sum;
          }
        }
      }
    }
  }

  @Override
  public void link(Plane w, Plane x, Plane out, int rows, Links links) {
    for (int r = 0; r < rows; r++) {
      for (int o = 0; o < links.outputs(); o++) {
        for (int lane = 0; lane < lanes; lane++) {
          double sum = values(out)[at(r * links.outputs() + o, lane)];
          for (int e = links.first()[o]; e < links.first()[o + 1]; e++) {
            double weight = values(w)[at(links.weight()[e], lane)];
            double input = values(x)[at(r * links.inputs() + links.input()[e], lane)];
            sum = precision.fma(input, weight, sum);
          }
          values(out)[at(r * links.outputs() + o, lane)] = sum;
        }
      }
    }
  }

  @Override
  public void outer(Plane x, Plane y, Plane w, int rows, int a, int b) {
    for (int i = 0; i < a; i++) {
      for (int j = 0; j < b; j++) {
        for (int lane = 0; lane < lanes; lane++) {
          double sum = values(w)[at(i * b + j, lane)];
          for (int r = 0; r < rows; r++) {
            sum =
                precision.fma(values(x)[at(r * a + i, lane)], values(y)[at(r * b + j, lane)], sum);
          }
          values(w)[at(i * b + j, lane)] = sum;
        }
      }
    }
  }

  @Override
  public void relax(Plane x, Plane field, Plane rate, Plane mask, Plane change) {
    double[] xs = values(x);
    for (int i = 0; i < xs.length; i++) {
      if (values(mask)[i] != 0) {
        int lane = i % lanes;
        double d = precision.subtract(values(field)[i], xs[i]);
        xs[i] = precision.fma(values(rate)[lane], d, xs[i]);
        double relative = precision.divide(Math.abs(d), Math.max(Math.abs(values(field)[i]), 1));
        values(change)[lane] = Math.max(values(change)[lane], relative);
      }
    }
  }

  private int at(int cell, int lane) {
    return cell * lanes + lane;
  }

  /** Where the operand stands that is repeated over rows of {@code width} cells. */
  private int repeated(int index, int width) {
    return index / lanes / width * lanes + index % lanes;
  }

  private static double[] values(Plane plane) {
    return ((ScalarPlane) plane).values();
  }
}
