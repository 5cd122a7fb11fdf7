package org.basin.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.space.Point;
import org.basin.sweep.Method;
import org.basin.sweep.Remarks;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;
import org.basin.sweep.condition.Condition;

/** Sweeps of a single trial. */
final class TrialSweep {

  private TrialSweep() {}

  /** A sweep with every axis at a point's value. */
  static Sweep of(Sweep sweep, Point point) {
    Map<String, Setting> parameters = new LinkedHashMap<>(sweep.parameters());
    // of an axis that is not there its hyperparameter takes the standard
    parameters.values().removeIf(setting -> !(setting instanceof Setting.Fixed));
    point.values().forEach((name, value) -> parameters.put(name, new Setting.Fixed(value)));
    return with(sweep, parameters, sweep.output());
  }

  /** The same sweep with other metric columns. */
  static Sweep measuring(Sweep sweep, List<String> metrics) {
    Sweep.Output output = new Sweep.Output(sweep.output().path(), Sweep.Histories.NONE, metrics);
    return with(sweep, sweep.parameters(), output);
  }

  private static Sweep with(Sweep sweep, Map<String, Setting> parameters, Sweep.Output output) {
    return new Sweep(
        sweep.name(),
        sweep.model(),
        sweep.data(),
        new Method.Grid(),
        sweep.seed(),
        sweep.starts(),
        1,
        sweep.engine(),
        sweep.metric(),
        parameters,
        Condition.ALL,
        List.of(),
        output,
        List.of(),
        sweep.startFrom(),
        Remarks.NONE);
  }
}
