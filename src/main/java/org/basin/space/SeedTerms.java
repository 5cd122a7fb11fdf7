package org.basin.space;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleToLongFunction;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Setting;
import org.basin.sweep.Standard;
import org.basin.sweep.Sweep;
import org.basin.sweep.Vocabulary;

/**
 * What the values of a point's hyperparameters add to the sum behind its seeds: one term for each
 * that the sweep varies, fixes or lists, and nothing for a value that the hyperparameter has anyway
 * when it is not set. So a point has the same seeds however it is written, and hyperparameters that
 * a later build adds change no seed.
 *
 * <p>With {@code starts: shared} no value adds anything: replicate r has one seed at all points.
 */
final class SeedTerms implements Serializable {

  private static final long serialVersionUID = 1;

  /**
   * Where a value comes from.
   *
   * @param axis which axis; negative when it is the same at every point
   * @param fixed the value then
   */
  private record Source(int axis, Object fixed) implements Serializable {

    /** The value at a point; null where its axis is not there. */
    Object at(IntFunction<Object> point) {
      return axis < 0 ? fixed : point.apply(axis);
    }
  }

  /**
   * A hyperparameter whose standard depends on the choice of another one.
   *
   * @param value its own
   * @param choice of the other one
   */
  private record Dependent(String name, Hyperparameter hyperparameter, Source value, Source choice)
      implements Serializable {

    long term(IntFunction<Object> point) {
      Object own = value.at(point);
      Standard.ByChoice standard = (Standard.ByChoice) hyperparameter.standard();
      Object other = choice.at(point);
      String chosen = other == null ? standard.usual() : (String) other;
      boolean same = own == null || own.equals(standard.of(chosen));
      return same ? 0 : SeedTerms.term(name, hyperparameter, own);
    }
  }

  private final Sweep.Starts starts;
  private final List<Axis> axes;
  private final long fixed;
  private final ArrayList<Dependent> dependents = new ArrayList<>();

  private SeedTerms(Sweep sweep, Vocabulary vocabulary, List<Axis> axes) {
    this.starts = sweep.starts();
    this.axes = new ArrayList<>(axes);
    long sum = 0;
    for (Map.Entry<String, Setting> entry : sweep.parameters().entrySet()) {
      if (entry.getValue() instanceof Setting.Fixed setting) {
        String name = entry.getKey();
        Hyperparameter known = AxisGrid.hyperparameter(sweep, vocabulary, name);
        if (known.standard() instanceof Standard.ByChoice standard) {
          Source value = new Source(-1, setting.value());
          dependents.add(new Dependent(name, known, value, choice(sweep, standard)));
        } else {
          sum += termUnlessStandard(name, known, setting.value());
        }
      }
    }
    for (int a = 0; a < axes.size(); a++) {
      Axis axis = axes.get(a);
      if (axis.hyperparameter().standard() instanceof Standard.ByChoice standard) {
        Source value = new Source(a, "");
        dependents.add(
            new Dependent(axis.name(), axis.hyperparameter(), value, choice(sweep, standard)));
      }
    }
    this.fixed = sum;
  }

  /**
   * @param axes all axes of the space, those of a list of points among them
   */
  static SeedTerms of(Sweep sweep, Vocabulary vocabulary, List<Axis> axes) {
    return new SeedTerms(sweep, vocabulary, axes);
  }

  private Source choice(Sweep sweep, Standard.ByChoice standard) {
    return new Source(
        axes.stream().map(Axis::name).toList().indexOf(standard.other()),
        sweep.parameters().get(standard.other()) instanceof Setting.Fixed setting
            ? setting.value()
            : standard.usual());
  }

  /** Whether all points share the seeds of their replicates. */
  boolean shared() {
    return starts == Sweep.Starts.SHARED;
  }

  /** What fixed hyperparameters add at every point. */
  long fixed() {
    return fixed;
  }

  /** Which axes {@link #dependent} reads. */
  boolean[] read() {
    boolean[] read = new boolean[axes.size()];
    for (Dependent one : dependents) {
      for (Source source : List.of(one.value, one.choice)) {
        if (source.axis >= 0) {
          read[source.axis] = true;
        }
      }
    }
    return read;
  }

  /**
   * What hyperparameters add whose standard depends on another one.
   *
   * @param point the value on each axis, null where the axis is not there
   */
  long dependent(IntFunction<Object> point) {
    long sum = 0;
    for (Dependent one : dependents) {
      sum += one.term(point);
    }
    return sum;
  }

  /** What the values of an axis add by themselves, by place. */
  static IntToLongFunction ofAxis(Axis axis) {
    Hyperparameter known = axis.hyperparameter();
    if (known.standard() instanceof Standard.ByChoice) {
      return place -> 0;
    }
    if (!axis.numeric()) {
      return place -> termUnlessStandard(axis.name(), known, axis.values().value(place));
    }
    DoubleToLongFunction terms = ofNumber(axis);
    IntToDoubleFunction numbers = axis.values().reader();
    return place -> terms.applyAsLong(numbers.applyAsDouble(place));
  }

  /** What the values of an axis of numbers add by themselves. */
  static DoubleToLongFunction ofNumber(Axis axis) {
    Standard of = axis.hyperparameter().standard();
    if (of instanceof Standard.ByChoice) {
      return number -> 0;
    }
    double usual =
        of instanceof Standard.Always always && always.value() instanceof Number standard
            ? standard.doubleValue()
            : Double.NaN;
    long name = Seeds.hash(axis.name());
    return number -> number == usual ? 0 : Seeds.term(name, Seeds.bits(number));
  }

  private static long termUnlessStandard(String name, Hyperparameter known, Object value) {
    boolean same =
        known.standard() instanceof Standard.Always always && always.value().equals(value);
    return same ? 0 : term(name, known, value);
  }

  private static long term(String name, Hyperparameter known, Object value) {
    return Seeds.term(Seeds.hash(name), bits(known, value));
  }

  /** What stands for a value in a hash. */
  static long bits(Hyperparameter known, Object value) {
    boolean numeric =
        known.type() == Hyperparameter.Type.REAL || known.type() == Hyperparameter.Type.INTEGER;
    return numeric ? Seeds.bits(((Number) value).doubleValue()) : Seeds.hash(Setting.text(value));
  }
}
