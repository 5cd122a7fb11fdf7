package org.basin.energy;

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
  static Energy of(EnergyNet net, EnergyChoice choice) {
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
}
