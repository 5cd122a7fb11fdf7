package org.basin.ham;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Interruption;
import org.basin.learn.Parameter;
import org.basin.learn.Restorable;

/** Stores patterns, may train on spoilt cues of them, and recalls them from others. */
final class RecallLearner implements Restorable {

  /** The metric columns, in their order. */
  static final int RECALLED = 0;

  static final int EXPECTED = 1;
  static final int OVERLAP = 2;
  static final int ENERGY = 3;
  static final int ENERGY_DROP = 4;
  static final int SETTLING_STEPS = 5;
  static final int RESIDUAL = 6;

  /** A step whose greatest relative change is below this changes nothing any more. */
  static final double SETTLED = 1e-3;

  private final HamSettings settings;
  private final int units;
  private final Kernels kernels;
  private final LaneNumbers numbers;
  private final Patterns patterns;
  private final Cues cues;
  private final Dynamics dynamics;
  private final Cues trainingCues;
  private final RecallTraining training;
  private final Plane[] weights;
  private final Plane energy;
  private final Plane startEnergy;
  private final Plane scratch;
  private final Plane probe;
  private final double[] expected;
  private final int[] settling;
  private final boolean theory;

  /** What {@link #score} tells, in its order. */
  private final int[] wanted;

  /**
   * @param wanted the metrics to tell, as places in {@link HamModel#scores}
   */
  RecallLearner(
      HamSettings settings, Samples data, Kernels kernels, LaneNumbers numbers, int[] wanted) {
    this.settings = settings;
    units = settings.units();
    this.kernels = kernels;
    this.numbers = numbers;
    this.wanted = wanted;
    theory = CapacityTheory.covers(settings);
    patterns = new Patterns(settings, data);
    cues = new Cues(settings, kernels, Patterns.Purpose.MEASURING);
    dynamics = new Dynamics(settings.graph(), settings.cues(), kernels);
    trainingCues = new Cues(settings, kernels, Patterns.Purpose.TRAINING);
    training = new RecallTraining(settings, dynamics, trainingCues);
    weights = new Plane[dynamics.weights.length];
    for (int s = 0; s < weights.length; s++) {
      weights[s] = dynamics.weights[s].plane();
    }
    energy = kernels.plane(settings.cues());
    startEnergy = kernels.plane(settings.cues());
    scratch = kernels.plane(settings.cues());
    probe = kernels.plane(1);
    expected = new double[kernels.lanes()];
    settling = new int[kernels.lanes()];
  }

  @Override
  public int lanes() {
    return kernels.lanes();
  }

  @Override
  public void start(int lane, long seed, double[] values) {
    numbers.of(values);
    double dt = numbers.number("dt");
    for (int k = 0; k < dynamics.neurons.length; k++) {
      Neurons one = dynamics.neurons[k];
      one.rate.set(0, lane, dt / numbers.ofLayer("tau", k));
      one.beta.set(0, lane, beta(k));
      one.power.set(0, lane, numbers.ofLayer("power", k));
      one.gamma.set(0, lane, numbers.ofLayer("gamma", k));
      one.delta.set(0, lane, numbers.ofLayer("delta", k));
    }
    Corruption corruption =
        new Corruption(
            numbers.number("erased"), numbers.number("corruption"), numbers.number("correlation"));
    cues.spoil(lane, seed, patterns, corruption);
    if (settings.trainSteps() > 0) {
      trainingCues.spoil(lane, seed, patterns, corruption);
      training.stepSize.set(0, lane, numbers.number("alpha"));
    }
    for (int s = 0; s < weights.length; s++) {
      draw(s, lane, seed, corruption.correlation());
    }
    expected[lane] = expected(corruption);
  }

  /** {@code beta} is that of the memories, {@code beta_0} that of the first layer. */
  private double beta(int layer) {
    return layer == 0 ? numbers.number("beta_0") : numbers.ofLayer("beta", layer);
  }

  private void draw(int synapse, int lane, long seed, double correlation) {
    Start start = settings.blueprint().starts().get(synapse);
    Plane plane = weights[synapse];
    int columns = settings.patterns();
    for (int cell = 0; cell < plane.cells(); cell++) {
      double weight =
          start.kind() == Start.Kind.PATTERNS
              ? patterns.sign(seed, cell % columns, cell / columns, correlation)
              : Patterns.weight(start, seed, synapse, cell);
      plane.set(cell, lane, weight);
    }
  }

