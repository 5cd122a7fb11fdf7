package org.basin.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.run.UsageException;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Method;
import org.basin.sweep.Numbers;
import org.basin.sweep.Setting;
import org.basin.sweep.StartFrom;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;
import org.basin.sweep.text.Numeral;
import org.basin.trial.Job;
import org.basin.trial.StartParameters;

/**
 * Makes the sweep of what a page shows: each axis has the one value of its slider, those of a map
 * the values of its pixels. What is fixed in the file may be an axis here: a point has the same
 * seed however it is written, and so the same row.
 */
final class Stage {

  private Stage() {}

  /** What a trial is to have beside its values. */
  record Wanted(Sweep.Histories histories, List<String> metrics) {}

  /**
   * One trial, or those of a lattice.
   *
   * @param base the sweep of the file, its engine named
   * @param lattice values of the axes of a map; none for one trial
   * @param start what the trials go on from; none where they draw it
   */
  static Job job(
      Job base, Scene scene, Map<String, double[]> lattice, Wanted wanted, StartParameters start)
      throws SweepException {
    Sweep sweep = base.sweep();
    Map<String, Setting> parameters = new LinkedHashMap<>(sweep.parameters());
    for (Axis axis : base.axes()) {
      String text = scene.values().get(axis.name());
      parameters.put(
          axis.name(), new Setting.Values(List.of(text == null ? first(axis) : value(axis, text))));
    }
    scene.values().forEach((name, text) -> put(base, parameters, name, text));
    lattice.forEach((name, values) -> parameters.put(name, new Numbers(values)));
    StartFrom from =
        start.none() ? sweep.startFrom() : new StartFrom("explored", start.fingerprint());
    Sweep staged =
        new Sweep(
            sweep.name(),
            sweep.model(),
            sweep.data(),
            new Method.Grid(),
            scene.seed(),
            scene.starts(),
            scene.replicate() + 1,
            sweep.engine(),
            sweep.metric(),
            parameters,
            sweep.where(),
            List.of(),
            new Sweep.Output(sweep.output().path(), wanted.histories(), wanted.metrics()),
            List.of(),
            from,
            sweep.remarks());
    Job all = new Job(staged, Job.of(staged.withStart(StartFrom.NONE)).space(), start(base, start));
    return scene.replicate() == 0 ? all : all.restrict(only(scene.replicate()));
  }

  private static StartParameters start(Job base, StartParameters start) {
    return start.none() ? base.start() : start;
  }

  private static Condition only(int replicate) {
    return new Condition.In(
        new Term.NumberAxis(Space.REPLICATE), List.of(new Term.Number(replicate)));
  }

  /** A slider of what is no axis of the file. */
  private static void put(Job base, Map<String, Setting> into, String name, String text) {
    if (base.axes().stream().anyMatch(axis -> axis.name().equals(name))) {
      return;
    }
    Hyperparameter known = base.hyperparameter(name);
    if (known.kind() != Hyperparameter.Kind.LANE) {
      throw new UsageException("a slider must hold a number that lanes differ in, got " + name);
    }
    into.put(name, new Setting.Values(List.of(number(known, name, text))));
  }

  private static Object first(Axis axis) {
    return axis.values().value(0);
  }

  private static Object value(Axis axis, String text) {
    if (axis.hyperparameter().type() == Hyperparameter.Type.REAL) {
      return number(axis.hyperparameter(), axis.name(), text);
    }
    for (int place = 0; place < axis.values().size(); place++) {
      if (axis.text(place).equals(text)) {
        return axis.values().value(place);
      }
    }
    throw new UsageException(axis.name() + " must be one of its values in the file, got " + text);
  }

  private static double number(Hyperparameter known, String name, String text) {
    double number = Numeral.real(text).orElse(Double.NaN);
    if (!inside(known, number)) {
      throw new UsageException(
          "%s <= %s <= %s must hold, got %s"
              .formatted(Numeral.text(known.min()), name, Numeral.text(known.max()), text));
    }
    return number;
  }

  /** Whether a hyperparameter may have a value. */
  static boolean inside(Hyperparameter known, double number) {
    return Double.isFinite(number) && number >= known.min() && number <= known.max();
  }
}
