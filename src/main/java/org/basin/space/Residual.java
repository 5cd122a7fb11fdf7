package org.basin.space;

import java.io.Serializable;
import java.util.List;
import org.basin.sweep.condition.Condition;

/**
 * A condition that ties several digits together, so that it is tested point by point.
 *
 * @param condition what must hold
 * @param digits the digits that it reads, ascending
 */
record Residual(Condition condition, List<Integer> digits) implements Serializable {

  /** The least significant digit that it reads. */
  int last() {
    return digits.get(digits.size() - 1);
  }
}
