package org.basin.importance;

import java.util.ArrayList;
import java.util.List;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.sweep.Method;
import org.basin.sweep.Sweep;

/**
 * What varies over the trials of a run.
 *
 * @param factors in the order of the sweep; those of one value explain nothing and are left out
 * @param replicates trials of each point
 * @param walked whether each point stands once, as in a grid; points that are drawn may not
 */
public record Design(List<Factor> factors, int replicates, boolean walked) {

  /** One whose points stand once each. */
  public Design(List<Factor> factors, int replicates) {
    this(factors, replicates, true);
  }

  public Design {
    factors = factors.stream().filter(factor -> factor.size() > 1).toList();
  }

  /** Whether no factor has more values than so many. */
  boolean within(int most) {
    return factors.stream().allMatch(factor -> factor.size() <= most);
  }

  /** That of a sweep. */
  public static Design of(Sweep sweep, Space space) {
    List<Factor> factors = new ArrayList<>();
    for (Axis axis : space.axes()) {
      List<String> together =
          sweep.zip().stream()
              .filter(names -> names.contains(axis.name()))
              .findFirst()
              .orElse(List.of(axis.name()));
      Factor factor =
          new Factor(space.axes().stream().filter(each -> together.contains(each.name())).toList());
      if (!factors.contains(factor)) {
        factors.add(factor);
      }
    }
    boolean walked = !(sweep.method() instanceof Method.Sampled);
    return new Design(factors, sweep.replicates(), walked);
  }
}
