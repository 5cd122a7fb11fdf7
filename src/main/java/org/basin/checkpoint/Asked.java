package org.basin.checkpoint;

import java.util.List;
import java.util.Set;
import org.basin.sweep.Part;

/**
 * What a checkpoint is asked beside its metrics.
 *
 * @param parts of the data, for what the net says of their samples
 * @param inputs samples of one's own, likewise
 * @param backward parts of the data, for the inputs that labels of their samples imply
 * @param held layers below the output that are held as the net goes backward from labels
 * @param outputs outputs of one's own, for the inputs that they imply
 */
public record Asked(
    List<Part> parts,
    List<float[]> inputs,
    List<Part> backward,
    Set<Integer> held,
    List<float[]> outputs) {

  /** Metrics alone. */
  public static final Asked NOTHING = new Asked(List.of(), List.of());

  /** Nothing backward. */
  public Asked(List<Part> parts, List<float[]> inputs) {
    this(parts, inputs, List.of(), Set.of(), List.of());
  }

  public Asked {
    parts = List.copyOf(parts);
    inputs = List.copyOf(inputs);
    backward = List.copyOf(backward);
    held = Set.copyOf(held);
    outputs = List.copyOf(outputs);
  }

  /** Whether the net goes backward. */
  boolean goesBackward() {
    return !backward.isEmpty() || !outputs.isEmpty();
  }

  /** Numbers of one's own, one after the other. */
  static float[] numbers(List<float[]> inputs) {
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
