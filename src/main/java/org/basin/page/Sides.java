package org.basin.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.basin.space.Axis;
import org.basin.sweep.Method;
import org.basin.trial.Job;

/** The sides of a page: the axes of a run that vary, those that are walked together as one. */
final class Sides {

  private Sides() {}

  /**
   * The sides of a run, in the order of its columns.
   *
   * @param most cells of a side at the most
   */
  static List<Side> of(Job job, int most) {
    boolean sampled = !(job.sweep().method() instanceof Method.Grid);
    long points = job.space().count() / Math.max(1, job.sweep().replicates());
    List<Side> sides = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Axis axis : job.axes()) {
      if (axis.values().size() > 1 && !seen.contains(axis.name())) {
        List<Axis> together = together(axis, job);
        together.forEach(each -> seen.add(each.name()));
        sides.add(Side.of(together, sampled, points, most));
      }
    }
    return List.copyOf(sides);
  }

  private static List<Axis> together(Axis axis, Job job) {
    return job.sweep().zip().stream()
        .filter(names -> names.contains(axis.name()))
        .findFirst()
        .map(names -> job.axes().stream().filter(it -> names.contains(it.name())).toList())
        .orElse(List.of(axis));
  }
}
