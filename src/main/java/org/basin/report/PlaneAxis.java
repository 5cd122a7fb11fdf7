package org.basin.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.basin.draw.AxisTicks;
import org.basin.draw.LinearScale;
import org.basin.draw.LogScale;
import org.basin.draw.Shown;
import org.basin.draw.Tick;
import org.basin.draw.ValueScale;
import org.basin.read.Dialect;
import org.basin.space.Axis;
import org.basin.sweep.AlphaKnob;
import org.basin.sweep.Distribution;
import org.basin.sweep.Geometric;
import org.basin.sweep.Linear;
import org.basin.sweep.Numbers;
import org.basin.sweep.Setting;
import org.basin.sweep.Steps;
import org.basin.sweep.WholeSteps;

/**
 * An axis of a space as one side of a plane of cells: every value of the axis falls into one cell,
 * and every cell holds equally many values, the last one perhaps fewer.
 *
 * @param name of the axis
 * @param places how many values it has, or into how many bins they were put
 * @param cells how many cells they make, at most {@code places}
 * @param place the value's place from 0, as the SQL of a dialect
 * @param ticks its marks
 * @param binned whether its values were put into bins
 */
public record PlaneAxis(
    String name,
    int places,
    int cells,
    Function<Dialect, String> place,
    AxisTicks ticks,
    boolean binned) {

  /** Listed numbers beyond this many are put into bins of equal width. */
  private static final int MOST_BANDS = 256;

  /**
   * An axis with at most so many cells.
   *
   * @param most at least 1
   */
  public static PlaneAxis of(Axis axis, int most) {
    Setting.Axis values = axis.values();
    int size = values.size();
    String column = Dialect.real(axis.name());
    if (values instanceof Geometric range) {
      String place =
          evenly("log10(" + column + ")", Math.log10(range.min()), Math.log10(range.max()), size);
      return spaced(axis, new LogScale(range.min(), range.max()), place, most);
    }
    if (values instanceof AlphaKnob knob) {
      String position =
          "(%s / log2(%s) - %s)".formatted(Dialect.number(-1.005), column, Dialect.number(0.005));
      double low = knob.positions().number(0);
      double high = knob.positions().number(size - 1);
      String place = evenly(position, low, high, size);
      return listed(axis, dialect -> place, most);
    }
    if (values instanceof Linear || values instanceof Steps || values instanceof WholeSteps) {
      double low = values.number(0);
      double high = values.number(size - 1);
      return spaced(axis, new LinearScale(low, high), evenly(column, low, high, size), most);
    }
    return values instanceof Distribution || values instanceof Numbers && size > MOST_BANDS
        ? binned(axis, most)
        : listed(axis, dialect -> position(axis, dialect), most);
  }

  /** Of how many places a cell is made. */
  public int factor() {
    return factor(places, cells);
  }

  /** The cell of a value, from 0, as SQL. */
  public String cell(Dialect dialect) {
    return factor() == 1
        ? "CAST(%s AS INT)".formatted(place.apply(dialect))
        : "CAST(floor(%s / %s) AS INT)".formatted(place.apply(dialect), Dialect.number(factor()));
  }

  private static PlaneAxis spaced(Axis axis, ValueScale scale, String place, int most) {
    int places = axis.values().size();
    int cells = cells(places, most);
    int bands = cells * factor(places, most);
    return new PlaneAxis(
        axis.name(),
        places,
        cells,
        dialect -> place,
        AxisTicks.values(axis.name(), scale, places, bands),
        false);
  }

  /**
   * An axis of listed numbers in bins of equal width, on the scale that suits them.
   *
   * @param most bins at the most
   */
  static PlaneAxis binned(Axis axis, int most) {
    String column = Dialect.real(axis.name());
    double[] ends =
        IntStream.range(0, axis.values().size()).mapToDouble(axis::number).sorted().toArray();
    double low = ends[0];
    double high = ends[ends.length - 1];
    int bins = Math.min(MOST_BANDS, most);
    boolean ratios = axis.values() instanceof Distribution.LogUniform;
    String place =
        ratios ? Bins.of(column, low, high, bins, true) : Bins.of(column, low, high, bins);
    ValueScale scale = ratios ? new LogScale(low, high) : ValueScale.of(low, high);
    List<Tick> ticks = scale.ticks(9);
    return new PlaneAxis(
        axis.name(), bins, bins, dialect -> place, new AxisTicks(axis.name(), ticks), true);
  }

  /** Every cell is named by its first value. */
  private static PlaneAxis listed(Axis axis, Function<Dialect, String> place, int most) {
    int[] order = order(axis);
    int cells = cells(order.length, most);
    int factor = factor(order.length, most);
    List<String> labels =
        IntStream.range(0, cells)
            .mapToObj(cell -> Shown.place(shown(axis, order[cell * factor])))
            .toList();
    return new PlaneAxis(
        axis.name(), order.length, cells, place, AxisTicks.bands(axis.name(), labels), false);
  }

  /** The place of a listed value. */
  private static String position(Axis axis, Dialect dialect) {
    return "(" + AxisOrder.position(axis, IntStream.of(order(axis)), dialect) + " - 1)";
  }

  /** Numbers rise along a picture; other values stand as the sweep lists them. */
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

  private static Object shown(Axis axis, int k) {
    return axis.numeric() ? axis.values().value(k) : axis.text(k);
  }

  private static String evenly(String value, double low, double high, int size) {
    return size == 1
        ? "0"
        : "round((%s - %s) * %s)"
            .formatted(value, Dialect.number(low), Dialect.number((size - 1) / (high - low)));
  }

  private static int factor(int places, int most) {
    return (places + most - 1) / most;
  }

  private static int cells(int places, int most) {
    int factor = factor(places, most);
    return (places + factor - 1) / factor;
  }
}
