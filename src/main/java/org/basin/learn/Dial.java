package org.basin.learn;

import java.util.Map;
import java.util.Optional;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Hyperparameter.Kind;
import org.basin.sweep.Standard;

/**
 * A lane hyperparameter: name, law, standard and meaning in one expression, and which other one
 * stands in when a sweep does not set it. {@link LaneValues} reads it.
 *
 * @param declaration what sweeps may set
 * @param instead whose value it has when it is not set
 */
public record Dial(Hyperparameter declaration, Optional<Dial> instead) {

  private static final String INDICES = "IJKL";

  /** One with a standard of its own. */
  public static Dial of(String name, double standard, double min, double max, String text) {
    return new Dial(real(name, Standard.of(standard), min, max, text), Optional.empty());
  }

  /** One that has no value unless a sweep sets it: then something else decides. */
  public static Dial optional(String name, double min, double max, String text) {
    return new Dial(real(name, Standard.NONE, min, max, text), Optional.empty());
  }

  /** One that has the value of another when a sweep does not set it. */
  public static Dial like(Dial instead, String name, double min, double max, String text) {
    return new Dial(real(name, Standard.NONE, min, max, text), Optional.of(instead));
  }

  private static Hyperparameter real(
      String name, Standard standard, double min, double max, String text) {
    return Hyperparameter.real(name, Kind.LANE, standard, min, max, text);
  }

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
