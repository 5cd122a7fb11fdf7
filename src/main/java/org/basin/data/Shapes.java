package org.basin.data;

import java.util.Arrays;
import java.util.List;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataOption;
import org.basin.sweep.Labels;

/**
 * Images of ten {@linkplain Shape shapes}, each at a place, of a size, turned by an angle and of a
 * brightness that are drawn from the seed, on a dark ground, with normal noise. The training and
 * the test images are different draws of the same seed.
 */
final class Shapes {

  private static final int SIDE = 28;

  /** Images of a part: as many as the numbers of a set allow. */
  private static final int MOST = (int) (Datasets.MOST_NUMBERS / (SIDE * SIDE));

  static final DataKind KIND =
      new DataKind(
          "shapes",
          "images of 28 x 28 pixels of ten figures, which need no download",
          List.of(
              DataOption.integer("samples", "1000", 10, MOST, "training images, classes in turn"),
              DataOption.integer("test_samples", "200", 0, MOST, "test images, other draws"),
              SharedOptions.noise("0.1", "deviation of a pixel, of which 1 is the brightest"),
              SharedOptions.SEED));

  /** An edge is smoothed by asking so many points of a pixel in each direction. */
  private static final int POINTS = 3;

  /** Turned no further than this, no figure looks like another: 15 degrees. */
  private static final double TURN = Math.PI / 12;

  /** Pixels that a centre lies off the middle of the image, at most, in each direction. */
  private static final double SHIFT = 4;

  private final Noise noise;
  private final double deviation;

  private Shapes(long seed, double deviation) {
    this.noise = new Noise(seed);
    this.deviation = deviation;
  }

  static Dataset of(Options options) {
    Shapes shapes = new Shapes(options.whole("seed"), options.real("noise"));
    int samples = options.integer("samples");
    int tests = options.integer("test_samples");
    List<String> names = Arrays.stream(Shape.values()).map(Labels::of).toList();
    // test images are numbered backwards from -1, so that more training images change none of them
    return new Dataset(
        KIND.name(), SIDE, SIDE, names, shapes.part(samples, 0, 1), shapes.part(tests, -1, -1));
  }

  private Samples part(int samples, int first, int step) {
    float[] x = new float[samples * SIDE * SIDE];
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = i % Shape.values().length;
      draw(Shape.values()[labels[i]], first + step * i, x, i * SIDE * SIDE);
    }
    return new Samples(x, labels);
  }

  private void draw(Shape shape, int sample, float[] x, int at) {
    double radius = noise.uniform(sample, 0, 7, 11);
    double room = Math.min(SHIFT, SIDE / 2.0 - radius);
    double centreX = SIDE / 2.0 + noise.uniform(sample, 1, -room, room);
    double centreY = SIDE / 2.0 + noise.uniform(sample, 2, -room, room);
    double angle = noise.uniform(sample, 3, -TURN, TURN);
    double brightness = noise.uniform(sample, 4, 0.4, 1);
    double cos = StrictMath.cos(angle) / radius;
    double sin = StrictMath.sin(angle) / radius;
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      int inside = 0;
      for (int point = 0; point < POINTS * POINTS; point++) {
        double dx = pixel % SIDE + (point % POINTS + 0.5) / POINTS - centreX;
        double dy = pixel / SIDE + (point / POINTS + 0.5) / POINTS - centreY;
        inside += shape.holds(cos * dx + sin * dy, cos * dy - sin * dx) ? 1 : 0;
      }
      double value = brightness * inside / (POINTS * POINTS);
      if (deviation > 0) {
        value += deviation * noise.normal(sample, pixel);
      }
      x[at + pixel] = (float) Math.max(0, Math.min(1, value));
    }
  }
}
