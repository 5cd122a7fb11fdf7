package org.basin.data;

import java.util.List;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataOption;

/**
 * Points on curves in the plane, one curve to a class, with normal noise. The curves of moons and
 * circles are scikit-learn's (make_moons, make_circles); the spirals are those of K. Lang and M.
 * Witbrock (Learning to tell two spirals apart, 1988) for any number of classes. Classes take
 * turns, so that any stretch of samples holds all of them; sines are {@link StrictMath}'s, so that
 * the bits are the same everywhere.
 */
final class Curves {

  static final DataKind MOONS =
      new DataKind(
          "moons",
          "two half circles that reach into one another, in the plane",
          List.of(
              SharedOptions.samples(200, "points, half of them in each moon"),
              SharedOptions.noise("0.1", "deviation of a coordinate; the moons have radius 1"),
              SharedOptions.SEED,
              SharedOptions.TEST,
              SharedOptions.SPLIT_SEED,
              SharedOptions.scale()));

  static final DataKind CIRCLES =
      new DataKind(
          "circles",
          "a circle around another one of half the radius, in the plane",
          List.of(
              SharedOptions.samples(200, "points, half of them on each circle"),
              SharedOptions.noise("0.05", "deviation of a coordinate; the outer radius is 1"),
              SharedOptions.SEED,
              SharedOptions.TEST,
              SharedOptions.SPLIT_SEED,
              SharedOptions.scale()));

  static final DataKind SPIRALS =
      new DataKind(
          "spirals",
          "spirals wound around one another, in the plane",
          List.of(
              SharedOptions.samples(200, "points, shared evenly by the arms"),
              DataOption.integer("classes", "2", 2, 10, "arms, one to a class"),
              DataOption.real("turns", "1.5", 0.1, 10, "how often an arm goes around"),
              SharedOptions.noise("0.02", "deviation of a coordinate; an arm ends at radius 1"),
              SharedOptions.SEED,
              SharedOptions.TEST,
              SharedOptions.SPLIT_SEED,
              SharedOptions.scale()));

  private static final double INNER = 0.5;

  private Curves() {}

  /** Where a curve is at {@code t}, which goes from 0 to 1. */
  private interface Curve {
    double[] at(int label, double t);
  }

  static Dataset moons(Options options) {
    return points(
        options,
        2,
        (label, t) -> {
          double angle = Math.PI * t;
          double x = StrictMath.cos(angle);
          double y = StrictMath.sin(angle);
          return label == 0 ? new double[] {x, y} : new double[] {1 - x, 0.5 - y};
        });
  }

  static Dataset circles(Options options) {
    return points(options, 2, (label, t) -> around(label == 0 ? 1 : INNER, 2 * Math.PI * t));
  }

  static Dataset spirals(Options options) {
    int classes = options.integer("classes");
    double turns = options.real("turns");
    return points(
        options,
        classes,
        (label, t) -> {
          // the root spreads the points evenly along the arm, which is longer the further out
          double radius = Math.sqrt(t);
          double start = (double) label / classes;
          return around(radius, 2 * Math.PI * (start + turns * radius));
        });
  }

  private static double[] around(double radius, double angle) {
    return new double[] {radius * StrictMath.cos(angle), radius * StrictMath.sin(angle)};
  }

  private static Dataset points(Options options, int classes, Curve curve) {
    int samples = options.integer("samples");
    if (samples < classes) {
      throw new DataException(
          "samples",
          "there must be at least one sample of each class, got samples=%d, classes=%d"
              .formatted(samples, classes));
    }
    double deviation = options.real("noise");
    Noise noise = new Noise(options.whole("seed"));
    float[] x = new float[2 * samples];
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = i % classes;
      double[] point = curve.at(labels[i], noise.uniform(i, 0));
      for (int c = 0; c < 2; c++) {
        x[2 * i + c] = (float) (point[c] + deviation * noise.normal(i, c));
      }
    }
    return new Dataset(
        options.kind().name(),
        1,
        2,
        Dataset.numbered(classes),
        new Samples(x, labels),
        Samples.NONE);
  }
}
