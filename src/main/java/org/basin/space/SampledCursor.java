package org.basin.space;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.basin.sweep.Distribution;
import org.basin.sweep.Weighted;
import org.basin.sweep.condition.Condition;

/** Walks draws one at a time: each coordinate is computed, and a condition is tested, by draw. */
final class SampledCursor implements Cursor, Condition.Valuation {

  private final SampledSpace space;
  private final Spans span;
  private final Activity activity;
  private final Map<String, Integer> axisByName = new HashMap<>();

  /** Places on axes of listed values, and numbers of axes of numbers. */
  private final int[] place;

  private final double[] number;
  private final boolean[] active;

  /** For an axis of values with probabilities, how many draws of 1 lie at or before each. */
  private final double[][] cumulated;

  private long draw = -1;
  private long trial;
  private int replicate;
  private int run;
  private long position;
  private long sum;
  private boolean summed;

  /**
   * @param span positions of the whole space
   */
  SampledCursor(SampledSpace space, Spans span) {
    this.space = space;
    this.span = span;
    this.activity = space.activity();
    int axes = space.axes().size();
    place = new int[axes];
    number = new double[axes];
    active = new boolean[axes];
    cumulated = new double[axes][];
    for (int a = 0; a < axes; a++) {
      axisByName.put(space.axes().get(a).name(), a);
      if (space.axes().get(a).values() instanceof Weighted weighted) {
        cumulated[a] = new double[weighted.size()];
        Arrays.setAll(cumulated[a], weighted::probability);
        Arrays.parallelPrefix(cumulated[a], Double::sum);
      }
    }
    position = span.runs() == 0 ? 0 : span.first(0) - 1;
  }

  @Override
  public boolean next() {
    while (run < span.runs()) {
      position++;
      if (position == span.until(run)) {
        run++;
        position = run < span.runs() ? span.first(run) - 1 : position;
      } else if (at(space.trialAt(position))) {
        return true;
      }
    }
    return false;
  }

  /** Goes to a trial; false when it does not exist. */
  boolean at(long trial) {
    if (!space.counts(trial)) {
      return false;
    }
    this.trial = trial;
    replicate = (int) (trial % space.replicates());
    go(trial / space.replicates());
    return space.holds(this);
  }

  /** Goes to a draw, whether a condition leaves it out or not. */
  void go(long draw) {
    if (draw != this.draw) {
      this.draw = draw;
      summed = false;
      for (int a = 0; a < place.length; a++) {
        take(a, space.draws().bits(a, draw));
      }
      seat();
    }
  }

  /** Goes to the structural coordinates of a draw alone. */
  void goStructural(long draw) {
    this.draw = -1;
    for (int a : space.structural()) {
      take(a, space.draws().bits(a, draw));
    }
    seat();
  }

  /** Puts a structural axis at a place. */
  void put(int axis, int at) {
    this.draw = -1;
    place[axis] = at;
    number[axis] = space.lookups()[axis].number(at);
  }

  private void take(int axis, long bits) {
    Axis of = space.axes().get(axis);
    double share = Draws.share(bits);
    if (of.values() instanceof Distribution distribution) {
      place[axis] = 0;
      number[axis] = distribution.quantile(share);
    } else {
      place[axis] = cumulated[axis] == null ? evenly(of, share) : weighted(axis, share);
      number[axis] = space.lookups()[axis].number(place[axis]);
    }
  }

  private static int evenly(Axis axis, double share) {
    int size = axis.values().size();
    return Math.min(size - 1, (int) (share * size));
  }

  private int weighted(int axis, double share) {
    double[] until = cumulated[axis];
    int k = 0;
    while (k < until.length - 1 && share >= until[k]) {
      k++;
    }
    return k;
  }

  /** Finds out which axes are there; one that is not stands at its first value. */
  void seat() {
    if (!activity.any()) {
      Arrays.fill(active, true);
      return;
    }
    for (int a = 0; a < active.length; a++) {
      active[a] = there(a);
    }
  }

  private boolean there(int axis) {
    return !activity.conditional(axis) || activity.active(axis, asked);
  }

  /** Asks anew for each axis that a condition names, in whatever order conditions stand. */
  private final Condition.Valuation asked =
      new Condition.Valuation() {
        @Override
        public double number(String axis) {
          return SampledCursor.this.number(axis);
        }

        @Override
        public String text(String axis) {
          return SampledCursor.this.text(axis);
        }

        @Override
        public boolean complete() {
          return false;
        }

        @Override
        public boolean known(String axis) {
          Integer a = axisByName.get(axis);
          return a == null ? activity.fixes(axis) : there(a);
        }
      };

  @Override
  public long trial() {
    return trial;
  }

  @Override
  public int replicate() {
    return replicate;
  }

  @Override
  public long seed() {
    SeedTerms terms = space.terms();
    if (terms.shared()) {
      return Seeds.trial(0, space.seed(), replicate);
    }
    if (!summed) {
      sum = terms.fixed() + terms.dependent(a -> value(a, space.axes().get(a)));
      for (int a = 0; a < place.length; a++) {
        if (active[a]) {
          sum += space.term(a, place[a], number[a]);
        }
      }
      summed = true;
    }
    return Seeds.trial(sum, space.seed(), replicate);
  }

  @Override
  public double number(int axis) {
    return active[axis] ? number[axis] : Double.NaN;
  }

  @Override
  public int place(int axis) {
    return active[axis] ? place[axis] : -1;
  }

  @Override
  public boolean complete() {
    return !activity.any();
  }

  @Override
  public boolean known(String axis) {
    Integer a = axisByName.get(axis);
    return a == null ? activity.fixes(axis) : active[a];
  }

  @Override
  public double number(String axis) {
    Integer a = axisByName.get(axis);
    if (a != null) {
      return number[a];
    }
    return axis.equals(Space.REPLICATE) ? replicate : activity.number(axis);
  }

  @Override
  public String text(String axis) {
    Integer a = axisByName.get(axis);
    return a == null ? activity.text(axis) : space.axes().get(a).text(place[a]);
  }
}
