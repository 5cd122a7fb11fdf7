package org.basin.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * A boolean expression over axes, such as {@code weight_0_0_0 <= weight_0_1_1 && scheme == "ep"}.
 * It comes from {@code where} in a sweep file and from the filters of a query; the space uses both
 * alike.
 */
public sealed interface Condition extends Serializable {

  /** Holds everywhere. */
  Condition ALL = new And(List.of());

  /** Where a condition looks up the values of the point at hand. */
  interface Valuation {
    /** The value of a numeric axis. */
    double number(String axis);

    /** The value of any other axis, as text. */
    String text(String axis);
  }

  /** Whether the point at hand satisfies this. */
  boolean test(Valuation point);

  /** All of them hold; true when there are none. */
  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean test(Valuation point) {
      for (Condition part : parts) {
        if (!part.test(point)) {
          return false;
        }
      }
      return true;
    }
  }
}
