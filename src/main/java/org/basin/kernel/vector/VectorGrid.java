package org.basin.kernel.vector;

import org.basin.kernel.GridActivation;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Sheet;
import org.basin.kernel.Stencil;

/**
 * {@link GridKernels} in single precision, neighbouring neurons side by side: no sum ever crosses
 * the lanes except in a layer norm, so a minibatch of one sample fills the vectors as well as one
 * of 256 (docs/decisions/0018).
 *
 * <p>Holds working memory; not safe for use by several threads.
 */
final class VectorGrid implements GridKernels {

  private static final int STEP = VectorKernels.SPECIES.length();

  private final Stencil stencil;
  private final int first;
  private final int span;
  private final int stride;
  private final int[] neighbours;
  private final int[] padding;
  private final boolean three;

  /** Partial sums of a row. */
  private final float[] parts = new float[PARTS];

  /** The last numbers of a plane that do not fill a vector, and their slopes. */
  private final float[] few = new float[STEP];

  private final float[] fewSlopes = new float[STEP];

  VectorGrid(Stencil stencil) {
    this.stencil = stencil;
    first = stencil.first();
    span = stencil.span();
    stride = stencil.stride();
    neighbours = stencil.neighbours();
    padding = stencil.padding();
    three = neighbours.length == 3;
  }

  @Override
  public Sheet[] sheets(Plane plane, int rows) {
    Sheet[] sheets = new Sheet[plane.cells() / (rows * stride)];
    for (int k = 0; k < sheets.length; k++) {
      sheets[k] = new VectorSheet(values(plane), k * rows * stride);
    }
    return sheets;
  }

  @Override
  public void spread(Plane flat, int row, Sheet sheet, int rows) {
    for (int r = 0; r < rows; r++) {
      int at = at(sheet) + r * stride + first;
      int from = (row + r) * stencil.cells();
      for (int line = 0; line < stencil.lines(); line++) {
        int to = at + line * stencil.lineStride();
        System.arraycopy(values(flat), from, values(sheet), to, stencil.columns());
        from += stencil.columns();
      }
    }
  }

  @Override
  public void collect(Sheet sheet, Plane flat, int row, int rows) {
    for (int r = 0; r < rows; r++) {
      int at = at(sheet) + r * stride + first;
      int to = (row + r) * stencil.cells();
      for (int line = 0; line < stencil.lines(); line++) {
        int from = at + line * stencil.lineStride();
        System.arraycopy(values(sheet), from, values(flat), to, stencil.columns());
        to += stencil.columns();
      }
    }
  }

  @Override
  public void forward(GridActivation h, Sheet w, Sheet b, Sheet x, Sheet y, Sheet slope, int rows) {
    int wi = at(w) + first;
    int bi = at(b) + first;
    int xi = at(x) + first;
    int yi = at(y) + first;
    int si = at(slope) + first;
    float[] zs = values(slope);
    if (three && h == GridActivation.SIN) {
      VectorSine.layer(
          values(w), wi, values(b), bi, values(x), xi, values(y), yi, zs, si, rows, stride, span);
    } else {
      if (three) {
        VectorStencil.three(
            values(w), wi, values(b), bi, values(x), xi, zs, si, rows, stride, span);
      } else {
        VectorStencil.any(
            values(w), wi, values(b), bi, values(x), xi, zs, si, rows, stride, span, neighbours);
      }
      for (int r = 0; r < rows; r++) {
        int row = r * stride;
        VectorGridActivations.apply(h, zs, si + row, values(y), yi + row, zs, si + row, span);
      }
    }
    clear(values(y), yi, rows);
    clear(zs, si, rows);
  }

  @Override
  public void slopes(Sheet g, Sheet slope, Sheet db, int rows) {
    VectorStencil.slopes(
        values(g),
        at(g) + first,
        values(slope),
        at(slope) + first,
        values(db),
        at(db) + first,
        rows,
        stride,
        span);
  }

  @Override
  public void weigh(Sheet w, Sheet x, Sheet g, Sheet to, Sheet dw, int rows) {
    VectorStencil.anyBack(
        values(g),
        at(g) + first,
        values(x),
        at(x) + first,
        values(w),
        at(w) + first,
        values(dw),
        at(dw) + first,
        values(to),
        at(to) + first,
        rows,
        stride,
        span,
        neighbours);
    clear(values(to), at(to) + first, rows);
  }

  @Override
  public void through(
      Sheet w, Sheet x, Sheet g, Sheet to, Sheet dw, Sheet slope, Sheet db, int rows) {
    if (!three) {
      GridKernels.super.through(w, x, g, to, dw, slope, db, rows);
      return;
    }
    VectorStencil.threeBack(
        values(g),
        at(g) + first,
        values(x),
        at(x) + first,
        values(w),
        at(w) + first,
        values(dw),
        at(dw) + first,
        values(slope),
        at(slope) + first,
        values(db),
        at(db) + first,
        values(to),
        at(to) + first,
        rows,
        stride,
        span);
    clear(values(to), at(to) + first, rows);
  }

