package org.basin.space;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.basin.sweep.condition.Condition;

/**
 * The digits of a point's index, turned like those of a mechanical counter: a step touches only the
 * digits that change, and neither divides nor allocates. When a condition fails, the last digit
 * that it reads is turned at once, over all the points that would fail alike.
 */
final class Odometer implements Cursor, Condition.Valuation {

  private final ProductSpace space;
  private final Digit[] digits;

  /** Rank of each digit among its admitted places, and the place itself. */
  private final long[] rank;

  private final int[] digitPlace;

  private final int[] place;
  private final double[] number;
  private final long[] term;

  /** The place that each term is of; -1 before the first. */
  private final int[] termPlace;

  private final Lookup[] lookup;
  private final Map<String, Integer> axisByName = new HashMap<>();

  /** The last digit that has anywhere to go; often the replicate has not. */
  private final int fastest;

  /** Where to walk, in positions before trial numbers are restricted. */
  private final Spans span;

  private int run = -1;
  private long stop;
  private long position;
  private long trial;
  private long sum;

  /** Axes at whose move {@link #dependent} changes. */
  private final boolean[] read;

  private long dependent;
  private boolean stale = true;

  private final Activity activity;

  /** Which axes are there, as far as they have a condition. */
  private final boolean[] active;

  private boolean unknown = true;

  Odometer(ProductSpace space, Spans span) {
    this.space = space;
    this.span = span;
    digits = space.digits().toArray(Digit[]::new);
    int last = digits.length - 1;
    while (last > 0 && digits[last].places().size() == 1) {
      last--;
    }
    fastest = last;
    rank = new long[digits.length];
    digitPlace = new int[digits.length];
    int axes = space.axes().size();
    place = new int[axes];
    number = new double[axes];
    term = new long[axes];
    termPlace = new int[axes];
    Arrays.fill(termPlace, -1);
    lookup = space.lookups();
    read = space.terms().read();
    activity = space.activity();
    active = new boolean[axes];
    Arrays.fill(active, true);
    for (int a = 0; a < axes; a++) {
      axisByName.put(space.axes().get(a).name(), a);
    }
  }

  @Override
  public boolean next() {
    if (run == span.runs()) {
      return false;
    }
    int changed = run < 0 ? jump(0) : step(fastest);
    while (changed >= 0) {
      int failed = failed(changed);
      if (failed < 0) {
        return true;
      }
      changed = step(failed);
    }
    return false;
  }

  /**
   * Turns a digit one on and puts those after it back to their first place.
   *
   * @return the first digit that changed, -1 at the end
   */
  private int step(int digit) {
    long target = position + space.weight(digit);
    for (int d = digit + 1; d <= fastest; d++) {
      target -= rank[d] * space.weight(d);
    }
    if (target >= stop) {
      return jump(target);
    }
    for (int d = digit + 1; d <= fastest; d++) {
      turn(d, 0);
    }
    int d = digit;
    while (rank[d] + 1 == digits[d].places().size()) {
      turn(d--, 0);
    }
    turn(d, rank[d] + 1);
    position = target;
    return d;
  }

  /**
   * Goes to the first position of the span that is not before {@code target}; -1 if there is none.
   */
  private int jump(long target) {
    run = Math.max(run, 0);
    while (run < span.runs() && span.until(run) <= target) {
      run++;
    }
    if (run == span.runs()) {
      return -1;
    }
    stop = span.until(run);
    seat(Math.max(target, span.first(run)));
    return 0;
  }

  /** Puts all digits where a position has them. */
  void seat(long position) {
    this.position = position;
    long rest = position;
    for (int d = 0; d < digits.length; d++) {
      turn(d, rest / space.weight(d));
      rest %= space.weight(d);
    }
  }

  /** Puts one digit at the admitted place with a rank. */
  void turn(int digit, long rank) {
    this.rank[digit] = rank;
    turnTo(digit, (int) digits[digit].places().at(rank));
  }

  /** Puts one digit at a place, admitted or not. */
  void turnTo(int digit, int to) {
    Digit turned = digits[digit];
    trial += (to - digitPlace[digit]) * space.stride(digit);
    digitPlace[digit] = to;
    int[] axes = turned.axes();
    for (int i = 0; i < axes.length; i++) {
      move(axes[i], turned.placeOn(i, to));
    }
  }

  private void move(int axis, int to) {
    boolean moves = place[axis] != to;
    stale |= read[axis] && moves;
    unknown |= moves && activity.read(axis);
    place[axis] = to;
    number[axis] = lookup[axis].number(to);
  }

  /** What the axes add by themselves where they stand. */
  private long terms() {
    for (int axis = 0; axis < place.length; axis++) {
      int there = place(axis);
      if (termPlace[axis] != there) {
        long now = there < 0 ? 0 : lookup[axis].term(there);
        sum += now - term[axis];
        term[axis] = now;
        termPlace[axis] = there;
      }
    }
    return sum;
  }

  /** Whether an axis is there. */
  private boolean active(int axis) {
    if (!activity.conditional(axis)) {
      return true;
    }
    if (unknown) {
      unknown = false;
      for (int a = 0; a < active.length; a++) {
        active[a] = there(a);
      }
    }
    return active[axis];
  }

  private boolean there(int axis) {
    return !activity.conditional(axis) || activity.active(axis, asked);
  }

  /** Asks anew for each axis that a condition names, in whatever order conditions stand. */
  private final Condition.Valuation asked =
      new Condition.Valuation() {
        @Override
        public double number(String axis) {
          return Odometer.this.number(axis);
        }

        @Override
        public String text(String axis) {
          return Odometer.this.text(axis);
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

  /** Whether a digit stands at its first place. */
  boolean first(int digit) {
    return digitPlace[digit] == 0;
  }

  /**
   * The digit to turn because a condition fails, -1 when all hold. Conditions that read no digit
   * from {@code changed} on held before and are not tested again.
   */
  private int failed(int changed) {
    for (Residual residual : space.residuals()) {
      if (residual.last() >= changed && !residual.admits(this)) {
        return residual.last();
      }
    }
    return -1;
  }

  @Override
  public long trial() {
    return trial;
  }

  @Override
  public int replicate() {
    return digitPlace[digits.length - 1];
  }

  @Override
  public long seed() {
    SeedTerms terms = space.terms();
    if (terms.shared()) {
      return Seeds.trial(0, space.seed(), replicate());
    }
    if (stale) {
      dependent = terms.dependent(a -> value(a, space.axes().get(a)));
      stale = false;
    }
    return Seeds.trial(terms.fixed() + terms() + dependent, space.seed(), replicate());
  }

  @Override
  public double number(int axis) {
    return active(axis) ? number[axis] : Double.NaN;
  }

  @Override
  public int place(int axis) {
    return active(axis) ? place[axis] : -1;
  }

  @Override
  public boolean complete() {
    return !activity.any();
  }

  @Override
  public boolean known(String axis) {
    Integer a = axisByName.get(axis);
    return a == null ? activity.fixes(axis) : active(a);
  }

  @Override
  public double number(String axis) {
    Integer a = axisByName.get(axis);
    if (a != null) {
      return number[a];
    }
    return axis.equals(Space.REPLICATE) ? replicate() : activity.number(axis);
  }

  @Override
  public String text(String axis) {
    Integer a = axisByName.get(axis);
    return a == null ? activity.text(axis) : space.axes().get(a).text(place[a]);
  }
}
