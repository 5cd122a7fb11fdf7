package org.basin.energy;

import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.learn.Gauge;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.Score;
import org.basin.learn.Wanted;

/** Learners of energy nets. */
final class Learners {

  /** The metrics that a sweep has without asking, which are the first. */
  static final List<Gauge<Measures>> STANDARD =
      EnergyGauges.ALL.all().stream()
          .filter(gauge -> gauge.score().column() == Score.Column.STANDARD)
          .toList();

  private Learners() {}

  /** One that measures the standard metrics. */
  static Learner of(
      EnergySettings settings,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes) {
    return of(settings, data, kernels, fixed, axes, STANDARD);
  }

  static Learner of(
      EnergySettings settings,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes,
      List<Gauge<Measures>> wanted) {
    return new EnergyModel(settings, data)
        .learner(
            kernels,
            new LaneValues(fixed, axes),
            Wanted.of(wanted.stream().map(Gauge::name).toList()));
  }

  /** Where a metric stands among all. */
  static int place(Gauge<Measures> gauge) {
    return EnergyGauges.ALL.all().indexOf(gauge);
  }
}
