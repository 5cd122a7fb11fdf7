package org.basin.learn;

import java.util.List;

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

  /** {@code [history][number][lane]}. */
  private final float[][][] kept;

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
      int lanes) {
    this.measures = measures;
    this.gauges =
        gauges.stream().filter(gauge -> gauge.history().orElseThrow().moment() == moment).toList();
    this.moment = moment;
    this.steps = steps;
    every = this.gauges.isEmpty() ? 0 : wanted.every();
    kept = new float[this.gauges.size()][wanted.numbers(steps)][lanes];
    numbers = new double[lanes];
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
    for (int h = 0; h < kept.length; h++) {
      gauges.get(h).reading().all(measures, numbers);
      float[] into = kept[h][taken];
      for (int lane = 0; lane < into.length; lane++) {
        into[lane] = (float) numbers[lane];
      }
    }
    taken++;
  }

  /** Whether a history is one of these. */
  boolean has(Gauge<M> gauge) {
    return gauges.contains(gauge);
  }

  /** The numbers of a trial. */
  float[] of(Gauge<M> gauge, int lane) {
    float[][] all = kept[gauges.indexOf(gauge)];
    float[] own = new float[all.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = all[i][lane];
    }
    return own;
  }
}
