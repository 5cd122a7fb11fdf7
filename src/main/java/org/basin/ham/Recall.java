package org.basin.ham;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Form;
import org.basin.learn.Interruption;
import org.basin.learn.LaneValues;
import org.basin.learn.LaneValues.Value;
import org.basin.learn.Net;
import org.basin.learn.Outputs;
import org.basin.learn.Readout;
import org.basin.learn.Watch;
import org.basin.learn.Weights;
import org.basin.sweep.Part;

/** Memories that store patterns, may train on spoilt cues of them, and recall them from others. */
final class Recall implements Net {

  /** A step whose greatest relative change is below this changes nothing any more. */
  static final double SETTLED = 1e-3;

  private final HamSettings settings;
  private final int units;
  private final Kernels kernels;
  private final Patterns patterns;
  private final Cues cues;
  private final Dynamics dynamics;
  private final Cues trainingCues;
  private final RecallTraining training;
  private final Plane[] weights;
  private final List<Weights> parameters = new ArrayList<>();
  private final List<OfLayer> layers = new ArrayList<>();
  private final Value dt;
  private final Value alpha;
  private final Value erased;
  private final Value corruption;
  private final Value correlation;
  private final Plane energy;
  private final Plane startEnergy;
  private final Plane scratch;
  private final Plane probe;
  private final double[] expected;
  private final int[] settling;

  /** What was shown last. */
  private Cues recalled;

  private final boolean theory;

  /** The numbers of one layer. */
  private record OfLayer(Value tau, Value beta, Value power, Value gamma, Value delta) {}

  Recall(HamSettings settings, Samples data, Kernels kernels, LaneValues values) {
    this.settings = settings;
    units = settings.units();
    this.kernels = kernels;
    theory = CapacityTheory.covers(settings);
    patterns = new Patterns(settings, data);
    cues = new Cues(settings, kernels, Patterns.Purpose.MEASURING);
    dynamics = new Dynamics(settings.graph(), settings.cues(), kernels);
    trainingCues = new Cues(settings, kernels, Patterns.Purpose.TRAINING);
    training = new RecallTraining(settings, dynamics, trainingCues);
    weights = new Plane[dynamics.weights.length];
    for (int s = 0; s < weights.length; s++) {
      weights[s] = dynamics.weights[s].plane();
      Form form = settings.forms().get(s);
      parameters.add(Weights.of(form.name(), form.shape(), weights[s], weights[s]));
    }
    for (int k = 0; k < dynamics.neurons.length; k++) {
      layers.add(
          new OfLayer(
              values.of(HamFamily.TAU_K, k),
              // beta is that of the memories, beta_0 that of the first layer
              k == 0 ? values.of(HamFamily.BETA_0) : values.of(HamFamily.BETA_K, k),
              values.of(HamFamily.POWER_K, k),
              values.of(HamFamily.GAMMA_K, k),
              values.of(HamFamily.DELTA_K, k)));
    }
    dt = values.of(HamFamily.DT);
    alpha = values.of(HamFamily.ALPHA);
    erased = values.of(HamFamily.ERASED);
    corruption = values.of(HamFamily.CORRUPTION);
    correlation = values.of(HamFamily.CORRELATION);
    energy = kernels.plane(settings.cues());
    startEnergy = kernels.plane(settings.cues());
    scratch = kernels.plane(settings.cues());
    probe = kernels.plane(1);
    expected = new double[kernels.lanes()];
    settling = new int[kernels.lanes()];
  }

  @Override
  public Kernels kernels() {
    return kernels;
  }

  /** {@code weights_S} of every synapse S, of its shape. */
  @Override
  public List<Weights> parameters() {
    return parameters;
  }

  @Override
  public void start(int lane, long seed, double[] trial) {
    for (int k = 0; k < dynamics.neurons.length; k++) {
      Neurons one = dynamics.neurons[k];
      OfLayer layer = layers.get(k);
      one.rate.set(0, lane, dt.in(trial) / layer.tau.in(trial));
      one.beta.set(0, lane, layer.beta.in(trial));
      one.power.set(0, lane, layer.power.in(trial));
      one.gamma.set(0, lane, layer.gamma.in(trial));
      one.delta.set(0, lane, layer.delta.in(trial));
    }
    Corruption spoilt =
        new Corruption(erased.in(trial), corruption.in(trial), correlation.in(trial));
    cues.spoil(lane, seed, patterns, spoilt);
    if (settings.trainSteps() > 0) {
      trainingCues.spoil(lane, seed, patterns, spoilt);
      training.stepSize.set(0, lane, alpha.in(trial));
    }
    for (int s = 0; s < weights.length; s++) {
      draw(s, lane, seed, spoilt.correlation());
    }
    expected[lane] = expected(spoilt, trial);
  }

