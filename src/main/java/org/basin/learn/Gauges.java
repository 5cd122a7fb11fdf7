package org.basin.learn;

import java.util.ArrayList;
import java.util.List;
import org.basin.learn.Score.Better;
import org.basin.learn.Score.Column;
import org.basin.learn.Score.Holds;
import org.basin.learn.Score.Values;

/**
 * The metrics of a family, declared one by one in the order of their columns. A metric is standard,
 * of many different values, kept wherever it is finite, and measured while the model trains, unless
 * it is said otherwise before {@code less} or {@code more}.
 *
 * @param <M> what they are read of
 */
public final class Gauges<M> {

  private final List<Gauge<M>> all = new ArrayList<>();

  /** All that were declared, in their order. */
  public List<Gauge<M>> all() {
    return List.copyOf(all);
  }

  /** Their declarations. */
  public List<Score> scores() {
    return all.stream().map(Gauge::score).toList();
  }

  /** What can be kept along a training. */
  public List<History> histories() {
    return all.stream().flatMap(gauge -> gauge.history().stream()).toList();
  }

  /** Those of some names, in their order. */
  public List<Gauge<M>> named(List<String> names) {
    return names.stream()
        .map(name -> all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow())
        .toList();
  }

  /** A metric of which less is better. */
  public Gauge<M> less(String name, String text, Gauge.Reading<M> reading) {
    return usual().less(name, text, reading);
  }

  /** A metric of which more is better. */
  public Gauge<M> more(String name, String text, Gauge.Reading<M> reading) {
    return usual().more(name, text, reading);
  }

  private Kind usual() {
    return new Kind(Values.MANY, Column.STANDARD, Holds.FINITE, false, Along.NEVER, 0);
  }

  /** Trials have few different values of it. */
  public Kind few() {
    return usual().few();
  }

  /** Which trials have a value of it. */
  public Kind held(Holds holds) {
    return usual().held(holds);
  }

  /** Kept along the training of a sweep that keeps histories, or only where it is named. */
  public Kind along(Along along) {
    return usual().along(along);
  }

  /** Decides between trials that are equal by another metric. */
  public Kind tie(int place) {
    return usual().tie(place);
  }

  /** Measured of the trained model alone. */
  public Kind trained() {
    return usual().trained();
  }

  /** Measured only for a sweep that names it. */
  public Kind onRequest() {
    return usual().onRequest();
  }

  /** Measured of the trained model on the test part of the data; standard where there is one. */
  public Kind tested() {
    return usual().trained().in(Column.TEST_PART);
  }

  /** What is said of a metric beside its name. */
  public final class Kind {

    private final Values values;
    private final Column column;
    private final Holds holds;
    private final boolean lasting;
    private final Along along;
    private final int tie;

    private Kind(Values values, Column column, Holds holds, boolean lasting, Along along, int tie) {
      this.values = values;
      this.column = column;
      this.holds = holds;
      this.lasting = lasting;
      this.along = along;
      this.tie = tie;
    }

    /** As {@link Gauges#few}. */
    public Kind few() {
      return new Kind(Values.FEW, column, holds, lasting, along, tie);
    }

    /** As {@link Gauges#held}. */
    public Kind held(Holds holds) {
      return new Kind(values, column, holds, lasting, along, tie);
    }

    /** As {@link Gauges#trained}. */
    public Kind trained() {
      return new Kind(values, column, holds, true, along, tie);
    }

    /** As {@link Gauges#onRequest}. */
    public Kind onRequest() {
      return in(Column.ON_REQUEST);
    }

    /** As {@link Gauges#along}. */
    public Kind along(Along along) {
      return new Kind(values, column, holds, lasting, along, tie);
    }

    private Kind in(Column column) {
      return new Kind(values, column, holds, lasting, along, tie);
    }

    /**
     * As {@link Gauges#tie}.
     *
     * @param place among those of the family that do, from 1
     */
    public Kind tie(int place) {
      return new Kind(values, column, holds, lasting, along, place);
    }

    /** A metric of which less is better. */
    public Gauge<M> less(String name, String text, Gauge.Reading<M> reading) {
      return gauge(name, Better.LESS, text, reading);
    }

    /** A metric of which more is better. */
    public Gauge<M> more(String name, String text, Gauge.Reading<M> reading) {
      return gauge(name, Better.MORE, text, reading);
    }

    private Gauge<M> gauge(String name, Better better, String text, Gauge.Reading<M> reading) {
      Score score = new Score(name, values, column, holds, better, tie, text);
      Gauge<M> gauge = new Gauge<>(score, along.history(name, text), lasting, reading);
      all.add(gauge);
      return gauge;
    }
  }
}
