package org.basin.ham;

import java.util.List;
import java.util.stream.IntStream;
import org.basin.kernel.Links;

/**
 * A filter that moves over an image: {@code E = −Σ g_b[y,x,f] W[i,j,c,f] g_a[y s + i − p, x s + j −
 * p, c]}, where what lies outside the image is 0.
 *
 * @param height of the image, the first layer of shape (height, width, channels)
 * @param side of the square filter
 * @param features of the second layer, of shape (rows, columns, features)
 * @param stride s
 * @param padding p
 */
public record Convolution(
    int height, int width, int channels, int side, int features, int stride, int padding)
    implements Synapse {

  public Convolution {
    boolean fits =
        height > 0
            && width > 0
            && channels > 0
            && side > 0
            && features > 0
            && stride > 0
            && padding >= 0
            && padding < side
            && height + 2 * padding >= side
            && width + 2 * padding >= side;
    if (!fits) {
      throw new IllegalArgumentException(
          ("sizes and stride must be at least 1, padding from 0 to side - 1, and the filter must"
                  + " fit the padded image, got image %d x %d x %d, side %d, features %d, stride %d,"
                  + " padding %d")
              .formatted(height, width, channels, side, features, stride, padding));
    }
  }

  /** Rows of the second layer. */
  public int rows() {
    return (height + 2 * padding - side) / stride + 1;
  }

  /** Columns of the second layer. */
  public int columns() {
    return (width + 2 * padding - side) / stride + 1;
  }

  @Override
  public List<Integer> places() {
    return List.of(height * width * channels, rows() * columns() * features);
  }

  @Override
  public List<Integer> shape() {
    return List.of(side, side, channels, features);
  }

  /** How many links there are. */
  long count() {
    return (long) channels * features * inside(height, rows()) * inside(width, columns());
  }

  /** Places of the filter in all its positions along one axis, without those in the padding. */
  private long inside(int cells, int positions) {
    long inside = 0;
    for (int i = 0; i < positions; i++) {
      int first = i * stride - padding;
      inside += Math.min(side, cells - first) - Math.max(0, -first);
    }
    return inside;
  }

  /** Links that meet at all features and at all cells of the image, at most. */
  long gathered() {
    long filter = (long) side * side;
    long features = places().get(1) * filter * channels;
    return features + places().get(0) * filter * this.features;
  }

  /** From the image to the features. */
  Links links() {
    LinkList links = new LinkList();
    for (int y = 0; y < rows(); y++) {
      for (int x = 0; x < columns(); x++) {
        for (int f = 0; f < features; f++) {
          link(links, y * stride - padding, x * stride - padding, f);
          links.next();
        }
      }
    }
    return links.links(height * width * channels);
  }

  /** Links of one feature whose filter begins at a row and a column of the image. */
  private void link(LinkList links, int top, int left, int feature) {
    for (int i = Math.max(0, -top); i < Math.min(side, height - top); i++) {
      for (int j = Math.max(0, -left); j < Math.min(side, width - left); j++) {
        for (int c = 0; c < channels; c++) {
          int weight = ((i * side + j) * channels + c) * features + feature;
          links.add(weight, ((top + i) * width + left + j) * channels + c);
        }
      }
    }
  }

  /** Links while they are collected, output by output. */
  private static final class LinkList {

    private final IntStream.Builder first = IntStream.builder().add(0);
    private final IntStream.Builder weight = IntStream.builder();
    private final IntStream.Builder input = IntStream.builder();
    private int count;

    void add(int weightAt, int inputAt) {
      weight.add(weightAt);
      input.add(inputAt);
      count++;
    }

    /** Ends the links of an output. */
    void next() {
      first.add(count);
    }

    Links links(int inputs) {
      return new Links(
          first.build().toArray(), weight.build().toArray(), input.build().toArray(), inputs);
    }
  }
}
