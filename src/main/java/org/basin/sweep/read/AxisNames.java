package org.basin.sweep.read;

import java.util.List;
import java.util.Optional;
import org.basin.sweep.Conditional;
import org.basin.sweep.Distribution;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Method;
import org.basin.sweep.Misnamed;
import org.basin.sweep.Setting;
import org.basin.sweep.Vocabulary;
import org.basin.sweep.text.Nearest;

/** The names of axes as the keys beside {@code parameters} use them. */
final class AxisNames {

  private final Vocabulary vocabulary;
  private final String model;
  private final Declared declared;
  private final boolean listed;
  private final Optional<String> sampled;

  AxisNames(Vocabulary vocabulary, String model, Declared declared, Optional<Method> method) {
    this.vocabulary = vocabulary;
    this.model = model;
    this.declared = declared;
    this.listed = method.flatMap(Method::points).isPresent();
    this.sampled = method.filter(Method.Sampled.class::isInstance).map(Method::word);
  }

  /**
   * Refuses an axis of which every trial may have a value of its own.
   *
   * @throws IllegalArgumentException with the law
   */
  void requireListed(String name) {
    Optional<Setting.Axis> axis = declared.find(name).flatMap(Declared.Parameter::axis);
    if (axis.map(Conditional::plain).orElse(null) instanceof Distribution drawn) {
      throw new IllegalArgumentException(
          "must name an axis of listed values, got %s, which is drawn from %s; the report has a picture of it"
              .formatted(name, drawn.word()));
    }
  }

  /** The word of a method that draws points; empty when they are walked. */
  Optional<String> drawn() {
    return sampled;
  }

  /** What the file itself shows to vary. */
  List<String> all() {
    return declared.axes();
  }

  /**
   * The hyperparameter that the name of an axis or of a fixed parameter stands for: an override may
   * have fixed what an answer tells apart.
   *
   * @throws IllegalArgumentException with the law for a name that is neither
   */
  Hyperparameter parameter(String name) {
    return declared.find(name).isPresent() ? declared.find(name).get().what() : axis(name);
  }

  /**
   * The hyperparameter that an axis' name stands for. The columns of a list of points are axes too,
   * but only the reader of that file knows them.
   *
   * @throws IllegalArgumentException with the law for a name that is not an axis
   */
  Hyperparameter axis(String name) {
    if (declared.find(name).isPresent()) {
      Declared.Parameter parameter = declared.find(name).get();
      if (parameter.fixed()) {
        throw new IllegalArgumentException("must name an axis, got " + name + ", which is fixed");
      }
      return parameter.what();
    }
    if (listed) {
      return vocabulary
          .hyperparameter(model, name)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "must name a hyperparameter, "
                          + Misnamed.parameter(vocabulary, model, name)));
    }
    throw new IllegalArgumentException("must name an axis, " + Nearest.of(name, all()));
  }
}
