package org.basin.ham;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Form;
import org.basin.learn.Interruption;
import org.basin.learn.LaneValues;
import org.basin.learn.LaneValues.Value;
import org.basin.learn.Net;
import org.basin.learn.Outputs;
import org.basin.learn.Parameter;
import org.basin.learn.Readout;
import org.basin.learn.Wanted;
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
  private final Descent descent;
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

  /** States after the steps that the sweep asks for, {@code [place][layer]}. */
  private final Plane[][] kept;

  private final Plane energy;
  private final Plane startEnergy;
  private final Plane scratch;
  private final Plane probe;
  private final Plane loss;

  /** Whether the loss of training is wanted. */
  private final boolean judged;

  private final double[] expected;
  private final int[] settling;

  /** Whether cues of somebody's own were recalled last. */
  private boolean shownOwn;

  private final boolean theory;

  /** The numbers of one layer. */
  private record OfLayer(Value tau, Value beta, Value power, Value gamma, Value delta) {}

  /**
   * @param wanted what is measured
   */
  Recall(HamSettings settings, Samples data, Kernels kernels, LaneValues values, Wanted wanted) {
    this.settings = settings;
    String name = HamFamily.TRAIN_LOSS.name();
    judged =
        settings.trainSteps() > 0
            && (wanted.metrics().contains(name) || wanted.histories().contains(name));
    units = settings.units();
    this.kernels = kernels;
    theory = CapacityTheory.covers(settings);
    patterns = new Patterns(settings, data);
    cues = new Cues(settings, kernels, Patterns.Purpose.MEASURING, values);
    dynamics = new Dynamics(settings.graph(), settings.cues(), kernels);
    hold();
    descent = Descent.of(settings.manner().solver(), dynamics, values);
    trainingCues = new Cues(settings, kernels, Patterns.Purpose.TRAINING, values);
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
    kept = new Plane[settings.manner().kept().size()][];
    Arrays.setAll(kept, place -> dynamics.statePlanes());
    energy = kernels.plane(settings.cues());
    startEnergy = kernels.plane(settings.cues());
    scratch = kernels.plane(settings.cues());
    probe = kernels.plane(1);
    loss = kernels.plane(1);
    expected = new double[kernels.lanes()];
    settling = new int[kernels.lanes()];
  }

  /** Masks of the layers behind the first, which are the same for every cue. */
  private void hold() {
    for (int k = 1; k < dynamics.neurons.length; k++) {
      Neurons layer = dynamics.neurons[k];
      for (int cell = 0; settings.manner().mask().has(k) && cell < layer.mask.cells(); cell++) {
        layer.mask.setAll(cell, settings.manner().holds(k, cell % layer.units) ? 0 : 1);
      }
    }
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
    Cues.Corruption spoilt =
        new Cues.Corruption(erased.in(trial), corruption.in(trial), correlation.in(trial));
    descent.start(lane, trial);
    cues.spoil(lane, seed, patterns, spoilt, trial);
    if (settings.trainSteps() > 0) {
      trainingCues.spoil(lane, seed, patterns, spoilt, trial);
      training.stepSize.set(0, lane, alpha.in(trial));
    }
    for (int s = 0; s < weights.length; s++) {
      draw(s, lane, seed, spoilt.correlation());
    }
    expected[lane] = expected(spoilt, trial);
  }

  private void draw(int synapse, int lane, long seed, double correlation) {
    Blueprint.WeightStart start = settings.blueprint().starts().get(synapse);
    Plane plane = weights[synapse];
    int columns = settings.patterns();
    for (int cell = 0; cell < plane.cells(); cell++) {
      double weight =
          start.kind() == Blueprint.WeightStart.Kind.PATTERNS
              ? patterns.sign(seed, cell % columns, cell / columns, correlation)
              : Patterns.weight(start, seed, synapse, cell);
      plane.set(cell, lane, weight);
    }
  }

  private double expected(Cues.Corruption corruption, double[] trial) {
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
  public void restart() {
    training.forget();
  }

  @Override
  public int epochs() {
    return settings.trainSteps();
  }

  @Override
  public void step(int epoch, int step) {
    training.step();
  }

  /** What the last step of training left behind, for the history of the loss. */
  @Override
  public void look() {
    if (judged) {
      training.loss(loss);
    }
  }

  @Override
  public int measuringSteps() {
    return settings.steps();
  }

  /** Recalls the patterns from the cues. */
  @Override
  public void measure(Watch watch) {
    shownOwn = false;
    look();
    begin();
    keep(0);
    for (int step = 0; step < settings.steps(); step++) {
      Interruption.check();
      advance();
      keep(step + 1);
      if (watch.due(step)) {
        weigh(energy);
        watch.keep();
      }
    }
    weigh(energy);
    kernels.fill(probe, 0);
    for (Neurons one : dynamics.neurons) {
      kernels.probe(one.x, probe);
    }
  }

  /** The cues that the memory is measured on; a memory has nothing that it is only measured on. */
  @Override
  public Optional<Readout> readout(Part part) {
    return part == Part.TRAIN
        ? Optional.of(new Recalled(settings.cues(), Optional.empty()))
        : Optional.empty();
  }

  /** Cues of one's own, 0 where erased; other layers start as they do in the recall of a cue. */
  @Override
  public Optional<Readout> readout(float[] inputs) {
    return Optional.of(new Recalled(inputs.length / units, Optional.of(inputs)));
  }

  /** Where the first layer ends, and the energy of all layers there. */
  private final class Recalled implements Readout {

    private final int samples;
    private final Optional<float[]> own;

    /**
     * @param own cues in place of those of the trial
     */
    Recalled(int samples, Optional<float[]> own) {
      this.samples = samples;
      this.own = own;
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
      if (own.isPresent()) {
        recallOwn(own.get(), into);
        return;
      }
      if (shownOwn) {
        recall();
        shownOwn = false;
      }
      take(into, 0, samples);
    }

    /** As many at once as there are cues. */
    private void recallOwn(float[] numbers, Outputs into) {
      Plane[] all = {cues.states, cues.mask, cues.targets};
      Plane[] saved = new Plane[all.length];
      for (int i = 0; i < all.length; i++) {
        saved[i] = kernels.plane(all[i].cells());
        kernels.copy(all[i], saved[i]);
      }
      shownOwn = true;
      for (int first = 0; first < samples; first += settings.cues()) {
        cues.set(numbers, first * units);
        recall();
        take(into, first, Math.min(settings.cues(), samples - first));
      }
      for (int i = 0; i < all.length; i++) {
        kernels.copy(saved[i], all[i]);
      }
    }

    private void recall() {
      begin();
      for (int step = 0; step < settings.steps(); step++) {
        Interruption.check();
        advance();
      }
      weigh(energy);
    }

    private void take(Outputs into, int first, int count) {
      into.take(dynamics.neurons[0].x, first, count);
      for (int lane = 0; lane < kernels.lanes(); lane++) {
        for (int cue = 0; cue < count; cue++) {
          into.take(energy.get(cue, lane), first + cue, lane);
        }
      }
    }
  }

  /** Shows the cues. */
  void begin() {
    dynamics.show(cues);
    descent.begin();
    Arrays.fill(settling, 0);
    weigh(startEnergy);
  }

  /** One step. */
  void advance() {
    descent.step();
    for (int lane = 0; lane < settling.length; lane++) {
      settling[lane] += dynamics.change.get(0, lane) < SETTLED ? 0 : 1;
    }
  }

  /** Energies of the states as they are, one for each cue. */
  private void weigh(Plane energies) {
    dynamics.activate();
    dynamics.energy(energies, scratch);
  }

  /** Copies the states after a step, if the sweep asks for them. */
  private void keep(int step) {
    int place = settings.manner().kept().indexOf(step);
    for (int k = 0; place >= 0 && k < dynamics.neurons.length; k++) {
      kernels.copy(dynamics.neurons[k].x, kept[place][k]);
    }
  }

  /** {@code state_K} of every layer K, of shape (kept steps, cues, axes of the layer …). */
  @Override
  public List<Parameter> states(int lane) {
    List<Parameter> states = new ArrayList<>();
    for (int k = 0; kept.length > 0 && k < dynamics.neurons.length; k++) {
      List<Integer> shape = new ArrayList<>(List.of(kept.length, settings.cues()));
      shape.addAll(dynamics.neurons[k].layer.shape());
      int cells = dynamics.neurons[k].x.cells();
      float[] numbers = new float[kept.length * cells];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) kept[i / cells][k].get(i % cells, lane);
      }
      states.add(new Parameter("state_" + k, shape, numbers));
    }
    return states;
  }

  /**
   * A state as it is.
   *
   * @param cell counts units cue by cue
   */
  double state(int layer, int cell, int lane) {
    return dynamics.neurons[layer].x.get(cell, lane);
  }

  /** Share of the cues whose every free unit has the sign of its pattern. */
  double recalled(int lane) {
    int right = 0;
    Plane states = dynamics.neurons[0].x;
    for (int cue = 0; cue < settings.cues(); cue++) {
      right += cues.free(cue, lane) == cues.agreeing(states, cue, lane) ? 1 : 0;
    }
    return (double) right / settings.cues();
  }

  /** Mean over the cues of {@link #overlap(int, int)}. */
  double overlap(int lane) {
    double sum = 0;
    for (int cue = 0; cue < settings.cues(); cue++) {
      sum += overlap(cue, lane);
    }
    return sum / settings.cues();
  }

  /** (right − wrong)/free units of a cue; 1 where no unit is free. */
  double overlap(int cue, int lane) {
    int free = cues.free(cue, lane);
    return free == 0 ? 1 : 2.0 * cues.agreeing(dynamics.neurons[0].x, cue, lane) / free - 1;
  }

  /** Activations of the first layer as they are, cue by cue. */
  double[] activations(int lane) {
    dynamics.activate();
    return numbers(dynamics.neurons[0].g, lane);
  }

  /** The patterns that are asked for, cue by cue. */
  double[] targets(int lane) {
    return numbers(cues.targets, lane);
  }

  private static double[] numbers(Plane plane, int lane) {
    double[] numbers = new double[plane.cells()];
    Arrays.setAll(numbers, cell -> plane.get(cell, lane));
    return numbers;
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

  /** Before the first step. */
  double startEnergy(int lane) {
    return mean(startEnergy, lane);
  }

  /** Of the recalls from the training cues; NaN where nothing is trained. */
  double loss(int lane) {
    return settings.trainSteps() == 0 ? Double.NaN : loss.get(0, lane);
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
