package org.basin.learn;

import java.util.Optional;
import java.util.function.Function;
import org.basin.kernel.Plane;

/**
 * A metric: what it is called, what it means, which way is better, when a table has it, whether it
 * can be kept along a training, and how it is read. {@link Gauges} declares it.
 *
 * @param score its declaration
 * @param history how it is kept along a training; empty where it has no value before the end
 * @param lasting whether it depends on parameters, seed and data alone, so that it can be measured
 *     again without training
 * @param reading how it is read
 * @param <M> what it is read of
 */
public record Gauge<M>(
    Score score, Optional<History> history, boolean lasting, Reading<M> reading) {

  /** How a number is read of the model in a lane; NaN or infinite when the trial diverged. */
  @FunctionalInterface
  public interface Reading<M> {
    double of(M measures, int lane);

    /**
     * Reads it of every lane.
     *
     * @param numbers receives them, as many as there are lanes
     */
    default void all(M measures, double[] numbers) {
      for (int lane = 0; lane < numbers.length; lane++) {
        numbers[lane] = of(measures, lane);
      }
    }

    /**
     * Writes it of every lane into a cell of a plane.
     *
     * @param scratch as many numbers as there are lanes
     */
    default void keep(M measures, Plane into, int cell, double[] scratch) {
      all(measures, scratch);
      into.write(cell, scratch);
    }
  }

  /** Reads the only cell of a plane. */
  public static <M> Reading<M> cell(Function<M, Plane> plane) {
    return new Reading<>() {
      @Override
      public double of(M measures, int lane) {
        return plane.apply(measures).get(0, lane);
      }

      @Override
      public void keep(M measures, Plane into, int cell, double[] scratch) {
        into.take(cell, plane.apply(measures), 0);
      }
    };
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
