package org.basin.space;

import java.util.List;
import java.util.TreeSet;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;

/**
 * Turns a condition over {@code trial} into runs of trial numbers. Between two neighbouring
 * constants of the condition its truth cannot change, so one number between two of them is tested.
 */
final class TrialNumbers {

  /** Doubles do not hold all whole numbers from here on. */
  private static final double EXACT = 0x1.0p53;

  private final TreeSet<Long> edges = new TreeSet<>();
  private final Condition whole;

  private TrialNumbers(Condition whole) {
    this.whole = whole;
  }

  /**
   * The trial numbers that satisfy a condition.
   *
   * @throws IllegalArgumentException unless the condition only compares the bare {@code trial} with
   *     constants below 2^53
   */
  static Spans admitted(Condition condition, Spans among) {
    TrialNumbers numbers = new TrialNumbers(condition);
    numbers.edges.add(0L);
    numbers.edges.add(Long.MAX_VALUE);
    numbers.collect(condition);
    Spans.Collector collector = new Spans.Collector();
    for (long edge : numbers.edges.headSet(Long.MAX_VALUE)) {
      if (condition.test(new OnlyTrial(edge))) {
        collector.add(edge, numbers.edges.higher(edge));
      }
    }
    return among.intersect(collector.spans());
  }

  private record OnlyTrial(long trial) implements Condition.Valuation {
    @Override
    public double number(String axis) {
      return trial;
    }

    @Override
    public String text(String axis) {
      return Long.toString(trial);
    }
  }

  private void collect(Condition condition) {
    if (condition instanceof Condition.And and) {
      and.parts().forEach(this::collect);
    } else if (condition instanceof Condition.Or or) {
      or.parts().forEach(this::collect);
    } else if (condition instanceof Condition.Not not) {
      collect(not.part());
    } else if (condition instanceof Condition.Comparison comparison) {
      compare(comparison.left(), List.of(comparison.right()));
    } else if (condition instanceof Condition.In in) {
      compare(in.term(), in.members());
    }
  }

  private void compare(Term left, List<Term> right) {
    if (left instanceof Term.Number constant && right.get(0) instanceof Term.NumberAxis axis) {
      compare(axis, List.of(constant));
      return;
    }
    for (Term term : right) {
      if (!left.equals(new Term.NumberAxis(Space.TRIAL))
          || !(term instanceof Term.Number number)
          || Math.abs(number.value()) >= EXACT) {
        throw new IllegalArgumentException(
            "trial must be compared alone and with constants below 2^53, got " + whole);
      }
      long floor = (long) Math.floor(number.value());
      edges.add(Math.max(floor, 0));
      edges.add(Math.max(floor + 1, 0));
    }
  }
}
