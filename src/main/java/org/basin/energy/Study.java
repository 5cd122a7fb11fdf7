package org.basin.energy;

/**
 * The nine algorithms of Scellier, Ernoult, Kendall and Kumar, "Energy-based learning algorithms
 * for analog computing: a comparative study" (NeurIPS 2023), for dense deep Hopfield nets. The
 * energy of a sample, with layers s_0 = x to s_L and W_l between s_l and s_{l+1}, is
 *
 * <pre>E = Σ_l ½|s_l|² - Σ_l b_l·s_l - Σ_l s_l W_l s_{l+1}</pre>
 *
 * and the cost of the output is {@code C = ½|s_L - y|²}. All nine settle without any label, then
 * estimate the gradient of the mean cost of the settled output, then take a {@link Descent} step.
 * What is measured is the free output.
 */
sealed interface Study extends Rule permits Contrast, Unrolled, Recurrent {

  /** Where the estimate of the last step stands. */
  Descent descent();

  /** How layers settle. */
  Relaxation relaxation();

  @Override
  default void restart() {
    descent().restart();
  }

  @Override
  default void sweep(Batch batch) {
    relaxation().relax(batch.layers(), batch.rows(), 1);
  }

  /** Free inference, from where the states stand. */
  @Override
  default void settle(Batch batch) {
    relaxation().relax(batch.layers(), batch.rows(), relaxation().settings().freeSteps());
  }
}
