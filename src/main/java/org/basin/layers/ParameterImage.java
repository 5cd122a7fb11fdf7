package org.basin.layers;

import java.util.Arrays;
import java.util.List;

/**
 * All parameters of a net as one picture, as the notebook shows them: of each affine layer the rows
 * of M and then b as the last row, layers side by side.
 *
 * @param rows of the picture: one more than the largest layer has units
 * @param columns of the picture
 * @param values row by row; NaN where a smaller layer has no row
 */
public record ParameterImage(int rows, int columns, double[] values) {

  /**
   * One affine layer.
   *
   * @param units rows of M
   * @param inputs columns of M
   * @param matrix M, row by row
   * @param bias b, drawn as far as there are columns
   */
  public record Block(int units, int inputs, double[] matrix, double[] bias) {
    public Block {
      if (matrix.length != units * inputs || bias.length != units) {
        throw new IllegalArgumentException(
            "M must have units times inputs numbers and b units, got %d and %d of %d by %d"
                .formatted(matrix.length, bias.length, units, inputs));
      }
    }
  }

  /** The picture of a net's affine layers, bottom up. */
  public static ParameterImage of(List<Block> layers) {
    int rows = 1 + layers.stream().mapToInt(Block::units).max().orElse(0);
    int columns = layers.stream().mapToInt(ParameterImage::width).sum();
    double[] values = new double[rows * columns];
    Arrays.fill(values, Double.NaN);
    int left = 0;
    for (Block layer : layers) {
      for (int r = 0; r < layer.units; r++) {
        System.arraycopy(layer.matrix, r * layer.inputs, values, r * columns + left, layer.inputs);
      }
      System.arraycopy(layer.bias, 0, values, layer.units * columns + left, layer.units);
      left += width(layer);
    }
    return new ParameterImage(rows, columns, values);
  }

  /** b has as many numbers as M has rows, which may be more than it has columns. */
  private static int width(Block layer) {
    return Math.max(layer.inputs, layer.units);
  }
}
