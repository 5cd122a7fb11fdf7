package org.basin.learn;

import java.util.Map;
import java.util.function.Function;
import org.basin.sweep.Hyperparameter;

/**
 * A structural hyperparameter and its typed value in a structure.
 *
 * @param declaration what sweeps may set
 * @param reading makes a value as {@link Hyperparameter.Type} has it what the family works with
 * @param <T> what the family works with
 */
public record Knob<T>(Hyperparameter declaration, Function<Object, T> reading) {

  /** The name in sweep files. */
  public String name() {
    return declaration.name();
  }

  /**
   * The value in a structure, the standard when the structure does not set it.
   *
   * @param structure values that the parser has checked, by name
   */
  public T in(Map<String, Object> structure) {
    Object given = structure.get(name());
    return reading.apply(
        given == null ? declaration.standard().in(structure).orElseThrow() : given);
  }
}
