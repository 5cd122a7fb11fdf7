package org.basin.learn;

import java.util.ArrayList;
import java.util.List;
import org.basin.kernel.Plane;
import org.basin.space.Seeds;

/**
 * What each trial starts with: numbers that the sweep sets, and for the rest draws of a seed. A
 * draw's number is its parameter's place among all that could be drawn, so that setting some leaves
 * the others as they were.
 */
public final class Start {

  /** Draws of more parameters are made as they are set, each time anew. */
  private static final int MOST_KEPT = 1 << 16;

  private final Init init;
  private final List<Slot> slots = new ArrayList<>();
  private final List<Draw> draws = new ArrayList<>();

  /** Numbers that were given out, to draws and to parameters that the sweep sets. */
  private int numbers;

  /** The draws of a seed, before any scale: trials of one seed share them. */
  private double[] drawn = {};

  private long drawnSeed;
  private boolean ready;

  /** A number that an axis fills. */
  private record Slot(Plane plane, int cell, LaneValues.Value value) {}

  /**
   * @param range what a uniform draw from ±1 is multiplied by
   * @param mean added to the draw; null for none
   */
  private record Draw(
      Plane plane,
      int cell,
      int number,
      double range,
      LaneValues.Value mean,
      LaneValues.Value scale) {

    double in(double[] values, double number) {
      double draw = range * number;
      return scale.in(values) * (mean == null ? draw : draw + mean.in(values));
    }
  }

  public Start(Init init) {
    this.init = init;
  }

  /** A number as the sweep sets it. */
  public void set(Plane plane, int cell, LaneValues.Value value) {
    if (value.axis() < 0) {
      plane.setAll(cell, value.fixed());
    } else {
      slots.add(new Slot(plane, cell, value));
    }
  }

  /** A parameter that the sweep sets, which would be drawn otherwise. */
  public void parameter(Plane plane, int cell, LaneValues.Value value) {
    set(plane, cell, value);
    numbers++;
  }

  /**
   * A parameter that is drawn.
   *
   * @param range of a uniform draw
   * @param scale multiplies the draw
   */
  public void draw(Plane plane, int cell, double range, LaneValues.Value scale) {
    draws.add(new Draw(plane, cell, numbers++, range, null, scale));
  }

  /**
   * A parameter that is drawn around a mean.
   *
   * @param range of a uniform draw
   * @param mean added to the draw
   * @param scale multiplies the sum
   */
  public void draw(
      Plane plane, int cell, double range, LaneValues.Value mean, LaneValues.Value scale) {
    boolean none = mean.axis() < 0 && mean.fixed() == 0;
    draws.add(new Draw(plane, cell, numbers++, range, none ? null : mean, scale));
  }

  /**
   * Gives a lane its trial.
   *
   * @param values of the lane axes
   */
  public void begin(int lane, long seed, double[] values) {
    boolean kept = draws.size() <= MOST_KEPT;
    if (kept) {
      keep(seed);
    }
    for (int i = 0; i < draws.size(); i++) {
      Draw draw = draws.get(i);
      double number = kept ? drawn[i] : drawn(seed, draw.number);
      draw.plane.set(draw.cell, lane, draw.in(values, number));
    }
    for (Slot slot : slots) {
      slot.plane.set(slot.cell, lane, slot.value.in(values));
    }
  }

  private void keep(long seed) {
    if (ready && seed == drawnSeed) {
      return;
    }
    drawn = drawn.length == draws.size() ? drawn : new double[draws.size()];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = drawn(seed, draws.get(i).number);
    }
    drawnSeed = seed;
    ready = true;
  }

  private double drawn(long seed, int number) {
    return switch (init) {
      case NORMAL -> Seeds.normal(seed, number);
      case XAVIER, UNIFORM -> 2 * Seeds.uniform(seed, number) - 1;
      case ZEROS -> 0;
    };
  }
}
