package org.basin.kernel;

import java.util.Objects;

/**
 * A sparse linear map whose weights may be shared, such as a convolution: output cell {@code o} is
 * the sum over its links e, from {@code first[o]} to {@code first[o+1] - 1}, of {@code w[weight[e]]
 * x[input[e]]}.
 *
 * @param first where the links of each output begin; one more than there are outputs
 * @param weight which weight a link takes
 * @param input which input a link takes
 * @param inputs how many inputs there are
 */
public record Links(int[] first, int[] weight, int[] input, int inputs) {

  public Links {
    Objects.requireNonNull(first);
    if (weight.length != input.length || first[first.length - 1] != weight.length) {
      throw new IllegalArgumentException(
          "every link must have one weight and one input, got links="
              + first[first.length - 1]
              + ", weights="
              + weight.length
              + ", inputs="
              + input.length);
    }
  }

  /** How many outputs there are. */
  public int outputs() {
    return first.length - 1;
  }

  /** The map back: the same links, seen from their inputs. */
  public Links transposed() {
    int[] starts = new int[inputs + 1];
    for (int i : input) {
      starts[i + 1]++;
    }
    for (int i = 0; i < inputs; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = starts.clone();
    int[] weights = new int[weight.length];
    int[] outputs = new int[weight.length];
    for (int o = 0; o < outputs(); o++) {
      for (int e = first[o]; e < first[o + 1]; e++) {
        int at = next[input[e]]++;
        weights[at] = weight[e];
        outputs[at] = o;
      }
    }
    return new Links(starts, weights, outputs, outputs());
  }
}
