package org.basin.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The dimension of a set of cells by box counting: the slope of log N(s) over log 1/s, where N(s)
 * is the number of boxes of s by s cells that hold a cell of the set, s = 1, 2, 4, ... up to an
 * eighth of the shorter side.
 *
 * <p>{@code dimension} is the least-squares slope; {@code interval} is Student's interval of that
 * slope with two degrees of freedom less than there are sizes. It measures how far the counts stray
 * from a straight line, no more: boxes are nested, so the counts are correlated, and what the
 * resolution of the plane hides is not in it. {@code median} is the median of the slopes from size
 * to size, as J. Sohl-Dickstein, "The boundary of neural network trainability is fractal" (2024),
 * arXiv:2402.06184, estimates the dimension; over other sizes, and there over many pictures.
 *
 * @param sizes of the boxes in cells, ascending, at least four
 * @param counts boxes that hold a cell, for each size
 * @param dimension the slope
 * @param interval of the slope, 95 %
 * @param median of the slopes from size to size
 */
public record BoxCount(
    List<Integer> sizes, List<Long> counts, double dimension, Interval interval, double median) {

  /** Boxes of more than this part of a side are too few to count. */
  private static final int FEWEST_BOXES = 8;

  /** A slope through fewer counts says nothing. */
  private static final int FEWEST_SIZES = 4;

  public BoxCount {
    sizes = List.copyOf(sizes);
    counts = List.copyOf(counts);
  }

  /**
   * Counts boxes.
   *
   * @return empty when the set is, or when the plane is smaller than 64 by 64 cells
   */
  public static Optional<BoxCount> of(Mask set) {
    int side = Math.min(set.width(), set.height()) + 1; // borders run between cells
    List<Integer> sizes = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    Mask seen = set;
    for (int size = 1; size * FEWEST_BOXES <= side; size *= 2) {
      sizes.add(size);
      counts.add(seen.count());
      seen = seen.halved();
    }
    return sizes.size() < FEWEST_SIZES || counts.get(0) == 0
        ? Optional.empty()
        : Optional.of(of(sizes, counts));
  }

  /** The dimension in a line: {@code 1.43 ±0.05 ...}. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "dimension %.3f ±%.3f (95 %% interval of the slope over boxes of 1 to %d cells), median"
            + " slope %.3f",
        dimension,
        (interval.high() - interval.low()) / 2,
        sizes.get(sizes.size() - 1),
        median);
  }

  /** What {@link #text} says, as JSON wants it. */
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("dimension", dimension);
    map.put("low", interval.low());
    map.put("high", interval.high());
    map.put("median_slope", median);
    map.put("box_sizes", sizes);
    map.put("box_counts", counts);
    return map;
  }

  private static BoxCount of(List<Integer> sizes, List<Long> counts) {
    int n = sizes.size();
    double[] x = sizes.stream().mapToDouble(size -> -Math.log(size)).toArray();
    double[] y = counts.stream().mapToDouble(Math::log).toArray();
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    double slope = xy / xx;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double residual = y[i] - meanY - slope * (x[i] - meanX);
      squares += residual * residual;
    }
    double half = Interval.studentQuantile(n - 2) * Math.sqrt(squares / (n - 2) / xx);
    double[] slopes = new double[n - 1];
    for (int i = 1; i < n; i++) {
      slopes[i - 1] = (y[i] - y[i - 1]) / (x[i] - x[i - 1]);
    }
    Arrays.sort(slopes);
    double median = (slopes[(n - 2) / 2] + slopes[(n - 1) / 2]) / 2;
    return new BoxCount(sizes, counts, slope, new Interval(slope - half, slope + half), median);
  }
}
