package org.basin.golden;

import com.fasterxml.jackson.databind.JsonNode;
import org.basin.energy.EnergyReplay;

/**
 * The energy of each sample as the study's code has it, {@code -Σ_l b_l·s_l - Σ_l s_l W_l s_{l+1}},
 * from a net's parameters and states.
 */
final class StudyEnergy {

  private StudyEnergy() {}

  static double[] of(JsonNode item, EnergyReplay net) {
    int[] sizes = GoldenJson.integers(GoldenJson.at(item, "sizes"));
    int rows = GoldenJson.integer(item, "batch");
    double[] energies = new double[rows];
    double[] below = GoldenJson.tensor(GoldenJson.at(item, "x"));
    for (int k = 1; k < sizes.length; k++) {
      double[] state = net.states(k);
      double[] weights = net.weights(k - 1);
      double[] biases = net.biases(k);
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < sizes[k]; j++) {
          double field = biases[j];
          for (int i = 0; i < sizes[k - 1]; i++) {
            field += below[r * sizes[k - 1] + i] * weights[i * sizes[k] + j];
          }
          energies[r] -= field * state[r * sizes[k] + j];
        }
      }
      below = state;
    }
    return energies;
  }
}
