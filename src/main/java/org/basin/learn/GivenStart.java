package org.basin.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Parameters that trials start from in place of what they draw. */
final class GivenStart {

  /** One of them, and which of its numbers are given. */
  private record Given(Weights weights, float[] values, int[] indices) {}

  private final List<Given> all = new ArrayList<>();

  /**
   * @param given none, or at least those of the net, of their shapes
   */
  GivenStart(Net net, List<Parameter> given) {
    List<Weights> parameters = net.parameters();
    for (int p = 0; p < parameters.size() && !given.isEmpty(); p++) {
      int parameter = p;
      Weights weights = parameters.get(p);
      Parameter one =
          given.stream()
              .filter(it -> it.name().equals(weights.name()) && it.shape().equals(weights.shape()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "parameters to start from must hold %s of shape %s, got %s"
                              .formatted(weights.name(), weights.shape(), shapes(given))));
      int[] indices =
          IntStream.range(0, weights.size()).filter(i -> !net.named(parameter, i)).toArray();
      all.add(new Given(weights, one.values(), indices));
    }
  }

  private static List<String> shapes(List<Parameter> given) {
    return given.stream().map(it -> it.name() + " " + it.shape()).toList();
  }

  /** Puts them where the training of a lane begins. */
  void begin(int lane) {
    for (Given one : all) {
      for (int index : one.indices) {
        one.weights.begin(index, lane, one.values[index]);
      }
    }
  }
}
