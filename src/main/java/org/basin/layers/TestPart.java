package org.basin.layers;

import java.util.Arrays;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/** Measures a net on facts that it never learns, those of the test part of the data. */
final class TestPart {

  private final Kernels kernels;
  private final Facts facts;

  /** Over so many facts at a time, and over those that remain; null when none do. */
  private final Pass pass;

  private final Pass rest;
  private final int rows;
  private final Plane[] inputs = new Plane[2];
  private final Plane[] targets = new Plane[2];
  private final Plane measured;

  /** Sums over the facts, by lane. */
  private final double[] squares;

  private final double[] wrong;

  TestPart(LayerNet net, Facts facts) {
    kernels = net.kernels;
    this.facts = facts;
    rows = Lessons.together(net.settings, facts.size());
    pass = new Pass(net, rows, facts.size());
    int left = facts.size() % rows;
    rest = left == 0 ? null : new Pass(net, left, facts.size());
    for (int i = 0; i < 2; i++) {
      inputs[i] = kernels.plane((i == 0 ? rows : left) * facts.inputs());
      targets[i] = kernels.plane((i == 0 ? rows : left) * facts.outputs());
    }
    measured = kernels.plane(1);
    squares = new double[kernels.lanes()];
    wrong = new double[kernels.lanes()];
  }

  /** Measures the nets of all lanes as they are. */
  void measure() {
    Arrays.fill(squares, 0);
    Arrays.fill(wrong, 0);
    int whole = facts.size() - facts.size() % rows;
    for (int first = 0; first < whole; first += rows) {
      measure(pass, 0, first, rows);
    }
    if (rest != null) {
      measure(rest, 1, whole, facts.size() - whole);
    }
  }

  private void measure(Pass pass, int at, int first, int count) {
    int lanes = kernels.lanes();
    int[] places = new int[count * lanes];
    for (int r = 0; r < count; r++) {
      Arrays.fill(places, r * lanes, (r + 1) * lanes, first + r);
    }
    kernels.gather(facts.x(), places, inputs[at], count, facts.inputs());
    kernels.gather(facts.y(), places, targets[at], count, facts.outputs());
    kernels.fill(measured, 0);
    Plane output = pass.measure(inputs[at], targets[at], measured);
    for (int lane = 0; lane < lanes; lane++) {
      squares[lane] += measured.get(0, lane);
    }
    kernels.errors(output, targets[at], 0, measured, count, facts.outputs());
    for (int lane = 0; lane < lanes; lane++) {
      wrong[lane] += Math.rint(measured.get(0, lane) * count);
    }
  }

  /** ½|y - t|², mean over the facts. */
  double loss(int lane) {
    return 0.5 * squares[lane] / facts.size();
  }

  /** Percent of the facts whose output is not greatest where the target is 1. */
  double error(int lane) {
    return 100 * wrong[lane] / facts.size();
  }
}
