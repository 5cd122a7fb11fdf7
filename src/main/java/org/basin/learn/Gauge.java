package org.basin.learn;

/**
 * A metric or a history: what it is called, what it means, which way is better, when a table has
 * it, and how it is read. {@link Gauges} declares it.
 *
 * @param score its declaration
 * @param lasting whether it depends on parameters, seed and data alone, so that it can be measured
 *     again without training
 * @param reading how it is read
 * @param <M> what it is read of
 */
public record Gauge<M>(Score score, boolean lasting, Reading<M> reading) {

  /** How a number is read of the model in a lane; NaN or infinite when the trial diverged. */
  @FunctionalInterface
  public interface Reading<M> {
    double of(M measures, int lane);
  }

  /** The column. */
  public String name() {
    return score.name();
  }

  /** Whether the test part of the data is needed. */
  public boolean tests() {
    return score.column() == Score.Column.TEST_PART;
  }
}
