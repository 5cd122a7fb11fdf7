package org.basin.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.basin.draw.ColourMap;
import org.basin.draw.Field;
import org.basin.draw.Medium;
import org.basin.draw.Picture;
import org.basin.draw.Spread;
import org.basin.draw.ValueScale;
import org.basin.read.Trials;
import org.basin.space.Axis;
import org.basin.sweep.Counted;
import org.basin.sweep.Measure;
import org.basin.sweep.Numbers;
import org.basin.sweep.Summary;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;
import org.basin.trial.Job;

/**
 * A picture of what a measure says of trials over two axes.
 *
 * @param measure what is said of the trials of a cell
 * @param x the axis to the right
 * @param y the axis upwards
 * @param stretch how values are spread over colours; empty for what suits them
 * @param most cells on each axis at the most; more values are averaged
 */
public record TrialMap(Measure measure, Axis x, Axis y, Optional<Spread> stretch, int most) {

  /** Cells on each axis by default. */
  public static final int MOST = 1024;

  /** Trials in a cell on average, where points are drawn. */
  private static final int IN_BIN = 4;

  private static final int FEWEST_BINS = 8;

  /** A map of what suits most. */
  public TrialMap(Measure measure, Axis x, Axis y) {
    this(measure, x, y, Optional.empty(), MOST);
  }

  /** The two axes with the most values, in the order of the sweep; fewer when it has fewer. */
  public static List<Axis> longest(List<Axis> axes) {
    return longest(axes, 2);
  }

  /** So many axes with the most values, in the order of the sweep. */
  public static List<Axis> longest(List<Axis> axes, int most) {
    List<Axis> longest =
        axes.stream()
            .sorted(Comparator.comparing(axis -> -axis.values().size()))
            .limit(most)
            .toList();
    return axes.stream().filter(longest::contains).toList();
  }

  /** The default name of its file. */
  public String file(Medium medium) {
    return "map-%s-%s%s".formatted(x.name(), y.name(), medium.ending());
  }

  /**
   * The default map of a run of two axes or more.
   *
   * @param trials as answers count them
   */
  public static TrialMap of(Trials trials, Job job) {
    return ofBoundary(job)
        .orElseGet(
            () -> {
              Focus focus = Focus.of(trials, job);
              List<Axis> plane = focus.plane(job);
              return new TrialMap(focus.measure(), plane.get(0), plane.get(1));
            });
  }

  /** The map of the first boundary that a sweep asks for; empty when it asks for none. */
  public static Optional<TrialMap> ofBoundary(Job job) {
    return job.sweep().answer().stream()
        .map(Summary::measure)
        .filter(Measure.Boundary.class::isInstance)
        .findFirst()
        .map(boundary -> of((Measure.Boundary) boundary, job));
  }

  /** The plane of a boundary, and a metric that the boundary is one of. */
  private static TrialMap of(Measure.Boundary boundary, Job job) {
    List<Axis> axes = job.axes();
    List<String> names = axes.stream().map(Axis::name).toList();
    String metric =
        boundary.condition().axes().stream()
            .filter(name -> !names.contains(name) && !name.equals(Summary.STATE.name()))
            .findFirst()
            .orElse(job.sweep().metric().name());
    return new TrialMap(
        new Measure.Mean(metric),
        axes.get(names.indexOf(boundary.x())),
        axes.get(names.indexOf(boundary.y())));
  }

  /**
   * The condition whose boundary the picture shows: that of a share; for a metric, where it is
   * below zero.
   */
  private Condition boundary() {
    return measure instanceof Measure.Share share
        ? share.condition()
        : new Condition.Comparison(
            new Term.NumberAxis(measure.text()), Condition.Relation.LESS, new Term.Number(0));
  }

