package org.basin.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a model learns from and, where there is a test part, what it is tested on.
 *
 * @param name the kind, as in a sweep file
 * @param height rows of an image; 1 when a sample is no image
 * @param width columns of an image; the numbers of a sample that is no image
 * @param classNames what the labels stand for; one if there are no classes to tell apart
 * @param train what a model learns from, at least one sample unless samples have no numbers
 * @param test what it is tested on; may be empty
 */
public record Dataset(
    String name, int height, int width, List<String> classNames, Samples train, Samples test) {

  public Dataset {
    classNames = List.copyOf(classNames);
    check(name, height * width, classNames.size(), train);
    check(name, height * width, classNames.size(), test);
    if (train.size() < 1 && height * width > 0) {
      throw new IllegalArgumentException(name + " must hold at least one training sample, got 0");
    }
  }

  private static void check(String name, int inputs, int classes, Samples samples) {
    if (samples.x().length != (long) inputs * samples.size()) {
      throw new IllegalArgumentException(
          "%s must have inputs times samples numbers, got inputs=%d, samples=%d, numbers=%d"
              .formatted(name, inputs, samples.size(), samples.x().length));
    }
    for (int label : samples.labels()) {
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "labels of %s must be from 0 to %d, got %d".formatted(name, classes - 1, label));
      }
    }
  }

  /**
   * Samples that are no images, all of them for training, with their labels for class names.
   *
   * @param x {@code [samples][inputs]}; rounded to single precision
   */
  public static Dataset of(String name, int inputs, int classes, double[] x, int[] labels) {
    float[] single = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      single[i] = (float) x[i];
    }
    return new Dataset(
        name, 1, inputs, numbered(classes), new Samples(single, labels), Samples.NONE);
  }

  /** The names {@code 0}, {@code 1} and so on. */
  static List<String> numbered(int classes) {
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  /** Numbers of one sample. */
  public int inputs() {
    return height * width;
  }

  /** How many labels there are. */
  public int classes() {
    return classNames.size();
  }

  /** The same with no more than so many training samples, the first. */
  public Dataset shortened(int samples) {
    if (samples >= train.size()) {
      return this;
    }
    float[] x = Arrays.copyOf(train.x(), samples * inputs());
    return with(new Samples(x, Arrays.copyOf(train.labels(), samples)), test);
  }

  /** The same samples in other parts. */
  Dataset with(Samples train, Samples test) {
    return new Dataset(name, height, width, classNames, train, test);
  }
}
