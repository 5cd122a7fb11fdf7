package org.basin.ham;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.LaneValues;
import org.basin.space.Seeds;

/**
 * Where the units of a recall start that no cue tells: at what {@code state_K_I} says, else at what
 * {@code states} says, else at a draw times {@code start_scale} where the sweep says {@code start:
 * random}, else at 0 in the first layer and at their field in the others. What is said holds in
 * every cue; draws differ from cue to cue.
 */
final class StartStates {

  /**
   * Numbers of the streams that a seed is split into; those of {@link Patterns} are not below 0.
   */
  private static final int MEASURING = -1;

  private static final int TRAINING = -2;

  private final HamSettings settings;
  private final Kernels kernels;
  private final Patterns.Purpose purpose;
  private final LaneValues.Value scale;

  /** By layer, each unit whose number the sweep says by its name. */
  private final List<List<Named>> named = new ArrayList<>();

  /** By layer behind the first. */
  private final List<OfLayer> layers = new ArrayList<>();

  private final Plane one;
  private final Plane unread;

  private record Named(int unit, LaneValues.Value value) {}

  /**
   * The start of a layer.
   *
   * @param own whether a unit starts elsewhere than at its field; if none does, nothing is kept
   * @param states (cues, units); 0 where a unit starts at its field
   * @param fromField 1 where a unit starts at its field, else 0; as many cells
   */
  private record OfLayer(boolean own, Plane states, Plane fromField) {}

  StartStates(HamSettings settings, Kernels kernels, Patterns.Purpose purpose, LaneValues values) {
    this.settings = settings;
    this.kernels = kernels;
    this.purpose = purpose;
    scale = values.of(HamFamily.START_SCALE);
    boolean any = values.setsAny(HamFamily.STATE_K_I);
    for (int k = 0; k < settings.graph().layers().size(); k++) {
      int units = settings.graph().layers().get(k).units();
      named.add(any ? named(k, units, values) : List.of());
      boolean own =
          settings.manner().start() == HamSettings.Start.RANDOM
              || settings.manner().states().has(k)
              || !named.get(k).isEmpty();
      int cells = k > 0 && own ? settings.cues() * units : 1;
      layers.add(new OfLayer(own, kernels.plane(cells), kernels.plane(cells)));
    }
    one = kernels.plane(1);
    kernels.fill(one, 1);
    unread = kernels.plane(1);
  }

  private static List<Named> named(int layer, int units, LaneValues values) {
    List<Named> named = new ArrayList<>();
    for (int unit = 0; unit < units; unit++) {
      if (values.sets(HamFamily.STATE_K_I, layer, unit)) {
        named.add(new Named(unit, values.of(HamFamily.STATE_K_I, layer, unit)));
      }
    }
    return named;
  }

  /**
   * Gives a lane its trial.
   *
   * @param cues of the first layer, ready but for what a sweep says of its units
   */
  void begin(int lane, long seed, double[] trial, Plane cues) {
    said(0, lane, trial, cues);
    for (int k = 1; k < layers.size(); k++) {
      OfLayer layer = layers.get(k);
      if (layer.own) {
        int units = settings.graph().layers().get(k).units();
        for (int cell = 0; cell < layer.states.cells(); cell++) {
          OptionalDouble drawn = drawn(seed, k, cell / units, cell % units, trial);
          layer.states.set(cell, lane, drawn.orElse(0));
          layer.fromField.set(cell, lane, drawn.isPresent() ? 0 : 1);
        }
        said(k, lane, trial, layer.states);
      }
    }
  }

  /** Sets the units of a layer whose numbers the sweep says. */
  private void said(int layer, int lane, double[] trial, Plane states) {
    int units = settings.graph().layers().get(layer).units();
    for (int cue = 0; cue < settings.cues(); cue++) {
      if (settings.manner().states().has(layer)) {
        for (int unit = 0; unit < units; unit++) {
          double number = settings.manner().states().of(layer, unit).orElseThrow();
          say(layer, cue * units + unit, lane, number, states);
        }
      }
      for (Named one : named.get(layer)) {
        say(layer, cue * units + one.unit, lane, one.value.in(trial), states);
      }
    }
  }

  private void say(int layer, int cell, int lane, double number, Plane states) {
    states.set(cell, lane, number);
    if (layer > 0) {
      layers.get(layer).fromField.set(cell, lane, 0);
    }
  }

  /** What a unit that nothing tells starts with; empty where it is not drawn. */
  OptionalDouble drawn(long seed, int layer, int cue, int unit, double[] trial) {
    if (settings.manner().start() != HamSettings.Start.RANDOM) {
      return OptionalDouble.empty();
    }
    int starts = purpose == Patterns.Purpose.MEASURING ? MEASURING : TRAINING;
    long stream = Seeds.bits(Seeds.bits(Seeds.bits(seed, starts), layer), cue);
    return OptionalDouble.of(scale.in(trial) * Seeds.normal(stream, unit));
  }

  /** Puts a layer behind the first, whose field is known and whose states are 0, at its start. */
  void show(int layer, Neurons neurons) {
    OfLayer own = layers.get(layer);
    if (own.own) {
      kernels.copy(own.states, neurons.x);
      kernels.algebra().relax(neurons.x, neurons.field, one, own.fromField, unread);
    } else {
      kernels.copy(neurons.field, neurons.x);
    }
  }

  /** Clears in a slope of a layer behind the first what does not start at its field. */
  void keepFromField(int layer, Plane slope) {
    OfLayer own = layers.get(layer);
    if (own.own) {
      kernels.algebra().multiply(slope, own.fromField, slope, 1);
    }
  }
}
