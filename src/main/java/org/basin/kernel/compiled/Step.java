package org.basin.kernel.compiled;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A deed after others: steps make a tree, and the way from its root is a sequence of deeds that is
 * done together when it ends here.
 */
final class Step {

  /** Tells the deed from others in this place. */
  final long mark;

  /** Null at the root. */
  private final Deed deed;

  private final Step before;
  private Step[] next = {};

  /** The one that was taken last; only a guess where it may be. */
  private Step likely;

  /** What does the sequence that ends here; null where none does. */
  private Calls calls;

  /** How often a sequence ended here. */
  private int ended;

  private Step(Step before, long mark, Deed deed) {
    this.before = before;
    this.mark = mark;
    this.deed = deed;
  }

  static Step root() {
    return new Step(null, 0, null);
  }

  /** The step to a deed; null where none is known. */
  Step to(long mark) {
    Step guess = likely;
    if (guess != null && guess.mark == mark) {
      return guess;
    }
    for (Step step : next) {
      if (step.mark == mark) {
        likely = step;
        return step;
      }
    }
    return null;
  }

  /** Adds a step. */
  Step grow(long mark, Deed deed) {
    Step step = new Step(this, mark, deed);
    next = Arrays.copyOf(next, next.length + 1);
    next[next.length - 1] = step;
    return step;
  }

  /** A sequence ends here; whether that is new. */
  boolean end() {
    return ended++ == 0;
  }

  /** How often a sequence ended here. */
  int ended() {
    return ended;
  }

  /** The steps from the root to here. */
  List<Step> way() {
    Deque<Step> way = new ArrayDeque<>();
    for (Step step = this; step.before != null; step = step.before) {
      way.addFirst(step);
    }
    return new ArrayList<>(way);
  }

  Deed deed() {
    return deed;
  }

  Calls calls() {
    return calls;
  }

  void calls(Calls calls) {
    this.calls = calls;
  }
}
