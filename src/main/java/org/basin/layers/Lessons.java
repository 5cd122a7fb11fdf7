package org.basin.layers;

import java.util.Arrays;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * Lays facts out for lessons. A lesson on all facts is cut into passes of as many facts as stay in
 * the caches, whose changes count together at its end.
 */
final class Lessons {

  /**
   * Up to so many numbers the planes of all facts are kept, 16 MiB for 64 trials; beyond it they
   * are filled anew.
   */
  static final long KEPT_NUMBERS = 1 << 16;

  /** Numbers of a trial's states in a pass: 64 trials of them take 64 KiB. */
  private static final long PASS_STATES = 256;

  /** Facts that the kernels take at once. */
  private static final long LEAST_FACTS = 4;

  /** With more weights than this a trial is trained alone; many facts share a reading of them. */
  private static final long WIDE_WEIGHTS = 1 << 13;

  private static final long WIDE_FACTS = 64;

  private final Facts facts;
  private final Kernels kernels;
  private final LayerNet net;

  /** Facts of a lesson. */
  private final int batch;

  private final int rows;
  private final Pass[] passes;

  /** Inputs and targets of a pass, all in the first entry when they are not kept. */
  private final Plane[] inputs;

  private final Plane[] targets;
  private final boolean kept;

  /** Which fact stands in a row, {@code [rows][lanes]}. */
  private final int[] places;

  /** ½|y - t|² of the last lesson, mean over its facts, before its changes; one cell. */
  final Plane loss;

  /** ½|y - t|² as {@link #measure} found it, mean over all facts, one cell. */
  final Plane finalLoss;

  Lessons(LayerSettings settings, Facts facts, Kernels kernels) {
    this.facts = facts;
    this.kernels = kernels;
    batch = settings.rows();
    rows = rows(settings);
    int count = (facts.size() + rows - 1) / rows;
    passes = new Pass[(batch + rows - 1) / rows];
    net = new LayerNet(settings, kernels, passes.length);
    Pass whole = new Pass(net, rows, batch);
    Arrays.fill(passes, whole);
    int rest = batch - (passes.length - 1) * rows;
    if (rest < rows) {
      passes[passes.length - 1] = new Pass(net, rest, batch);
    }
    long numbers = (long) facts.size() * (facts.inputs() + facts.outputs());
    kept = numbers <= KEPT_NUMBERS;
    inputs = new Plane[count];
    targets = new Plane[count];
    places = new int[rows * kernels.lanes()];
    for (int i = 0; i < count; i++) {
      boolean shared = !kept && i > 0 && rows(i) == rows;
      inputs[i] = shared ? inputs[0] : kernels.plane(rows(i) * facts.inputs());
      targets[i] = shared ? targets[0] : kernels.plane(rows(i) * facts.outputs());
      if (kept) {
        fill(i);
      }
    }
    loss = kernels.plane(1);
    finalLoss = kernels.plane(1);
  }

  /** How many facts a pass takes; where there are several lessons, all passes are as large. */
  static int rows(LayerSettings settings) {
    int batch = settings.rows();
    int rows = together(settings, batch);
    while (batch < settings.factCount() && batch % rows > 0) {
      rows--;
    }
    return rows;
  }

  /** How many of so many facts the kernels take together. */
  static int together(LayerSettings settings, int facts) {
    long units = settings.units().stream().mapToLong(Integer::longValue).sum();
    long few = Math.max(LEAST_FACTS, PASS_STATES / units / LEAST_FACTS * LEAST_FACTS);
    long fit = settings.weights() > WIDE_WEIGHTS ? WIDE_FACTS : few;
    return (int) Math.min(facts, fit);
  }

  /** Facts of the i-th place. */
  private int rows(int i) {
    return Math.min(rows, facts.size() - i * rows);
  }

  LayerNet net() {
    return net;
  }

  /** Goes back to the start. */
  void restart() {
    net.restart();
    for (int i = 0; i < passes.length; i++) {
      passes[i].restart();
    }
  }

  /** Learns once: the next facts in turn, or all of them. */
  void learn(int lesson) {
    kernels.fill(loss, 0);
    int first = lesson % (inputs.length / passes.length) * passes.length;
    for (int i = 0; i < passes.length; i++) {
      learn(passes[i], first + i);
    }
    net.settle();
    double half = 0.5 / batch;
    kernels.hinge(loss, half, half);
  }

  /** Measures the net on all facts as it is. */
  void measure() {
    kernels.fill(finalLoss, 0);
    for (int i = 0; i < inputs.length; i++) {
      if (!kept) {
        fill(i);
      }
      passes[i % passes.length].measure(inputs[i], targets[i], finalLoss);
    }
    double half = 0.5 / facts.size();
    kernels.hinge(finalLoss, half, half);
  }

  private void learn(Pass pass, int i) {
    if (!kept) {
      fill(i);
    }
    pass.learn(inputs[i], targets[i], loss);
  }

  private void fill(int i) {
    int lanes = kernels.lanes();
    for (int r = 0; r < rows(i); r++) {
      Arrays.fill(places, r * lanes, (r + 1) * lanes, i * rows + r);
    }
    kernels.gather(facts.x(), places, inputs[i], rows(i), facts.inputs());
    kernels.gather(facts.y(), places, targets[i], rows(i), facts.outputs());
  }
}
