package org.basin.sweep;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The names that a sweep file may use: models, their hyperparameters and metrics, engines, and
 * kinds of data. The parser asks; the model registry answers, so that this package need not know a
 * model.
 */
public interface Vocabulary {

  /** Names of the models of this build. */
  List<String> models();

  /** Names of the engines of this build. */
  List<String> engines();

  /** Hyperparameters of a model, in the order in which they are described. */
  List<Hyperparameter> hyperparameters(String model);

  /**
   * What a name in a sweep file means, indices included.
   *
   * @return empty when the model has no such hyperparameter
   */
  default Optional<Hyperparameter> hyperparameter(String model, String name) {
    return hyperparameters(model).stream().filter(known -> known.matches(name)).findFirst();
  }

  /** Names of all metrics of a model, in column order. */
  List<String> metrics(String model);

  /** Names of the metrics that any sweep gets unless it says otherwise, in column order. */
  default List<String> standardMetrics(String model) {
    return metrics(model);
  }

  /**
   * Names of the metrics that a sweep gets besides the standard ones if it says nothing else and
   * they can be measured: those of the test part of the data.
   */
  default List<String> testMetrics(String model) {
    return List.of();
  }

  /** Names of the metrics of a model that can be kept along a training, in column order. */
  default List<String> histories(String model) {
    return List.of();
  }

  /** Names of those that a sweep keeps which names none, in column order. */
  default List<String> standardHistories(String model) {
    return histories(model);
  }

  /**
   * Names of the metrics that can be measured of what a sweep trains, in column order.
   *
   * @param sweep whose metric columns do not matter
   * @return empty when the data or the points that this depends on are not at hand
   */
  default Optional<List<String>> measurable(Sweep sweep) {
    return Optional.of(metrics(sweep.model()));
  }

  /**
   * Which of two values of a metric is the better one.
   *
   * @return true when it is the lesser, as of an error; false when it is the greater, as of an
   *     accuracy
   */
  default boolean minimized(String model, String metric) {
    return true;
  }

  /** The kinds of data, in the order in which they are described. */
  List<DataKind> data();

  /** The kind of data of a sweep that names none; empty when data must be named. */
  default Optional<String> standardData(String model) {
    return Optional.empty();
  }

  /**
   * The fingerprint of the parameters of a checkpoint that a sweep file names.
   *
   * @param mistake receives the law that the file breaks, with the values
   * @return empty when it breaks one
   */
  default Optional<String> startFingerprint(String file, Consumer<String> mistake) {
    mistake.accept("must be left out: no model of this build starts from a file, got " + file);
    return Optional.empty();
  }

  /**
   * Reads the files that a sweep names, when other mistakes keep the sweep from being checked as a
   * whole.
   *
   * @param sweep with its data and its points as the file says, and the parameters that could be
   *     read
   * @param mistake receives {@code data}, an option of it or {@code points}, and the law with the
   *     values
   */
  default void checkFiles(Sweep sweep, BiConsumer<String, String> mistake) {}

  /**
   * Checks the laws that tie several settings together, such as {@code weight_0_2_0} naming a unit
   * that the layer does not have.
   *
   * @param sweep otherwise sound
   * @param mistake receives a path in the file, such as {@code parameters.weight_0_2_0}, and the
   *     law with the values
   */
  void check(Sweep sweep, BiConsumer<String, String> mistake);
}
