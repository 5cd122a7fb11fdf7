package org.basin.learn;

import java.util.List;

/**
 * A metric or a history: what it is called, what it means, which way is better, when a table has
 * it, and how it is read.
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

  /** A standard metric of many different values, of which less is better. */
  public static <M> Gauge<M> less(String name, String text, Reading<M> reading) {
    return of(name, Score.Better.LESS, text, reading);
  }

  /** A standard metric of many different values, of which more is better. */
  public static <M> Gauge<M> more(String name, String text, Reading<M> reading) {
    return of(name, Score.Better.MORE, text, reading);
  }

  private static <M> Gauge<M> of(
      String name, Score.Better better, String text, Reading<M> reading) {
    return new Gauge<>(new Score(name, Score.Values.MANY, better, text), false, reading);
  }

  /** Trials have few different values of it. */
  public Gauge<M> few() {
    return with(
        new Score(
            name(), Score.Values.FEW, score.column(), score.holds(), score.better(), score.text()));
  }

  /** Measured only for a sweep that names it. */
  public Gauge<M> onRequest() {
    return in(Score.Column.ON_REQUEST);
  }

  /** Measured on the test part of the data; standard where there is one. */
  public Gauge<M> ofTestPart() {
    return in(Score.Column.TEST_PART).ofTrained();
  }

  private Gauge<M> in(Score.Column column) {
    return with(
        new Score(name(), score.values(), column, score.holds(), score.better(), score.text()));
  }

  /** Which trials have a value of it. */
  public Gauge<M> held(Score.Holds holds) {
    return with(
        new Score(name(), score.values(), score.column(), holds, score.better(), score.text()));
  }

  /** Measured of the trained model alone. */
  public Gauge<M> ofTrained() {
    return new Gauge<>(score, true, reading);
  }

  private Gauge<M> with(Score score) {
    return new Gauge<>(score, lasting, reading);
  }

  /** The column. */
  public String name() {
    return score.name();
  }

  /** Whether the test part of the data is needed. */
  public boolean tests() {
    return score.column() == Score.Column.TEST_PART;
  }

  /** Those of some names, in their order. */
  public static <M> List<Gauge<M>> named(List<Gauge<M>> all, List<String> names) {
    return names.stream()
        .map(name -> all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow())
        .toList();
  }
}
