package org.basin.learn;

import java.util.ArrayList;
import java.util.List;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * The histories that are taken along one loop.
 *
 * @param <M> what they are read of
 */
final class Track<M> implements Watch {

  private final M measures;
  private final List<Gauge<M>> gauges;
  private final History.Moment moment;
  private final int every;
  private final int steps;

  /** Numbers of a history. */
  private final int count;

  /** A cell for each number, by history. */
  private final List<Plane> kept = new ArrayList<>();

  /** One number of every lane. */
  private final double[] numbers;

  /** Numbers that each history has so far. */
  private int taken;

  Track(
      M measures,
      List<Gauge<M>> gauges,
      History.Moment moment,
      Wanted wanted,
      int steps,
      Kernels kernels) {
    this.measures = measures;
    this.gauges =
        gauges.stream().filter(gauge -> gauge.history().orElseThrow().moment() == moment).toList();
    this.moment = moment;
    this.steps = steps;
    every = this.gauges.isEmpty() ? 0 : wanted.every();
    count = wanted.numbers(steps);
    this.gauges.forEach(gauge -> kept.add(kernels.plane(Math.max(1, count))));
    numbers = new double[kernels.lanes()];
  }

  /** Forgets what was kept. */
  void restart() {
    taken = 0;
  }

  @Override
  public boolean due(int step) {
    return moment.due(step, steps, every);
  }

  @Override
  public void keep() {
    for (int h = 0; h < gauges.size(); h++) {
      gauges.get(h).reading().keep(measures, kept.get(h), taken, numbers);
    }
    taken++;
  }

  /** Place of a history among these; -1 where it is none of them. */
  int place(Gauge<M> gauge) {
    return gauges.indexOf(gauge);
  }

  /** The numbers of a trial. */
  float[] of(int place, int lane) {
    Plane all = kept.get(place);
    float[] own = new float[count];
    for (int i = 0; i < own.length; i++) {
      own[i] = (float) all.get(i, lane);
    }
    return own;
  }
}
