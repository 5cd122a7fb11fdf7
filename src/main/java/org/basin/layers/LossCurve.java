package org.basin.layers;

import java.util.Arrays;
import java.util.List;
import org.basin.learn.Gauge;

/**
 * The losses of trainings side by side, lesson by lesson, and what is made of them.
 *
 * <p>The convergence measure is that of J. Sohl-Dickstein (The boundary of neural network
 * trainability is fractal, arXiv 2402.06184, 2024, as in the code published with it): with {@code
 * v_t = min(L_t / L_0, 10⁶)}, and 10⁶ where L_t is not finite, a training converged if the mean of
 * the last 20 v is below 1; the measure is {@code -Σ v_t} if it did and {@code Σ 1/v_t} if not.
 * Deviation: 1/v counts 10⁶ at most, and v is 0 for a loss of 0 whatever L_0.
 */
final class LossCurve {

  /** Lessons that a mean is taken over. */
  static final int RECENT = 20;

  private static final double CAP = 1e6;

  private final int lessons;
  private final boolean converging;
  private final boolean greatestWanted;
  private final double[] first;

  /** Losses of the last lessons, {@code [lesson mod RECENT][lane]}. */
  private final double[][] recent = new double[RECENT][];

  private final double[] greatest;
  private final double[] sum;
  private final double[] inverses;

  /** Lessons before the first whose loss is not finite. */
  private final double[] finite;

  private int lesson;

  /**
   * @param lanes trainings side by side
   * @param lessons of a training
   * @param wanted what is asked for afterwards; the rest costs nothing
   */
  LossCurve(int lanes, int lessons, List<Gauge<LayerTraining>> wanted) {
    this.lessons = lessons;
    converging = wanted.contains(LayerGauges.CONVERGENCE);
    greatestWanted = wanted.contains(LayerGauges.MAX_LOSS);
    first = new double[lanes];
    greatest = new double[lanes];
    sum = new double[lanes];
    inverses = new double[lanes];
    finite = new double[lanes];
    for (int i = 0; i < RECENT; i++) {
      recent[i] = new double[lanes];
    }
  }

  /** Forgets everything. */
  void restart() {
    lesson = 0;
    Arrays.fill(greatest, 0);
    Arrays.fill(sum, 0);
    Arrays.fill(inverses, 0);
    Arrays.fill(finite, 0);
  }

  /** Where the losses of the next lesson are to be put, by lane. */
  double[] next() {
    return recent[lesson % RECENT];
  }

  /** Takes the losses that were put into {@link #next}. */
  void take() {
    double[] loss = next();
    if (lesson == 0) {
      System.arraycopy(loss, 0, first, 0, loss.length);
    }
    for (int lane = 0; lane < loss.length; lane++) {
      finite[lane] +=
          finite[lane] == lesson && Math.abs(loss[lane]) < Double.POSITIVE_INFINITY ? 1 : 0;
    }
    if (greatestWanted) {
      for (int lane = 0; lane < loss.length; lane++) {
        greatest[lane] = Math.max(greatest[lane], loss[lane]);
      }
    }
    if (converging) {
      for (int lane = 0; lane < loss.length; lane++) {
        double v = relative(loss[lane], first[lane]);
        sum[lane] += v;
        inverses[lane] += 1 / Math.max(v, 1 / CAP);
      }
    }
    lesson++;
  }

  private static double relative(double loss, double first) {
    double v = loss / first;
    return loss == 0 ? 0 : v <= CAP ? v : CAP;
  }

  /** Loss of the lesson taken last. */
  double last(int lane) {
    return recent[(lesson - 1) % RECENT][lane];
  }

  /** Mean loss of the last 20 lessons. */
  double mean(int lane) {
    int over = Math.min(RECENT, lessons);
    double total = 0;
    for (int i = 0; i < over; i++) {
      total += recent[(lessons - over + i) % RECENT][lane];
    }
    return total / over;
  }

  /** Greatest loss. */
  double greatest(int lane) {
    return greatest[lane];
  }

  /** First lesson, from 0, whose loss is not finite; the number of lessons if there is none. */
  double divergedAt(int lane) {
    return finite[lane];
  }

  /** Whether the last 20 losses are on average below the first. */
  boolean converged(int lane) {
    int over = Math.min(RECENT, lessons);
    double total = 0;
    for (int i = 0; i < over; i++) {
      total += relative(recent[(lessons - over + i) % RECENT][lane], first[lane]);
    }
    return total / over < 1;
  }

  /** The measure. */
  double convergence(int lane) {
    return converged(lane) ? -sum[lane] : inverses[lane];
  }
}
