package org.basin.learn;

import org.basin.kernel.Kernels;

/**
 * A trained trial as its family draws it.
 *
 * @param course its training
 * @param lanes where lane hyperparameters come from
 * @param seed of the trial
 * @param values of its lane axes
 * @param sample of the training data, from 0, where a picture is of one sample
 * @param kernels compute what has to be computed, in lane 0
 */
public record Portrait(
    Course course, LaneValues lanes, long seed, double[] values, int sample, Kernels kernels) {

  /** A lane hyperparameter of the trial. */
  public double value(Dial dial, int... indices) {
    return lanes.of(dial, indices).in(values);
  }
}
