package org.basin.learn;

import java.util.List;

/**
 * What is wanted of trainings: the metrics of the trained models, and histories.
 *
 * @param metrics names of metrics, in the order of the scores
 * @param histories metrics that are kept along the training, in the family's order
 * @param every a number of each history is kept every so many epochs or steps; 0 for none
 */
public record Wanted(List<String> metrics, List<String> histories, int every) {

  public Wanted {
    metrics = List.copyOf(metrics);
    histories = every == 0 ? List.of() : List.copyOf(histories);
  }

  /** Metrics alone. */
  public static Wanted of(List<String> metrics) {
    return new Wanted(metrics, List.of(), 0);
  }

  /** Whether numbers are kept after an epoch, from 0. */
  public boolean due(int epoch, int epochs) {
    return History.Moment.AFTER.due(epoch, epochs, every);
  }

  /** How many numbers a history of so many epochs or steps has. */
  public int numbers(int steps) {
    return every == 0 ? 0 : (int) (((long) steps + every - 1) / every);
  }
}
