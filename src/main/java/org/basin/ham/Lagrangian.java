package org.basin.ham;

import java.util.Arrays;
import java.util.List;
import org.basin.kernel.Plane;

/**
 * What a layer is made of: a convex L(x), whose gradient is the activation g and whose Hessian is
 * symmetric and not negative, so that the energy never rises (D. Krotov, J. Hopfield: Large
 * associative memory problem in neurobiology and machine learning, ICLR 2021, eq. 6–9; D. Krotov:
 * Hierarchical associative memory, 2021). Parameters β, n, γ and δ are those of the {@link
 * Neurons}.
 */
public enum Lagrangian {
  /** {@code x²/2}. */
  IDENTITY("identity", new Quadratic()),
  /** {@code max(x, 0)²/2}. */
  RELU("relu", new Rectified()),
  /** {@code max(x, 0)^n/n}. */
  REPU("repu", new RectifiedPower()),
  /** {@code e^(βx)/β}. */
  EXP("exp", new Exponential()),
  /** {@code e^(βr)/β − r} with r = max(x, 0). */
  REXP("rexp", new RectifiedExponential()),
  /** {@code ln(cosh βx)/β}. */
  TANH("tanh", new LogCosh()),
  /** {@code ln(1 + e^(βx))/β}. */
  SIGMOID("sigmoid", new Softplus()),
  /** {@code ln(Σ e^(βx))/β} over the last axis. */
  SOFTMAX("softmax", new LogSumExp()),
  /** {@code D γ sqrt(mean((x − mean x)²) + 1e-5) + δ Σ x} over the D units of the last axis. */
  LAYERNORM("layernorm", new Deviation()),
  /** {@code γ sqrt(Σ x² + 1e-5) + δ Σ x} over the last axis. */
  SPHERICAL_NORM("spherical_norm", new Radius());

  private final String label;
  private final Law law;

  Lagrangian(String label, Law law) {
    this.label = label;
    this.law = law;
  }

  /** The name in sweep files and reference vectors. */
  public String label() {
    return label;
  }

  /** Names of all. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Lagrangian::label).toList();
  }

  /**
   * The Lagrangian of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Lagrangian of(String label) {
    return Arrays.stream(values())
        .filter(one -> one.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a Lagrangian is one of " + String.join(", ", labels()) + ", got " + label));
  }

  Law law() {
    return law;
  }

  /** The three formulas of a Lagrangian, over the planes of a layer. */
  sealed interface Law
      permits Quadratic,
          Rectified,
          RectifiedPower,
          Exponential,
          RectifiedExponential,
          LogCosh,
          Softplus,
          LogSumExp,
          Deviation,
          Radius {

    /** {@code g = ∂L/∂x}. */
    void activate(Neurons n);

    /**
     * {@code L(x)} of each sample.
     *
     * @param out one cell for each sample
     */
    void value(Neurons n, Plane out);

    /** {@code u = (∂²L/∂x²) u}, in place, at x and its activation g. */
    void curve(Neurons n, Plane u);
  }
}
