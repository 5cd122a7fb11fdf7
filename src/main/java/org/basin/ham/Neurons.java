package org.basin.ham;

import org.basin.kernel.Algebra;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * State of one layer for every sample and lane, with the parameters of its Lagrangian and room to
 * reckon in. Planes of states have shape (samples, units).
 */
final class Neurons {

  /** Added under the roots of the Lagrangians that normalise. */
  static final double EPSILON = 1e-5;

  final NeuronLayer layer;
  final Kernels kernels;
  final Algebra algebra;

  /** Cells of the last axis, and of a sample. */
  final int width;

  final int units;

  /** How often the last axis is repeated in a sample. */
  final int copies;

  /** State. */
  final Plane x;

  /** Activation. */
  final Plane g;

  /** Minus the gradient of the synapses' energy with respect to g: where x is drawn. */
  final Plane field;

  /** 0 for clamped units, else 1. */
  final Plane mask;

  /** dt/τ, β, n, γ, δ: one cell each. */
  final Plane rate;

  final Plane beta;
  final Plane power;
  final Plane gamma;
  final Plane delta;

  /** Room for as many numbers as the state, for rows of the last axis (two), for one number. */
  final Plane room;

  final Plane rows;
  final Plane sums;
  final Plane one;

  /** Room for one number of each sample. */
  final Plane total;

  Neurons(NeuronLayer layer, int samples, Kernels kernels) {
    this.layer = layer;
    this.kernels = kernels;
    algebra = kernels.algebra();
    width = layer.width();
    units = layer.units();
    copies = units / width;
    int cells = samples * units;
    x = kernels.plane(cells);
    g = kernels.plane(cells);
    field = kernels.plane(cells);
    room = kernels.plane(cells);
    mask = kernels.plane(cells);
    kernels.fill(mask, 1);
    rows = kernels.plane(samples * copies);
    sums = kernels.plane(samples * copies);
    one = kernels.plane(1);
    total = kernels.plane(samples);
    rate = one(1);
    beta = one(1);
    power = one(2);
    gamma = one(1);
    delta = one(0);
  }

  private Plane one(double value) {
    Plane plane = kernels.plane(1);
    kernels.fill(plane, value);
    return plane;
  }

  void activate() {
    layer.lagrangian().law().activate(this);
  }

  /**
   * Moves states by Euler's rule where they are free.
   *
   * @param states the layer's or a copy of them
   * @param change raised as {@link Algebra#relax} says
   */
  void relax(Plane states, Plane change) {
    algebra.relax(states, field, rate, mask, change);
  }

  /**
   * {@code g·x − L(x)} of each sample.
   *
   * @param scratch as many cells as the result
   */
  void energy(Plane out, Plane scratch) {
    algebra.dot(g, x, out, units);
    layer.lagrangian().law().value(this, scratch);
    algebra.subtract(out, scratch, out, 1);
  }

  /** {@code a = β x}. */
  void sharpened(Plane a) {
    algebra.multiply(x, beta, a, a.cells());
  }

  /** {@code u = β u}. */
  void sharpen(Plane u) {
    algebra.multiply(u, beta, u, u.cells());
  }

  /** {@code a = [x > 0]}. */
  void positive(Plane a) {
    kernels.copy(x, a);
    kernels.fill(one, 0);
    algebra.power(a, one, 0);
  }

  /** {@code δ copies}, in {@link #one}: the term of δ counts once for every row. */
  Plane slope() {
    algebra.scale(delta, copies, one);
    return one;
  }

  /** Adds {@code δ copies Σ x} to one number of each sample. */
  void addSlope(Plane out) {
    algebra.sum(x, total, units);
    algebra.multiply(total, slope(), total, total.cells());
    algebra.add(out, total, out, 1);
  }
}
