package org.basin.learn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.sweep.Part;

/** One structure of a family, with what it learns: what a trial costs, and its learners. */
public interface Model {

  /**
   * A learner for trials of this structure.
   *
   * @param values where lane hyperparameters come from
   * @param wanted the {@link Family#scores} to measure, in the order of the learner's scores, and
   *     the {@link Family#histories} to keep
   */
  Learner learner(Kernels kernels, LaneValues values, Wanted wanted);

  /** All parameters of a trial, in the order of {@link Learner#parameters}. */
  List<Form> forms();

  /**
   * Why trials can't start from given parameters, as it is said of a checkpoint; empty when they
   * can.
   */
  default Optional<String> refusal(List<Parameter> start) {
    Map<String, List<Integer>> wanted = new LinkedHashMap<>();
    forms().forEach(form -> wanted.put(form.name(), form.shape()));
    Map<String, List<Integer>> found = new LinkedHashMap<>();
    start.forEach(one -> found.put(one.name(), one.shape()));
    for (Form form : forms()) {
      List<Integer> shape = found.get(form.name());
      if (!form.shape().equals(shape)) {
        return Optional.of(
            "%s must have shape %s, got %s"
                .formatted(form.name(), form.shape(), shape == null ? "no such array" : shape));
      }
    }
    return found.keySet().stream()
        .filter(name -> !wanted.containsKey(name))
        .findFirst()
        .map(
            name ->
                "parameters must be %s, got %s too"
                    .formatted(String.join(", ", wanted.keySet()), name));
  }

  /** Samples of a part of the data that a model can say something of; 0 for none. */
  int samples(Part part);

  /** Numbers of a sample. */
  int inputs();

  /** Numbers that a model says of a sample. */
  int outputs();

  /**
   * About how many additions and multiplications one trial takes.
   *
   * @param wanted what is measured
   */
  double operations(Wanted wanted);

  /**
   * Data with so few training samples that a trial takes about so many additions and
   * multiplications; the data itself when that is few enough or a trial does not go over samples.
   *
   * @param wanted what is measured
   */
  Dataset shortened(Wanted wanted, double operations);

  /** The pictures of a trained trial; their titles say nothing of which trial it is. */
  List<Figure> figures(Portrait trial);

  /** How many trials an engine trains side by side. */
  int lanes(Engine engine);
}
