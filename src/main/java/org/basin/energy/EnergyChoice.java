package org.basin.energy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.formula.Formula;

/**
 * Which energy a sweep measures.
 *
 * @param formula of {@link Energy.Function#WRITTEN}, else empty
 */
record EnergyChoice(Energy.Function function, Optional<Formula> formula) {

  /** The standard. */
  static final EnergyChoice HOPFIELD = new EnergyChoice(Energy.Function.HOPFIELD, Optional.empty());

  /**
   * Reads a structure.
   *
   * @throws IllegalArgumentException with the law, when a formula takes too much
   */
  static EnergyChoice of(Map<String, Object> structure) {
    List<String> texts = EnergyFamily.ENERGY_FORMULA.in(structure);
    return new EnergyChoice(
        EnergyFamily.ENERGY.in(structure), texts.stream().findFirst().map(Energy::formula));
  }
}
