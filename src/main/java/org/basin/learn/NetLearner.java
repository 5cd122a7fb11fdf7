package org.basin.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.History.Moment;
import org.basin.sweep.Part;

/**
 * A learner: the loop over epochs and steps, what it keeps along the way, and what is told of the
 * trained models.
 *
 * @param <M> what gauges are read of
 */
public final class NetLearner<M> implements Learner {

  private final Net net;
  private final M measures;
  private final List<Gauge<M>> wanted;
  private final List<Gauge<M>> histories;

  /** NaN where a parameter is not finite, else 0; one cell. */
  private final Plane probe;

  /** Histories by when they are taken. */
  private final Track<M> before;

  private final Track<M> after;
  private final Track<M> measuring;

  /** Which of these has a history, and in which place. */
  private final List<Track<M>> tracks = new ArrayList<>();

  private final int[] places;

  /** Whether the lanes hold trials that are not trained yet. */
  private boolean fresh;

  /** What trials start from in place of what they draw. */
  private GivenStart given;

  /** What the trained models are asked for, and what they say. */
  private List<Readout> readouts = List.of();

  private List<Outputs> outputs = List.of();

  /**
   * @param gauges all that can be read of the measures; metrics first, in the family's order
   * @param wanted which of them are told and kept
   */
  public NetLearner(Net net, M measures, Gauges<M> gauges, Wanted wanted) {
    this.net = net;
    this.measures = measures;
    this.wanted = gauges.named(wanted.metrics());
    histories = gauges.named(wanted.histories());
    given = new GivenStart(net, List.of());
    probe = net.kernels().plane(1);
    before = track(Moment.BEFORE, wanted, net.epochs());
    after = track(Moment.AFTER, wanted, net.epochs());
    measuring = track(Moment.MEASURING, wanted, net.measuringSteps());
    places = new int[histories.size()];
    for (int h = 0; h < places.length; h++) {
      for (Track<M> track : List.of(before, after, measuring)) {
        if (track.place(histories.get(h)) >= 0) {
          tracks.add(track);
          places[h] = track.place(histories.get(h));
        }
      }
    }
  }

  private Track<M> track(Moment moment, Wanted wanted, int steps) {
    return new Track<>(measures, histories, moment, wanted, steps, net.kernels());
  }

  @Override
  public int lanes() {
    return net.kernels().lanes();
  }

  @Override
  public void startFrom(List<Parameter> given) {
    this.given = new GivenStart(net, given);
  }

  @Override
  public void start(int lane, long seed, double[] values) {
    fresh = true;
    net.start(lane, seed, values);
    given.begin(lane);
  }

  @Override
  public void train() {
    fresh = false;
    Kernels kernels = net.kernels();
    kernels.pause();
    net.restart();
    kernels.pause();
    before.restart();
    after.restart();
    if (histories.isEmpty()) {
      kernels.again(this::epochs);
    } else {
      epochs();
    }
    net.finish();
    kernels.pause();
    measure();
    int last = net.epochs() - 1;
    if (last >= 0 && after.due(last)) {
      after.keep();
    }
    for (int i = 0; i < readouts.size(); i++) {
      readouts.get(i).read(outputs.get(i));
    }
  }

  /** The loop over epochs and steps. */
  private void epochs() {
    Kernels kernels = net.kernels();
    int last = net.epochs() - 1;
    for (int epoch = 0; epoch <= last; epoch++) {
      Interruption.check();
      net.begin(epoch);
      for (int step = 0; step < net.steps(); step++) {
        net.step(epoch, step);
        kernels.pause();
      }
      if (before.due(epoch)) {
        before.keep();
        kernels.pause();
      }
      if (epoch < last && after.due(epoch)) {
        net.look();
        after.keep();
        kernels.pause();
      }
    }
  }

  @Override
  public void measure() {
    measuring.restart();
    net.kernels().fill(probe, 0);
    for (Weights weights : net.parameters()) {
      net.kernels().probe(weights.values(), probe);
    }
    net.measure(measuring);
  }

  @Override
  public float[] history(int history, int lane) {
    return tracks.get(history).of(places[history], lane);
  }

  @Override
  public void keepOutputs(List<Part> parts) {
    readouts = parts.stream().map(part -> net.readout(part).orElseThrow()).toList();
    outputs = readouts.stream().map(this::room).toList();
  }

  private Outputs room(Readout readout) {
    return new Outputs(lanes(), readout.samples(), readout.width());
  }

  private Outputs read(Readout readout) {
    Outputs said = room(readout);
    readout.read(said);
    for (int sample = 0; sample < readout.samples(); sample++) {
      said.label(sample, readout.label(sample));
    }
    return said;
  }

  @Override
  public float[] output(int output, int lane) {
    return outputs.get(output).of(lane).clone();
  }

  @Override
  public Optional<Outputs> outputs(Part part) {
    return net.readout(part).map(this::read);
  }

  @Override
  public Optional<Outputs> outputs(float[] inputs) {
    return net.readout(inputs).map(this::read);
  }

  @Override
  public Optional<Outputs> implied(Part part, Set<Integer> held) {
    return net.implied(part, held).map(this::read);
  }

  @Override
  public Optional<Outputs> implied(float[] outputs) {
    return net.implied(outputs).map(this::read);
  }

  @Override
  public List<Parameter> parameters(int lane) {
    List<Parameter> parameters = new ArrayList<>();
    for (Weights weights : net.parameters()) {
      parameters.add(weights.read(fresh ? weights.start() : weights.values(), lane));
    }
    return parameters;
  }

  @Override
  public List<Parameter> states(int lane) {
    return net.states(lane);
  }

  @Override
  public void restore(int lane, List<Parameter> parameters) {
    fresh = false;
    for (int i = 0; i < parameters.size(); i++) {
      net.parameters().get(i).write(lane, parameters.get(i).values());
    }
  }

  @Override
  public double score(int score, int lane) {
    return wanted.get(score).reading().of(measures, lane);
  }

  @Override
  public boolean lasting(int score) {
    return wanted.get(score).lasting();
  }

  @Override
  public boolean diverged(int lane) {
    return !(probe.get(0, lane) == 0) || net.diverged(lane);
  }
}