  private void draw(int synapse, int lane, long seed, double correlation) {
    WeightStart start = settings.blueprint().starts().get(synapse);
    Plane plane = weights[synapse];
    int columns = settings.patterns();
    for (int cell = 0; cell < plane.cells(); cell++) {
      double weight =
          start.kind() == WeightStart.Kind.PATTERNS
              ? patterns.sign(seed, cell % columns, cell / columns, correlation)
              : Patterns.weight(start, seed, synapse, cell);
      plane.set(cell, lane, weight);
    }
  }

  private double expected(Corruption corruption, double[] trial) {
    if (!theory) {
      return Double.NaN;
    }
    int erased = corruption.erasedUnits(units);
    boolean free = settings.clamp() == HamSettings.Clamp.NONE;
    Lagrangian memory = settings.graph().layers().get(1).lagrangian();
    return new CapacityTheory(
            memory, layers.get(1).power().in(trial), layers.get(1).beta().in(trial))
        .recalled(
            settings.patterns(),
            units - erased,
            corruption.flippedUnits(units),
            free ? units : erased);
  }

  @Override
  public int epochs() {
    return settings.trainSteps();
  }

  @Override
  public void step(int epoch, int step) {
    training.step();
  }

  /** Recalls the patterns from the cues. */
  @Override
  public void measure(Watch watch) {
    recall(cues);
  }

  private void recall(Cues cues) {
    recalled = cues;
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
  }

  /** The cues that the memory is measured on; a memory has nothing that it is only measured on. */
  @Override
  public Optional<Readout> readout(Part part) {
    return part == Part.TRAIN
        ? Optional.of(new Recalled(settings.cues(), first -> cues))
        : Optional.empty();
  }

  /** Cues of one's own, 0 where erased. */
  @Override
  public Optional<Readout> readout(float[] inputs) {
    Cues shown = new Cues(settings, kernels, Patterns.Purpose.MEASURING);
    return Optional.of(
        new Recalled(
            inputs.length / units,
            first -> {
              shown.set(inputs, first * units);
              return shown;
            }));
  }

  /** Where the first layer ends, and the energy of all layers there. */
  private final class Recalled implements Readout {

    private final int samples;
    private final IntFunction<Cues> shown;

    /**
     * @param shown the cues from one on, as many as are recalled at once
     */
    Recalled(int samples, IntFunction<Cues> shown) {
      this.samples = samples;
      this.shown = shown;
    }

    @Override
    public int samples() {
      return samples;
    }

    @Override
    public int width() {
      return units;
    }

    @Override
    public void read(Outputs into) {
      for (int first = 0; first < samples; first += settings.cues()) {
        Cues some = shown.apply(first);
        if (some != cues || recalled != cues) {
          recall(some);
        }
        int count = Math.min(settings.cues(), samples - first);
        into.take(dynamics.neurons[0].x, first, count);
        for (int lane = 0; lane < kernels.lanes(); lane++) {
          for (int cue = 0; cue < count; cue++) {
            into.take(energy.get(cue, lane), first + cue, lane);
          }
        }
      }
    }
  }

  /** Share of the cues whose every free unit has the sign of its pattern. */
  double recalled(int lane) {
    int right = 0;
    for (int cue = 0; cue < settings.cues(); cue++) {
      right += free(cue, lane) == agreeing(cue, lane) ? 1 : 0;
    }
    return (double) right / settings.cues();
  }

  /** Mean over the cues of (right − wrong)/free units; 1 where no unit is free. */
  double overlap(int lane) {
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

  /** After the last step. */
  double energy(int lane) {
    return mean(energy, lane);
  }

  double energyDrop(int lane) {
    return mean(startEnergy, lane) - mean(energy, lane);
  }

  double settlingSteps(int lane) {
    return settling[lane];
  }

  double residual(int lane) {
    return settings.steps() == 0 ? 0 : dynamics.change.get(0, lane);
  }

  /** What theory expects of {@link #recalled}; NaN where there is none. */
  double expected(int lane) {
    return expected[lane];
  }

  @Override
  public boolean diverged(int lane) {
    return !(probe.get(0, lane) == 0);
  }
}
