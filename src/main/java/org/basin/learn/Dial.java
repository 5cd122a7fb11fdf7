package org.basin.learn;

import java.util.Map;
import java.util.Optional;
import org.basin.sweep.Hyperparameter;

/**
 * A lane hyperparameter, and which other one stands in when a sweep does not set it. {@link
 * LaneValues} reads it.
 *
 * @param declaration what sweeps may set
 * @param instead whose value it has when it is not set
 */
public record Dial(Hyperparameter declaration, Optional<Dial> instead) {

  private static final String INDICES = "IJKL";

  /**
   * The name with its indices.
   *
   * @param indices for K, I and J, as far as the name has them; more are ignored
   */
  public String name(int... indices) {
    StringBuilder name = new StringBuilder();
    int next = 0;
    for (String part : declaration.name().split("_", -1)) {
      boolean index = part.length() == 1 && INDICES.contains(part);
      name.append('_').append(index ? "" + indices[next++] : part);
    }
    return name.substring(1);
  }

  /** The standard value. */
  double standard() {
    return instead.isPresent()
        ? instead.get().standard()
        : declaration.standard().in(Map.of()).map(Double.class::cast).orElse(Double.NaN);
  }
}
