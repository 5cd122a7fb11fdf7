package org.basin.kernel.scalar;

import java.util.Arrays;
import org.basin.kernel.GridActivation;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.Sheet;
import org.basin.kernel.Stencil;

/** The readable truth of {@link GridKernels}: a loop over samples, a loop over neurons. */
final class ScalarGrid implements GridKernels {

  private final Stencil stencil;
  private final Precision precision;
  private final int first;
  private final int span;
  private final int stride;
  private final int[] neighbours;
  private final int[] padding;

  private final double[] parts = new double[PARTS];

  ScalarGrid(Stencil stencil, Precision precision) {
    this.stencil = stencil;
    this.precision = precision;
    first = stencil.first();
    span = stencil.span();
    stride = stencil.stride();
    neighbours = stencil.neighbours();
    padding = stencil.padding();
  }

  @Override
  public Sheet[] sheets(Plane plane, int rows) {
    Sheet[] sheets = new Sheet[plane.cells() / (rows * stride)];
    for (int k = 0; k < sheets.length; k++) {
      sheets[k] = new ScalarSheet(values(plane), k * rows * stride);
    }
    return sheets;
  }

  @Override
  public void spread(Plane flat, int row, Sheet sheet, int rows) {
    double[] to = values(sheet);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < stencil.cells(); c++) {
        to[at(sheet, r) + stencil.at(c)] = values(flat)[(row + r) * stencil.cells() + c];
      }
    }
  }

  @Override
  public void collect(Sheet sheet, Plane flat, int row, int rows) {
    double[] from = values(sheet);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < stencil.cells(); c++) {
        values(flat)[(row + r) * stencil.cells() + c] = from[at(sheet, r) + stencil.at(c)];
      }
    }
  }

  @Override
  public void forward(GridActivation h, Sheet w, Sheet b, Sheet x, Sheet y, Sheet slope, int rows) {
    double[] ws = values(w);
    double[] xs = values(x);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < stencil.cells(); c++) {
        int i = stencil.at(c);
        double z = values(b)[at(b, 0) + i];
        for (int neighbour : neighbours) {
          int j = i + neighbour;
          z = precision.fma(ws[at(w, 0) + j], xs[at(x, r) + j], z);
        }
        double out = precision.value(h, z);
        values(y)[at(y, r) + i] = out;
        values(slope)[at(slope, r) + i] = precision.slope(h, z, out);
      }
    }
  }

  @Override
  public void slopes(Sheet g, Sheet slope, Sheet db, int rows) {
    double[] gs = values(g);
    double[] dbs = values(db);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < stencil.cells(); c++) {
        int i = stencil.at(c);
        double d = precision.multiply(gs[at(g, r) + i], values(slope)[at(slope, r) + i]);
        gs[at(g, r) + i] = d;
        dbs[at(db, 0) + i] = precision.add(dbs[at(db, 0) + i], d);
      }
    }
  }

  @Override
  public void weigh(Sheet w, Sheet x, Sheet g, Sheet to, Sheet dw, int rows) {
    double[] gs = values(g);
    double[] dws = values(dw);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < stencil.cells(); c++) {
        int j = stencil.at(c);
        double s = gs[at(g, r) + j + neighbours[0]];
        for (int n = 1; n < neighbours.length; n++) {
          s = precision.add(s, gs[at(g, r) + j + neighbours[n]]);
        }
        int at = at(dw, 0) + j;
        dws[at] = precision.fma(s, values(x)[at(x, r) + j], dws[at]);
        values(to)[at(to, r) + j] = precision.multiply(s, values(w)[at(w, 0) + j]);
      }
    }
  }

  @Override
  public void add(Sheet from, Sheet to, int rows) {
    double[] sum = values(to);
    for (int i = 0; i < rows * stride; i++) {
      sum[at(to, 0) + i] = precision.add(sum[at(to, 0) + i], values(from)[at(from, 0) + i]);
    }
  }

  @Override
  public void multiply(Sheet factor, Sheet to, int rows) {
    double[] product = values(to);
    for (int i = 0; i < rows * stride; i++) {
      double by = values(factor)[at(factor, 0) + i];
      product[at(to, 0) + i] = precision.multiply(product[at(to, 0) + i], by);
    }
  }

  @Override
  public void copy(Sheet from, Sheet to, int rows) {
    System.arraycopy(values(from), at(from, 0), values(to), at(to, 0), rows * stride);
  }

  @Override
  public void normalize(Sheet x, Sheet gain, Sheet shift, Sheet hat, Sheet scale, int rows) {
    for (int r = 0; r < rows; r++) {
      double[] xs = values(x);
      double[] hats = values(hat);
      int from = at(x, r) + first;
      int to = at(hat, r) + first;
      double mean = precision.divide(sum(xs, from), stencil.cells());
      for (int i = 0; i < span; i++) {
        hats[to + i] = precision.subtract(xs[from + i], mean);
      }
      clear(hats, to);
      double variance = precision.divide(dot(hats, to, hats, to), stencil.cells());
      double root = precision.root(precision.add(variance, precision.round(NORM_EPSILON)));
      double by = precision.divide(1, root);
      values(scale)[at(scale, r) + first] = by;
      for (int i = 0; i < span; i++) {
        hats[to + i] = precision.multiply(hats[to + i], by);
        double term = values(shift)[at(shift, 0) + first + i];
        xs[from + i] = precision.fma(values(gain)[at(gain, 0) + first + i], hats[to + i], term);
      }
    }
  }

  @Override
  public void normalizeBack(
      Sheet g,
      Sheet gain,
      Sheet hat,
      Sheet scale,
      Sheet gainGradient,
      Sheet shiftGradient,
      int rows) {
    double[] gs = values(g);
    double[] hats = values(hat);
    for (int r = 0; r < rows; r++) {
      int at = at(g, r) + first;
      int from = at(hat, r) + first;
      for (int i = 0; i < span; i++) {
        int p = first + i;
        double gradient = gs[at + i];
        double[] dGain = values(gainGradient);
        int k = at(gainGradient, 0) + p;
        dGain[k] = precision.fma(gradient, hats[from + i], dGain[k]);
        double[] dShift = values(shiftGradient);
        int m = at(shiftGradient, 0) + p;
        dShift[m] = precision.add(dShift[m], gradient);
        gs[at + i] = precision.multiply(gradient, values(gain)[at(gain, 0) + p]);
      }
      double mean = precision.divide(sum(gs, at), stencil.cells());
      double slant = precision.divide(dot(gs, at, hats, from), stencil.cells());
      double by = values(scale)[at(scale, r) + first];
      for (int i = 0; i < span; i++) {
        double centred = precision.subtract(gs[at + i], mean);
        gs[at + i] = precision.multiply(precision.fma(-hats[from + i], slant, centred), by);
      }
      clear(gs, at);
    }
  }

  /** Sum of a span, padding included. */
  private double sum(double[] xs, int from) {
    Arrays.fill(parts, 0);
    for (int i = 0; i < span; i++) {
      parts[i % PARTS] = precision.add(parts[i % PARTS], xs[from + i]);
    }
    return total();
  }

  private double dot(double[] xs, int from, double[] ys, int with) {
    Arrays.fill(parts, 0);
    for (int i = 0; i < span; i++) {
      parts[i % PARTS] = precision.fma(xs[from + i], ys[with + i], parts[i % PARTS]);
    }
    return total();
  }

  private double total() {
    for (int half = PARTS / 2; half > 0; half /= 2) {
      for (int k = 0; k < half; k++) {
        parts[k] = precision.add(parts[k], parts[k + half]);
      }
    }
    return parts[0];
  }

  private void clear(double[] values, int at) {
    for (int i : padding) {
      values[at + i] = 0;
    }
  }

  @Override
  public void activate(GridActivation h, Plane z, Plane slope) {
    double[] zs = values(z);
    for (int i = 0; i < zs.length; i++) {
      double out = precision.value(h, zs[i]);
      values(slope)[i] = precision.slope(h, zs[i], out);
      zs[i] = out;
    }
  }

  @Override
  public void adam(Plane p, Plane m, Plane v, Plane g, double step, double scale) {
    double[] ps = values(p);
    double[] ms = values(m);
    double[] vs = values(v);
    double[] gs = values(g);
    double mean = precision.round(MEAN);
    double fresh = precision.round(1 - MEAN);
    double square = precision.round(SQUARE);
    double freshSquare = precision.round(1 - SQUARE);
    double epsilon = precision.round(EPSILON);
    double minusStep = -precision.round(step);
    double by = precision.round(scale);
    for (int i = 0; i < ps.length; i++) {
      double gradient = gs[i];
      ms[i] = precision.fma(mean, ms[i], precision.multiply(fresh, gradient));
      double share = precision.multiply(precision.multiply(freshSquare, gradient), gradient);
      vs[i] = precision.fma(square, vs[i], share);
      double root = precision.fma(precision.root(vs[i]), by, epsilon);
      ps[i] = precision.fma(minusStep, precision.divide(ms[i], root), ps[i]);
      gs[i] = 0;
    }
  }

  private int at(Sheet sheet, int row) {
    return ((ScalarSheet) sheet).at() + row * stride;
  }

  private static double[] values(Sheet sheet) {
    return ((ScalarSheet) sheet).values();
  }

  private static double[] values(Plane plane) {
    return ((ScalarPlane) plane).values();
  }
}
