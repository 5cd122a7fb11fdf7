package org.basin.sweep;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.basin.sweep.condition.Condition;

/** What a {@link Summary} says of the trials of one cell. */
public sealed interface Measure extends Serializable {

  /** The columns that this looks at: metrics, axes, {@code state}. */
  Set<String> columns();

  /** The word in the sweep file. */
  String word();

  /** What stands behind the word in the sweep file. */
  String text();

  /**
   * The percent of trials for which a condition holds.
   *
   * @param condition over metrics, axes and {@code state}; a metric of a trial that is not COMPLETE
   *     has no value, unless it says how that trial diverged, and no comparison with it holds,
   *     whether negated or not
   */
  record Share(Condition condition) implements Measure {
    @Override
    public Set<String> columns() {
      return condition.axes();
    }

    @Override
    public String word() {
      return "share";
    }

    @Override
    public String text() {
      return condition.toString();
    }
  }

  /**
   * The mean of a metric over the trials that have it.
   *
   * @param beside a metric whose mean stands beside it, such as what theory expects; "" for none
   */
  record Mean(String metric, String beside) implements Measure {

    /** A mean by itself. */
    public Mean(String metric) {
      this(metric, "");
    }

    @Override
    public Set<String> columns() {
      return beside.isEmpty() || beside.equals(metric) ? Set.of(metric) : Set.of(metric, beside);
    }

    @Override
    public String word() {
      return "mean";
    }

    @Override
    public String text() {
      return metric;
    }
  }

  /**
   * The dimension of the boundary, on a plane of two axes, of where a condition holds.
   *
   * @param condition over metrics, axes and {@code state}; where it has no value it does not hold
   * @param x one axis of the plane
   * @param y the other one
   */
  record Boundary(Condition condition, String x, String y) implements Measure {
    @Override
    public Set<String> columns() {
      Set<String> columns = new LinkedHashSet<>(condition.axes());
      columns.add(x);
      columns.add(y);
      return Collections.unmodifiableSet(columns);
    }

    @Override
    public String word() {
      return "boundary";
    }

    @Override
    public String text() {
      return condition.toString();
    }
  }

  /** The median of a metric over the trials that have it. */
  record Median(String metric) implements Measure {
    @Override
    public Set<String> columns() {
      return Set.of(metric);
    }

    @Override
    public String word() {
      return "median";
    }

    @Override
    public String text() {
      return metric;
    }
  }
}
