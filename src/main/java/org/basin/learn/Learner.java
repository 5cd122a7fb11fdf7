package org.basin.learn;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.basin.sweep.Part;

/**
 * Models of equal structure, one to a lane, and how they are trained. A learner is reused: {@link
 * #start} overwrites whatever the trial before left in that lane. Its models can be taken out, put
 * back, and measured without training.
 */
public interface Learner {

  /** How many trials are trained side by side. */
  int lanes();

  /**
   * Gives a lane its trial: initial parameters drawn from the seed, then the values of the lane
   * axes, in the order the learner was made with.
   *
   * @param lane from 0 to {@link #lanes()} - 1
   */
  void start(int lane, long seed, double[] values);

  /**
   * Makes all trials start from given parameters, but for the numbers that their sweep names, from
   * the next {@link #start} on.
   *
   * @param given at least those of {@link #parameters}, of their shapes, in any order
   */
  void startFrom(List<Parameter> given);

  /** Trains all lanes from start to end. */
  void train();

  /**
   * A metric of the trial in a lane; NaN or infinite when the trial diverged.
   *
   * @param score place among the metrics that the learner was made to measure
   */
  double score(int score, int lane);

  /**
   * A history of the trial in a lane, an array of its own.
   *
   * @param history place among those that the learner was made to keep
   */
  float[] history(int history, int lane);

  /**
   * Asks for what the models say of parts of the data from the next training on.
   *
   * @param parts of which the models can say something
   */
  void keepOutputs(List<Part> parts);

  /**
   * What the trained model in a lane says, sample by sample, an array of its own.
   *
   * @param output place among the parts that were asked for
   */
  float[] output(int output, int lane);

  /** What all models say of a part of the data as they are, once they are measured. */
  Optional<Outputs> outputs(Part part);

  /**
   * What all models say of given samples as they are, once they are measured.
   *
   * @param inputs one after the other, as many numbers each as the models have inputs
   */
  Optional<Outputs> outputs(float[] inputs);

  /**
   * The inputs that the labels of a part of the data imply; empty where a family does not go
   * backward or the part has no samples.
   *
   * @param held layers below the output that stand where the models settle on a sample
   * @throws IllegalArgumentException with the law, when there is no such layer
   */
  Optional<Outputs> implied(Part part, Set<Integer> held);

  /**
   * The inputs that given outputs imply; empty where a family does not go backward.
   *
   * @param outputs one after the other, as many numbers each as the models have outputs
   */
  Optional<Outputs> implied(float[] outputs);

  /**
   * What a checkpoint holds of the trained model in a lane beside its parameters: {@link
   * Net#states}.
   */
  List<Parameter> states(int lane);

  /** Whether a parameter of the trial in a lane became NaN or infinite. */
  boolean diverged(int lane);

  /**
   * The parameters of the trial in a lane, in an order that never changes: those it starts from
   * before it is trained, afterwards what it has learned.
   */
  List<Parameter> parameters(int lane);

  /**
   * Gives a lane other parameters than it has.
   *
   * @param parameters of the names and shapes, and in the order, of {@link #parameters}; the lane
   *     was started with the trial's seed and lane values
   */
  void restore(int lane, List<Parameter> parameters);

  /** Measures all lanes as they are. Scores that {@link #lasting} denies are left undefined. */
  void measure();

  /**
   * Whether a metric depends on parameters, seed and data alone, so that {@link #measure} gives
   * what training gave. What is measured while a model changes is gone afterwards.
   *
   * @param score place among the metrics that the learner was made to measure
   */
  boolean lasting(int score);
}
