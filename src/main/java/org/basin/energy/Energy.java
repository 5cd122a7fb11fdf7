package org.basin.energy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.formula.Formula;

/** A number that the states of a minibatch have, mean over its samples. */
sealed interface Energy permits HopfieldEnergy, PredictionError, WrittenEnergy {

  /** Takes the states of a minibatch, before anything is learned from them. */
  void keep(Batch batch);

  /** Measures the kept states with the parameters as they are now. */
  void measure();

  /** What was measured. */
  double total(int lane);

  /** That of every lane. */
  void totals(double[] numbers);

  /** Which energy a sweep measures. */
  enum Function {
    /** {@link HopfieldEnergy}. */
    HOPFIELD,
    /** {@link PredictionError}. */
    PREDICTION_ERROR,
    /** {@link WrittenEnergy}. */
    WRITTEN
  }

  /** The energy that a sweep measures of a net. */
  static Energy of(EnergyNet net, Choice choice) {
    return switch (choice.function()) {
      case HOPFIELD -> new HopfieldEnergy(net);
      case PREDICTION_ERROR -> new PredictionError(net);
      case WRITTEN -> new WrittenEnergy(net, choice.formula().orElseThrow());
    };
  }

  /** What a formula may read. */
  static Formula formula(String text) {
    return Formula.of(text, WrittenEnergy.VARIABLES);
  }

  /**
   * Which energy a sweep measures.
   *
   * @param formula of {@link Function#WRITTEN}, else empty
   */
  record Choice(Function function, Optional<Formula> formula) {

    /** The standard. */
    static final Choice HOPFIELD = new Choice(Function.HOPFIELD, Optional.empty());

    /**
     * Reads a structure.
     *
     * @throws IllegalArgumentException with the law, when a formula takes too much
     */
    static Choice of(Map<String, Object> structure) {
      List<String> texts = EnergyFamily.ENERGY_FORMULA.in(structure);
      return new Choice(
          EnergyFamily.ENERGY.in(structure), texts.stream().findFirst().map(Energy::formula));
    }
  }
}
