package org.basin.ham;

import java.util.Arrays;
import java.util.List;
import org.basin.kernel.Algebra;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * Gradient descent on the loss of a recall: {@code ½ Σ (g − ξ)²/(cues units)} over the activations
 * g of the first layer after the last step.
 *
 * <p>A step is {@code x' = x + ρ m (F(g) − x)} with ρ = dt/τ and the mask m. With λ' = ∂loss/∂x'
 * and v = ρ m λ' in every layer, {@code λ = λ' − v + H u}, where H is the Hessian of the layer's
 * Lagrangian at x and u = ∂(v·F)/∂g. For dense synapses of two places v·F is bilinear, so that u is
 * the field with v in place of g, and a weight matrix between layers a and b gains {@code v_a g_bᵀ
 * + g_a v_bᵀ}. States are kept on the way forward; activations are computed again on the way back.
 */
final class RecallTraining {

  /** α, one cell. */
  final Plane stepSize;

  private final Dynamics dynamics;
  private final Kernels kernels;
  private final Algebra algebra;
  private final Cues cues;

  /** States before each step and after the last, {@code [step][layer]}. */
  private final Plane[][] trajectory;

  /** λ, v and u of each layer. */
  private final Plane[] slopes;

  private final Plane[] pushes;
  private final Plane[] pulls;

  /** {@link #pushes} at the places of each connection. */
  private final Plane[][] pushed;

  /** Gradient of the loss by the weights of each synapse. */
  final Plane[] gradients;

  private final Plane ones;

  /** Whether {@link #trajectory} is that of the weights as they are. */
  private boolean recalled;

  RecallTraining(HamSettings settings, Dynamics dynamics, Cues cues) {
    this.dynamics = dynamics;
    this.cues = cues;
    kernels = dynamics.kernels;
    algebra = kernels.algebra();
    boolean trained = settings.trainSteps() > 0;
    trajectory = new Plane[trained ? settings.steps() + 1 : 0][];
    Arrays.setAll(trajectory, step -> dynamics.statePlanes());
    slopes = trained ? dynamics.statePlanes() : new Plane[0];
    pushes = trained ? dynamics.statePlanes() : new Plane[0];
    pulls = trained ? dynamics.statePlanes() : new Plane[0];
    pushed = trained ? dynamics.places(pushes) : new Plane[0][];
    gradients = new Plane[trained ? dynamics.weights.length : 0];
    Arrays.setAll(gradients, s -> kernels.plane(dynamics.weights[s].plane().cells()));
    ones = kernels.plane(dynamics.samples);
    kernels.fill(ones, 1);
    stepSize = kernels.plane(1);
  }

  /** One step of descent. */
  void step() {
    differentiate();
    recalled = false;
    for (int s = 0; s < gradients.length; s++) {
      Plane weights = dynamics.weights[s].plane();
      algebra.multiply(gradients[s], stepSize, gradients[s], gradients[s].cells());
      algebra.subtract(weights, gradients[s], weights, 1);
    }
  }

  /** Weights have changed by other hands. */
  void forget() {
    recalled = false;
  }

  /** Recalls and fills {@link #gradients}. */
  void differentiate() {
    if (!recalled) {
      recall();
    }
    for (Plane gradient : gradients) {
      kernels.fill(gradient, 0);
    }
    judge();
    for (int t = trajectory.length - 2; t >= 0; t--) {
      restore(trajectory[t], dynamics.neurons.length);
      for (int k = 0; k < slopes.length; k++) {
        Neurons one = dynamics.neurons[k];
        algebra.multiply(slopes[k], one.mask, pushes[k], 1);
        algebra.multiply(pushes[k], one.rate, pushes[k], pushes[k].cells());
        algebra.subtract(slopes[k], pushes[k], slopes[k], 1);
      }
      propagate(slopes.length);
    }
    restart();
  }

  private void recall() {
    dynamics.show(cues);
    keep(trajectory[0]);
    for (int t = 1; t < trajectory.length; t++) {
      dynamics.step();
      keep(trajectory[t]);
    }
  }

  /**
   * The loss of the weights as they are. The next step goes on from the recall that it takes, so
   * that in a training it costs nothing but the last.
   *
   * @param loss one cell
   */
  void loss(Plane loss) {
    recall();
    recalled = true;
    dynamics.activate();
    algebra.subtract(dynamics.neurons[0].g, cues.targets, slopes[0], 1);
    algebra.dot(slopes[0], slopes[0], loss, slopes[0].cells());
    algebra.scale(loss, 0.5 / slopes[0].cells(), loss);
  }

  private void keep(Plane[] states) {
    for (int k = 0; k < states.length; k++) {
      kernels.copy(dynamics.neurons[k].x, states[k]);
    }
  }

  /** Puts the first {@code count} layers at states and the others at 0. */
  private void restore(Plane[] states, int count) {
    for (int k = 0; k < states.length; k++) {
      if (k < count) {
        kernels.copy(states[k], dynamics.neurons[k].x);
      } else {
        kernels.fill(dynamics.neurons[k].x, 0);
      }
    }
    dynamics.activate();
  }

  /** λ after the last step: the slope of the loss. */
  private void judge() {
    restore(trajectory[trajectory.length - 1], slopes.length);
    for (Plane slope : slopes) {
      kernels.fill(slope, 0);
    }
    Neurons first = dynamics.neurons[0];
    algebra.subtract(first.g, cues.targets, slopes[0], 1);
    algebra.scale(slopes[0], 1.0 / slopes[0].cells(), slopes[0]);
    first.layer.lagrangian().law().curve(first, slopes[0]);
  }

  /** Adds {@code H u} to λ of the first {@code count} layers, and what v says of the weights. */
  private void propagate(int count) {
    for (Plane pull : pulls) {
      kernels.fill(pull, 0);
    }
    for (int c = 0; c < pushed.length; c++) {
      Connection connection = dynamics.graph.connections().get(c);
      Plane gradient = gradients[connection.synapse()];
      if (connection.layers().size() == 1) {
        int units = gradient.cells();
        algebra.outer(ones, pushed[c][0], gradient, dynamics.samples, 1, units);
      } else {
        bilinear(c, connection.layers(), gradient);
      }
    }
    for (int k = 0; k < count; k++) {
      Neurons one = dynamics.neurons[k];
      one.layer.lagrangian().law().curve(one, pulls[k]);
      algebra.add(slopes[k], pulls[k], slopes[k], 1);
    }
  }

  private void bilinear(int connection, List<Integer> layers, Plane gradient) {
    Neurons a = dynamics.neurons[layers.get(0)];
    Neurons b = dynamics.neurons[layers.get(1)];
    Plane[] v = pushed[connection];
    algebra.outer(v[0], b.g, gradient, dynamics.samples, a.units, b.units);
    algebra.outer(a.g, v[1], gradient, dynamics.samples, a.units, b.units);
    SynapseWeights weights =
        dynamics.weights[dynamics.graph.connections().get(connection).synapse()];
    weights.addField(v, 0, pulls[layers.get(0)]);
    weights.addField(v, 1, pulls[layers.get(1)]);
  }

  /** Through the start, where layer k is the field of those before it, if nothing else is said. */
  private void restart() {
    for (int k = slopes.length - 1; k > 0; k--) {
      restore(trajectory[0], k);
      for (int j = 0; j < pushes.length; j++) {
        kernels.fill(pushes[j], 0);
      }
      kernels.copy(slopes[k], pushes[k]);
      cues.starts.keepFromField(k, pushes[k]);
      propagate(k);
    }
  }
}
