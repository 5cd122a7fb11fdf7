package org.basin.ham;

import java.util.stream.IntStream;
import org.basin.kernel.Links;

/** Links while they are collected, output by output. */
final class LinkList {

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
