package org.basin.learn;

import org.basin.space.Seeds;

/**
 * The order in which each lane's trial meets its samples, drawn anew for every epoch: the shuffle
 * of Fisher and Yates, its draws a function of the trial's seed and the epoch.
 */
public final class SampleOrder {

  /** Draws from here on never meet those of the start weights, which are fewer. */
  private static final long FIRST_DRAW = 1L << 48;

  private final int samples;
  private final int lanes;

  /** Which sample stands at a place, {@code [places][lanes]}. */
  private final int[] order;

  public SampleOrder(int samples, int lanes) {
    this.samples = samples;
    this.lanes = lanes;
    order = new int[samples * lanes];
  }

  /** The order of the data, for one lane. */
  public void inPlace(int lane) {
    for (int place = 0; place < samples; place++) {
      order[place * lanes + lane] = place;
    }
  }

  /** Draws the order of one lane for one epoch. */
  public void draw(int lane, long seed, int epoch) {
    inPlace(lane);
    long number = FIRST_DRAW + (long) epoch * samples;
    for (int place = samples - 1; place > 0; place--) {
      long bits = Seeds.bits(seed, number + place) >>> 32;
      int other = (int) (bits * (place + 1) >>> 32);
      int sample = order[place * lanes + lane];
      order[place * lanes + lane] = order[other * lanes + lane];
      order[other * lanes + lane] = sample;
    }
  }

  /** Copies which samples stand at places from one on, as many as the array has room for. */
  public void copy(int place, int[] into) {
    System.arraycopy(order, place * lanes, into, 0, into.length);
  }
}
