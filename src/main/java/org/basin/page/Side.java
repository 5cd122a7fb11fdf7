package org.basin.page;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.basin.draw.Shown;
import org.basin.draw.ValueScale;
import org.basin.read.Dialect;
import org.basin.report.Bins;
import org.basin.report.PlaneAxis;
import org.basin.space.Axis;
import org.basin.sweep.AlphaKnob;
import org.basin.sweep.Distribution;
import org.basin.sweep.Geometric;
import org.basin.sweep.Numbers;
import org.basin.sweep.Setting;
import org.basin.sweep.Weighted;

/**
 * An axis as the page draws it: cells, into each of which some values of the axis fall. Axes that a
 * sweep walks together make one side, on which the first of them says which cell a trial is in.
 *
 * @param axes one, or those that are walked together
 * @param cells how many cells there are
 * @param cell the number of a row's cell, from 0, as the SQL of a dialect
 * @param labels of the cells
 * @param ends the least and the greatest value of each cell that has some; empty where values are
 *     no numbers
 * @param marks cells that carry a label on an axis
 * @param log whether equal ratios of values have equal distances
 * @param note how values were put together; "" where each has a cell of its own
 */
record Side(
    List<Axis> axes,
    int cells,
    Function<Dialect, String> cell,
    List<String> labels,
    List<double[]> ends,
    Map<Integer, String> marks,
    boolean log,
    String note) {

  /** Numbers that a file lists, if they are no more than this, have a cell each. */
  private static final int FEW = 12;

  private static final int FEWEST_BINS = 4;

  /** Cells of which SQL's least whole number can say the place. */
  private static final int SMALL = 127;

  /** Points in a cell of a plane over two binned axes, on average. */
  private static final int POINTS_A_CELL = 4;

  Side {
    axes = List.copyOf(axes);
    labels = List.copyOf(labels);
    ends = List.copyOf(ends);
    marks = new LinkedHashMap<>(marks);
  }

  /**
   * The side of an axis, or of axes that are walked together.
   *
   * @param sampled whether the axis has values of chance, as those of a list of points
   * @param points how many points the sweep has: of few points bins are wide
   * @param most cells at the most
   */
  static Side of(List<Axis> axes, boolean sampled, long points, int most) {
    Side side = ofValues(axes, sampled, points, most);
    return axes.get(0).conditional() ? side.withAbsent() : side;
  }

  /** With one more cell, for trials at which the axis is not there. */
  private Side withAbsent() {
    String name = axes.get(0).name();
    List<String> all = new ArrayList<>(labels);
    all.add("without");
    Map<Integer, String> named = new LinkedHashMap<>(marks);
    named.put(cells, "without");
    Function<Dialect, String> of =
        dialect ->
            "CASE WHEN %s IS NULL THEN %d ELSE %s END".formatted(name, cells, cell.apply(dialect));
    String also =
        "%s: last the trials without it, which is there when %s"
            .formatted(name, axes.get(0).when());
    return new Side(
        axes, cells + 1, of, all, ends, named, false, note.isEmpty() ? also : note + "; " + also);
  }

  private static Side ofValues(List<Axis> axes, boolean sampled, long points, int most) {
    Axis axis = axes.get(0);
    boolean chance = axis.values() instanceof Numbers || sampled && axis.numeric();
    if (chance && axis.values().size() > FEW) {
      int bins = (int) Math.sqrt((double) points / POINTS_A_CELL);
      return binned(axes, Math.max(FEWEST_BINS, Math.min(Math.min(32, most), bins)));
    }
    return planned(axes, PlaneAxis.of(axis, most));
  }

  private static Side binned(List<Axis> axes, int bins) {
    Axis axis = axes.get(0);
    double[] range = range(axis);
    double low = range[0];
    double high = range[1];
    boolean tails = axis.values() instanceof Distribution.Normal;
    boolean log = axis.values() instanceof Distribution.LogUniform || ValueScale.wide(low, high);
    List<String> labels = new ArrayList<>();
    List<double[]> ends = new ArrayList<>();
    Map<Integer, String> marks = new LinkedHashMap<>();
    for (int bin = 0; bin < bins; bin++) {
      double from = edge(low, high, log, (double) bin / bins);
      double to = edge(low, high, log, (bin + 1.0) / bins);
      boolean below = tails && bin == 0;
      boolean above = tails && bin == bins - 1;
      labels.add(
          below
              ? "below " + short3(to)
              : above ? "from " + short3(from) : short3(from) + " – " + short3(to));
      Distribution.Normal drawn = tails ? (Distribution.Normal) axis.values() : null;
      ends.add(new double[] {below ? drawn.least() : from, above ? drawn.most() : to});
      marks.put(bin, short3(from));
    }
    return new Side(
        axes,
        bins,
        dialect -> Bins.of(Dialect.real(axes.get(0).name()), low, high, bins, log),
        labels,
        ends,
        marks,
        log,
        "%s: %s in %d bins of equal %s%s"
            .formatted(
                axis.name(),
                axis.values() instanceof Distribution drawn
                    ? "drawn by " + drawn.word()
                    : "%,d values".formatted(axis.values().size()),
                bins,
                log ? "ratio" : "width",
                tails ? ", the first and the last with the tails" : ""));
  }

  /** The least and the greatest value; of a distribution with tails, where these begin. */
  private static double[] range(Axis axis) {
    int size = axis.values().size();
    boolean listed =
        axis.values() instanceof Numbers
            || axis.values() instanceof Setting.Values
            || axis.values() instanceof Weighted;
    if (listed) {
      DoubleSummaryStatistics values =
          IntStream.range(0, size).mapToDouble(axis::number).summaryStatistics();
      return new double[] {values.getMin(), values.getMax()};
    }
    double first = axis.number(0);
    double last = axis.number(size - 1);
    return new double[] {Math.min(first, last), Math.max(first, last)};
  }

  private static double edge(double low, double high, boolean log, double share) {
    return log ? low * Math.pow(high / low, share) : low + (high - low) * share;
  }

  private static String short3(double value) {
    return Shown.value(
        new java.math.BigDecimal(value).round(new java.math.MathContext(3)).doubleValue());
  }

  private static Side planned(List<Axis> axes, PlaneAxis plane) {
    Axis axis = axes.get(0);
    int places = axis.values().size();
    int factor = plane.factor();
    int[] order = order(axis);
    List<String> labels = new ArrayList<>();
    List<double[]> ends = new ArrayList<>();
    for (int cell = 0; cell < plane.cells(); cell++) {
      int from = order[cell * factor];
      int to = order[Math.min(places, (cell + 1) * factor) - 1];
      labels.add(label(axes, from, to));
      if (axis.numeric()) {
        ends.add(new double[] {axis.number(from), axis.number(to)});
      }
    }
    Map<Integer, String> marks = new LinkedHashMap<>();
    if (axes.size() > 1) {
      IntStream.range(0, labels.size()).forEach(cell -> marks.put(cell, labels.get(cell)));
    } else {
      plane
          .ticks()
          .ticks()
          .forEach(
              tick ->
                  marks.putIfAbsent(
                      Math.min(plane.cells() - 1, (int) (tick.share() * plane.cells())),
                      tick.label()));
    }
    boolean log = axis.values() instanceof Geometric || axis.values() instanceof AlphaKnob;
    String note =
        factor == 1 ? "" : "%s: %d neighbouring values to a cell".formatted(axis.name(), factor);
    return new Side(
        axes, plane.cells(), dialect -> plane.cell(dialect), labels, ends, marks, log, note);
  }

  /** Numbers rise along a side; other values stand as the sweep lists them. */
  private static int[] order(Axis axis) {
    IntStream places = IntStream.range(0, axis.values().size());
    return axis.numeric()
        ? places
            .boxed()
            .sorted((a, b) -> Double.compare(axis.number(a), axis.number(b)))
            .mapToInt(k -> k)
            .toArray()
        : places.toArray();
  }

  private static String label(List<Axis> axes, int from, int to) {
    List<String> values = axes.stream().map(axis -> shown(axis, from, to)).toList();
    return String.join(" · ", values);
  }

  private static String shown(Axis axis, int from, int to) {
    String first = place(axis, from);
    return from == to ? first : first + " … " + place(axis, to);
  }

  private static String place(Axis axis, int k) {
    return axis.numeric() ? Shown.place(axis.values().value(k)) : axis.text(k);
  }

  /** The cell of a row as a column; the smaller its type, the sooner rows are grouped. */
  String column(Dialect dialect, String name) {
    return "CAST(%s AS %s) AS %s"
        .formatted(cell.apply(dialect), cells <= SMALL ? "TINYINT" : "SMALLINT", name);
  }

  /** The cell of trials at which the axis is not there; negative if there are none. */
  int absent() {
    return axes.get(0).conditional() ? cells - 1 : -1;
  }

  /** Whether its cells lie along a line of numbers. */
  boolean numeric() {
    return axes.get(0).numeric() && absent() < 0;
  }

  /** What it is called: all its axes. */
  String name() {
    return String.join(" with ", axes.stream().map(Axis::name).toList());
  }
}