  private double expected(Corruption corruption) {
    if (!theory) {
      return Double.NaN;
    }
    int erased = corruption.erasedUnits(units);
    boolean free = settings.clamp() == HamSettings.Clamp.NONE;
    Lagrangian memory = settings.graph().layers().get(1).lagrangian();
    return new CapacityTheory(memory, numbers.ofLayer("power", 1), beta(1))
        .recalled(
            settings.patterns(),
            units - erased,
            corruption.flippedUnits(units),
            free ? units : erased);
  }

  @Override
  public void train() {
    for (int step = 0; step < settings.trainSteps(); step++) {
      Interruption.check();
      training.step();
    }
    measure();
  }

  /** Recalls the patterns from the cues. */
  @Override
  public void measure() {
    dynamics.show(cues);
    Arrays.fill(settling, 0);
    dynamics.activate();
    dynamics.energy(startEnergy, scratch);
    for (int step = 0; step < settings.steps(); step++) {
      Interruption.check();
      dynamics.step();
      for (int lane = 0; lane < settling.length; lane++) {
        settling[lane] += dynamics.change.get(0, lane) < SETTLED ? 0 : 1;
      }
    }
    dynamics.activate();
    dynamics.energy(energy, scratch);
    kernels.fill(probe, 0);
    for (Neurons one : dynamics.neurons) {
      kernels.probe(one.x, probe);
    }
    for (Plane one : weights) {
      kernels.probe(one, probe);
    }
  }

  /** {@code weights_S} of every synapse S, of its shape. */
  @Override
  public List<Parameter> parameters(int lane) {
    List<Parameter> parameters = new ArrayList<>();
    for (int s = 0; s < weights.length; s++) {
      float[] values = new float[weights[s].cells()];
      for (int cell = 0; cell < values.length; cell++) {
        values[cell] = (float) weights[s].get(cell, lane);
      }
      List<Integer> shape = settings.graph().synapses().get(s).shape();
      parameters.add(new Parameter("weights_" + s, shape, values));
    }
    return parameters;
  }

  @Override
  public void restore(int lane, List<Parameter> parameters) {
    for (int s = 0; s < weights.length; s++) {
      float[] values = parameters.get(s).values();
      for (int cell = 0; cell < values.length; cell++) {
        weights[s].set(cell, lane, values[cell]);
      }
    }
  }

  /** All are: a recall depends on the weights, the trial's seed and its lane values. */
  @Override
  public boolean lasting(int score) {
    return true;
  }

  @Override
  public double score(int score, int lane) {
    return switch (wanted[score]) {
      case RECALLED -> recalled(lane);
      case EXPECTED -> expected[lane];
      case OVERLAP -> overlap(lane);
      case ENERGY -> mean(energy, lane);
      case ENERGY_DROP -> mean(startEnergy, lane) - mean(energy, lane);
      case SETTLING_STEPS -> settling[lane];
      case RESIDUAL -> settings.steps() == 0 ? 0 : dynamics.change.get(0, lane);
      default -> throw new IllegalArgumentException("no score " + wanted[score]);
    };
  }

  /** Share of the cues whose every free unit has the sign of its pattern. */
  private double recalled(int lane) {
    int right = 0;
    for (int cue = 0; cue < settings.cues(); cue++) {
      right += free(cue, lane) == agreeing(cue, lane) ? 1 : 0;
    }
    return (double) right / settings.cues();
  }

  /** Mean over the cues of (right − wrong)/free units; 1 where no unit is free. */
  private double overlap(int lane) {
    double sum = 0;
    for (int cue = 0; cue < settings.cues(); cue++) {
      int free = free(cue, lane);
      sum += free == 0 ? 1 : 2.0 * agreeing(cue, lane) / free - 1;
    }
    return sum / settings.cues();
  }

  private int free(int cue, int lane) {
    int free = 0;
    for (int i = 0; i < units; i++) {
      free += cues.mask.get(cue * units + i, lane) == 0 ? 0 : 1;
    }
    return free;
  }

  /** Free units whose state has the sign of the pattern; a state of 0 has not. */
  private int agreeing(int cue, int lane) {
    int right = 0;
    for (int i = 0; i < units; i++) {
      int cell = cue * units + i;
      boolean agrees = dynamics.neurons[0].x.get(cell, lane) * cues.targets.get(cell, lane) > 0;
      right += agrees && cues.mask.get(cell, lane) != 0 ? 1 : 0;
    }
    return right;
  }

  private double mean(Plane samples, int lane) {
    double sum = 0;
    for (int cue = 0; cue < settings.cues(); cue++) {
      sum += samples.get(cue, lane);
    }
    return sum / settings.cues();
  }

  @Override
  public boolean diverged(int lane) {
    return !(probe.get(0, lane) == 0);
  }
}
