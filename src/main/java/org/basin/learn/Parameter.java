package org.basin.learn;

import java.io.Serializable;
import java.util.List;

/**
 * Numbers that a model has learned, under the name that its family gives them.
 *
 * @param name such as {@code weights_0}; letters, digits and underscores
 * @param shape sizes of its axes
 * @param values row-major, as many as the shape says; not copied
 */
public record Parameter(String name, List<Integer> shape, float[] values) implements Serializable {

  public Parameter {
    shape = List.copyOf(shape);
    long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (!name.matches("\\w+") || size != values.length) {
      throw new IllegalArgumentException(
          "a parameter must have a name of letters, digits and underscores and as many numbers as"
              + " its shape says, got %s, shape %s and %d numbers"
                  .formatted(name, shape, values.length));
    }
  }
}
