package org.basin.checkpoint;

import java.util.List;
import org.basin.sweep.Part;

/**
 * What a checkpoint is asked beside its metrics.
 *
 * @param parts of the data, for what the net says of their samples
 * @param inputs samples of one's own, likewise
 */
public record Asked(List<Part> parts, List<float[]> inputs) {

  /** Metrics alone. */
  public static final Asked NOTHING = new Asked(List.of(), List.of());

  public Asked {
    parts = List.copyOf(parts);
    inputs = List.copyOf(inputs);
  }

  /** The samples of one's own, one after the other. */
  float[] numbers() {
    int size = inputs.stream().mapToInt(one -> one.length).sum();
    float[] numbers = new float[size];
    int at = 0;
    for (float[] one : inputs) {
      System.arraycopy(one, 0, numbers, at, one.length);
      at += one.length;
    }
    return numbers;
  }
}