  /**
   * Draws it.
   *
   * @param table rows of a run
   * @param axes of the run; a cell's mean is taken over those that are not x or y
   * @param notes further lines of the caption
   */
  public Picture picture(Trials table, List<Axis> axes, List<String> notes) {
    List<Axis> others = axes.stream().filter(it -> !it.equals(x) && !it.equals(y)).toList();
    PlaneAxis across = side(x, table);
    PlaneAxis up = side(y, table);
    Field field = FieldQuery.of(table, measure, across, up);
    ValueScale scale = stretch.orElseGet(() -> Spread.of(field)).scale(field);
    boolean signed = field.least() < 0 && field.greatest() > 0;
    List<String> caption = new ArrayList<>();
    caption.add(cells(field, across, up, others) + mark(scale));
    caption.addAll(greys(field));
    for (Axis axis : List.of(x, y)) {
      if (axis.conditional()) {
        caption.add(
            "trials without %s, which is there when %s, are in no cell"
                .formatted(axis.name(), axis.when()));
      }
    }
    caption.addAll(notes);
    return new Picture(title(), caption, across.ticks(), up.ticks(), field, colours(signed), scale);
  }

  /**
   * Of points that are listed, too few to fill the plane of their values, neighbours share a cell.
   */
  private PlaneAxis side(Axis axis, Trials table) {
    boolean drawn = x.continuous() || y.continuous();
    double trials = drawn ? points(table) : table.table().rows();
    boolean sparse = drawn || (double) x.values().size() * y.values().size() > trials;
    int bins = (int) Math.max(FEWEST_BINS, Math.sqrt(trials / IN_BIN));
    boolean chance = axis.values() instanceof Numbers || axis.continuous();
    boolean binned = sparse && chance && axis.values().size() > bins;
    return binned ? PlaneAxis.binned(axis, Math.min(bins, most)) : PlaneAxis.of(axis, most);
  }

  /** How many points have a place in the plane: each has its own value on an axis that is drawn. */
  private long points(Trials table) {
    String axis = x.continuous() ? x.name() : y.name();
    return table
        .ask(
            "SELECT count(DISTINCT %s) FROM %s WHERE %s IS NOT NULL AND %s IS NOT NULL"
                .formatted(axis, table.from(), x.name(), y.name()))
        .get(0)
        .whole(0);
  }

  /**
   * The dimension of the boundary that the picture shows; empty unless every cell is one trial and
   * some cells lie on either side; empty too where cells are bins of draws.
   *
   * @param field of the picture
   */
  public Optional<BoxCount> dimension(Trials table, Field field) {
    boolean sides = measure instanceof Measure.Share || field.least() < 0 && field.greatest() > 0;
    if (!sides || x.continuous() || y.continuous()) {
      return Optional.empty();
    }
    return new BoundaryQuery(table, Map.of(x.name(), x, y.name(), y))
        .boundary(boundary(), x.name(), y.name());
  }

  private static ColourMap colours(boolean signed) {
    return signed ? ColourMap.DIVERGING : ColourMap.SEQUENTIAL;
  }

  private String title() {
    return (measure instanceof Measure.Share ? "percent of trials with " : "") + measure.text();
  }

  private static String cells(Field field, PlaneAxis x, PlaneAxis y, List<Axis> others) {
    long most = 0;
    for (int row = 0; row < field.height(); row++) {
      for (int column = 0; column < field.width(); column++) {
        most = Math.max(most, field.trials(column, row));
      }
    }
    boolean binned = x.binned() || y.binned();
    String size =
        "%,d × %,d %s"
            .formatted(x.places(), y.places(), binned ? "cells of values side by side" : "values");
    if (most <= 1) {
      return size + ", one trial a cell";
    }
    String boxes =
        x.factor() * y.factor() == 1
            ? ""
            : ", %d × %d of them a cell".formatted(x.factor(), y.factor());
    String over = others.stream().map(Axis::name).collect(Collectors.joining(", "));
    return size
        + boxes
        + ", each cell the mean of up to "
        + Counted.of(most, "trial")
        + (over.isEmpty() ? "" : " over " + (over.length() > 60 ? "the other axes" : over));
  }

  private static String mark(ValueScale scale) {
    return scale.word().isEmpty() ? "" : "; " + scale.word();
  }

  private static List<String> greys(Field field) {
    List<String> greys = new ArrayList<>();
    if (field.lost() > 0) {
      greys.add("grey: diverged, pruned or failed, and so without a value");
    }
    if (field.absent() > 0) {
      greys.add("light grey: no trial");
    }
    return greys;
  }
}
