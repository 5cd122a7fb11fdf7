package org.basin.learn;

import java.util.List;
import java.util.Map;

/**
 * What is kept of a training.
 *
 * @param before the parameters that it started from
 * @param after what was learned
 * @param histories by metric
 * @param every a number of each history is kept every so many epochs or steps
 */
public record Course(
    List<Parameter> before, List<Parameter> after, Map<String, float[]> histories, int every) {

  public Course {
    before = List.copyOf(before);
    after = List.copyOf(after);
    histories = Map.copyOf(histories);
  }

  /** A history. */
  public double[] history(History history) {
    float[] kept = histories.get(history.metric());
    double[] numbers = new double[kept.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = kept[i];
    }
    return numbers;
  }

  /**
   * How many epochs or steps were over when each number of a history was taken.
   *
   * @param steps of the whole training, or of what is done with the trained model
   */
  public double[] places(History history, int steps) {
    double[] places = new double[histories.get(history.metric()).length];
    for (int i = 0; i < places.length; i++) {
      places[i] =
          history.moment() == History.Moment.BEFORE
              ? (double) i * every
              : Math.min(steps, (i + 1.0) * every);
    }
    return places;
  }
}
