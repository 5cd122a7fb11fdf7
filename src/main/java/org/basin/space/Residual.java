package org.basin.space;

import java.io.Serializable;
import java.util.List;
import org.basin.sweep.condition.Condition;

/**
 * A condition that ties several digits together, so that it is tested point by point.
 *
 * @param condition what must hold
 * @param digits the digits that it reads, ascending
 * @param pinned the digit that stands at its first place where the condition does not hold;
 *     negative when there is no trial then
 */
record Residual(Condition condition, List<Integer> digits, int pinned) implements Serializable {

  Residual(Condition condition, List<Integer> digits) {
    this(condition, digits, -1);
  }

  /** Whether there may be a trial where an odometer stands. */
  boolean admits(Odometer at) {
    return pinned >= 0 && at.first(pinned) || condition.test(at);
  }

  /** The least significant digit that it reads. */
  int last() {
    return digits.get(digits.size() - 1);
  }
}
