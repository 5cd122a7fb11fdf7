package org.basin.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.basin.space.Axis;
import org.basin.sweep.Distribution;
import org.basin.sweep.Geometric;
import org.basin.sweep.Linear;
import org.basin.sweep.Setting;
import org.basin.sweep.Steps;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.WholeSteps;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;

/**
 * A window of two axes of a sweep. Ranges have as many values in it as they had in all; of listed
 * values those within are left. Values that only hang together with others, as in a file of points
 * or of axes that are walked together, are left as they are, and {@code where} keeps those within.
 *
 * @param x one axis
 * @param across its ends
 * @param y the other axis
 * @param up its ends
 */
public record Zoom(Axis x, Ends across, Axis y, Ends up) {

  private static final String LAW = "must be two ranges of numbers such as 0.1:10,-1:1";

  private static final Pattern WINDOW = Pattern.compile("([^:,]+):([^:,]+),([^:,]+):([^:,]+)");

  /** Whole numbers beyond these are no hyperparameters. */
  private static final BigDecimal LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);

  private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** The least and the greatest value of a window along an axis. */
  public record Ends(BigDecimal low, BigDecimal high) {

    boolean hold(double value) {
      return low.doubleValue() <= value && value <= high.doubleValue();
    }

    @Override
    public String toString() {
      return low + " to " + high;
    }
  }

  /**
   * The window that a text says.
   *
   * @param text such as {@code 0.1:10,-1:1}
   * @throws IllegalArgumentException with the law that it breaks
   */
  public static Zoom of(String text, Axis x, Axis y) {
    Matcher window = WINDOW.matcher(text);
    if (!window.matches()) {
      throw new IllegalArgumentException(LAW + ", got " + text);
    }
    return new Zoom(
        x,
        ends(x, window.group(1), window.group(2), text),
        y,
        ends(y, window.group(3), window.group(4), text));
  }

  private static Ends ends(Axis axis, String low, String high, String text) {
    if (!axis.numeric()) {
      throw new IllegalArgumentException(
          "needs axes of numbers, got %s, whose values are texts".formatted(axis.name()));
    }
    Ends ends;
    try {
      ends = new Ends(new BigDecimal(low.strip()), new BigDecimal(high.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(LAW + ", got " + text, e);
    }
    if (!Double.isFinite(ends.low.doubleValue()) || !Double.isFinite(ends.high.doubleValue())) {
      throw new IllegalArgumentException(LAW + ", got " + text);
    }
    if (ends.low.compareTo(ends.high) >= 0) {
      throw new IllegalArgumentException(
          "must rise along %s, got %s:%s".formatted(axis.name(), low, high));
    }
    return ends;
  }

  /**
   * The sweep of the window as a file.
   *
   * @param name of the new sweep
   * @param question that the sweep's file asks; empty when it asks none
   * @param run the window's run, as the person names it
   * @throws IllegalArgumentException if an axis has no value within
   */
  public String file(Sweep sweep, String name, Optional<String> question, String run) {
    List<String> lines = new ArrayList<>();
    question.ifPresent(text -> lines.addAll(List.of("# " + text, "#")));
    lines.add(
        "# A window of %s: %s from %s, %s from %s.".formatted(run, x.name(), across, y.name(), up));
    return String.join("\n", lines) + "\n" + SweepWriter.write(of(sweep, name));
  }

  private Sweep of(Sweep sweep, String name) {
    Map<String, Setting> parameters = new LinkedHashMap<>(sweep.parameters());
    List<Condition> where = new ArrayList<>(sweep.where().conjuncts());
    narrow(sweep, x, across, parameters, where);
    narrow(sweep, y, up, parameters, where);
    return sweep.narrowed(name, parameters, Condition.all(where));
  }

  private static void narrow(
      Sweep sweep, Axis axis, Ends ends, Map<String, Setting> parameters, List<Condition> where) {
    boolean alone = sweep.zip().stream().noneMatch(names -> names.contains(axis.name()));
    Optional<Setting> within =
        alone && parameters.containsKey(axis.name()) ? within(axis, ends) : Optional.empty();
    if (within.isPresent()) {
      parameters.put(axis.name(), within.get());
      return;
    }
    where.add(compared(axis, Condition.Relation.GREATER_EQUAL, ends.low));
    where.add(compared(axis, Condition.Relation.LESS_EQUAL, ends.high));
  }

  private static Condition compared(Axis axis, Condition.Relation relation, BigDecimal end) {
    return new Condition.Comparison(
        new Term.NumberAxis(axis.name()), relation, new Term.Number(end.doubleValue()));
  }

  /** The values of an axis in a window; empty for those that only a condition can choose. */
  private static Optional<Setting> within(Axis axis, Ends ends) {
    Setting.Axis values = axis.values();
    if (values instanceof Geometric range) {
      return Optional.of(
          new Geometric(ends.low.doubleValue(), ends.high.doubleValue(), range.count()));
    }
    if (values instanceof Distribution.Uniform) {
      return Optional.of(new Distribution.Uniform(ends.low.doubleValue(), ends.high.doubleValue()));
    }
    if (values instanceof Distribution.LogUniform) {
      return Optional.of(
          new Distribution.LogUniform(ends.low.doubleValue(), ends.high.doubleValue()));
    }
    if (values instanceof Linear || values instanceof Steps) {
      return Optional.of(new Linear(ends.low, ends.high, values.size()));
    }
    if (values instanceof WholeSteps) {
      return Optional.of(whole(axis, ends));
    }
    if (values instanceof Setting.Values listed) {
      List<Object> left =
          listed.values().stream()
              .filter(value -> ends.hold(((Number) value).doubleValue()))
              .toList();
      requireSome(axis, ends, !left.isEmpty());
      return Optional.of(new Setting.Values(left));
    }
    return Optional.empty();
  }

  /** Whole numbers, as many as there were or all that there are. */
  private static Setting whole(Axis axis, Ends ends) {
    BigDecimal from = ends.low.setScale(0, RoundingMode.CEILING).max(LEAST);
    BigDecimal to = ends.high.setScale(0, RoundingMode.FLOOR).min(MOST);
    requireSome(axis, ends, from.compareTo(to) <= 0);
    long low = from.longValueExact();
    long high = to.longValueExact();
    long steps = Math.max(1, Math.min(axis.values().size() - 1L, high - low));
    long step = Math.max(1, (high - low) / steps);
    return new WholeSteps(low, low + (high - low) / step * step, step);
  }

  private static void requireSome(Axis axis, Ends ends, boolean some) {
    if (!some) {
      throw new IllegalArgumentException(
          "must leave a value of %s, got %s".formatted(axis.name(), ends));
    }
  }
}
