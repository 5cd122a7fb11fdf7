package org.basin.learn;

import java.util.List;

/**
 * What a parameter is called and how it is shaped.
 *
 * @param name such as {@code weights_0}
 * @param shape sizes of its axes
 */
public record Form(String name, List<Integer> shape) {

  public Form {
    shape = List.copyOf(shape);
  }
}