  /** One row's sums, which stand where the slopes go, to states and slopes; padding is any. */
  void apply(GridActivation h, Sheet slope, Sheet y, int row) {
    int si = at(slope) + first + row * stride;
    int yi = at(y) + first + row * stride;
    float[] zs = values(slope);
    VectorGridActivations.apply(h, zs, si, values(y), yi, zs, si, span);
  }

  /** Clears the padding of some rows. */
  void clear(Sheet sheet, int rows) {
    clear(values(sheet), at(sheet) + first, rows);
  }

  private void clear(float[] values, int at, int rows) {
    if (padding.length > 0) {
      for (int r = 0; r < rows; r++) {
        for (int i : padding) {
          values[at + r * stride + i] = 0;
        }
      }
    }
  }

  @Override
  public void add(Sheet from, Sheet to, int rows) {
    VectorMoves.add(values(from), at(from), values(to), at(to), rows * stride);
  }

  @Override
  public void multiply(Sheet factor, Sheet to, int rows) {
    VectorMoves.multiply(values(factor), at(factor), values(to), at(to), rows * stride);
  }

  @Override
  public void copy(Sheet from, Sheet to, int rows) {
    System.arraycopy(values(from), at(from), values(to), at(to), rows * stride);
  }

  @Override
  public void normalize(Sheet x, Sheet gain, Sheet shift, Sheet hat, Sheet scale, int rows) {
    for (int r = 0; r < rows; r++) {
      int xi = at(x) + r * stride + first;
      int hi = at(hat) + r * stride + first;
      float[] hats = values(hat);
      float mean = VectorMoves.sum(values(x), xi, parts, span) / stencil.cells();
      VectorMoves.subtract(values(x), xi, mean, hats, hi, span);
      clear(hats, hi, 1);
      float variance = VectorMoves.dot(hats, hi, hats, hi, parts, span) / stencil.cells();
      float by = 1f / (float) Math.sqrt(variance + (float) NORM_EPSILON);
      values(scale)[at(scale) + r * stride + first] = by;
      VectorMoves.scale(hats, hi, by, span);
      VectorMoves.fma(
          hats,
          hi,
          values(gain),
          at(gain) + first,
          values(shift),
          at(shift) + first,
          values(x),
          xi,
          span);
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
    for (int r = 0; r < rows; r++) {
      int gi = at(g) + r * stride + first;
      int hi = at(hat) + r * stride + first;
      float[] gs = values(g);
      float[] hats = values(hat);
      int dgi = at(gainGradient) + first;
      int dsi = at(shiftGradient) + first;
      VectorMoves.fma(gs, gi, hats, hi, values(gainGradient), dgi, values(gainGradient), dgi, span);
      VectorMoves.add(gs, gi, values(shiftGradient), dsi, span);
      VectorMoves.multiply(values(gain), at(gain) + first, gs, gi, span);
      float mean = VectorMoves.sum(gs, gi, parts, span) / stencil.cells();
      float slant = VectorMoves.dot(gs, gi, hats, hi, parts, span) / stencil.cells();
      float by = values(scale)[at(scale) + r * stride + first];
      VectorMoves.project(gs, gi, hats, hi, mean, slant, by, span);
      clear(gs, gi, 1);
    }
  }

  @Override
  public void activate(GridActivation h, Plane z, Plane slope) {
    float[] zs = values(z);
    float[] slopes = values(slope);
    int whole = zs.length - zs.length % STEP;
    VectorGridActivations.apply(h, zs, 0, zs, 0, slopes, 0, whole);
    if (whole < zs.length) {
      System.arraycopy(zs, whole, few, 0, zs.length - whole);
      VectorGridActivations.apply(h, few, 0, few, 0, fewSlopes, 0, STEP);
      System.arraycopy(few, 0, zs, whole, zs.length - whole);
      System.arraycopy(fewSlopes, 0, slopes, whole, zs.length - whole);
    }
  }

  @Override
  public void adam(Plane p, Plane m, Plane v, Plane g, double step, double scale) {
    VectorAdam.step(values(p), values(m), values(v), values(g), (float) step, (float) scale);
  }

  private static int at(Sheet sheet) {
    return ((VectorSheet) sheet).at();
  }

  private static float[] values(Sheet sheet) {
    return ((VectorSheet) sheet).values();
  }

  private static float[] values(Plane plane) {
    return ((VectorPlane) plane).values();
  }
}
