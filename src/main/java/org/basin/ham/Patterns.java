package org.basin.ham;

import org.basin.data.Samples;
import org.basin.space.Seeds;

/** What a trial stores and how its cues are spoilt: functions of the trial's seed. */
final class Patterns {

  /** Numbers of the streams that a seed is split into; {@link StartStates} has those below 0. */
  private static final int TEMPLATE = 0;

  private static final int SIGNS = 1;
  private static final int CUES = 2;
  private static final int TRAINING_CUES = 3;
  private static final int WEIGHTS = 4;

  private final HamSettings settings;
  private final Samples data;
  private final double mean;
  private final int units;
  private final int[] order;

  Patterns(HamSettings settings, Samples data) {
    this.settings = settings;
    this.data = data;
    units = settings.units();
    order = new int[units];
    double sum = 0;
    for (float x : data.x()) {
      sum += x;
    }
    mean = sum / data.x().length;
  }

  /**
   * Unit i of pattern μ, 1 or -1. Random patterns are independent signs or, with a correlation q,
   * agree with a common template with probability (1 + √q)/2, so that two of them have the mean
   * overlap q. Those of the data are as many samples in a row, from one that the seed chooses.
   */
  double sign(long seed, int pattern, int unit, double correlation) {
    if (settings.source() == HamSettings.Source.DATA) {
      int first = (int) (Seeds.uniform(Seeds.bits(seed, SIGNS), 0) * data.size());
      int sample = (first + pattern) % data.size();
      return data.x()[sample * units + unit] > mean ? 1 : -1;
    }
    double template = Seeds.uniform(Seeds.bits(seed, TEMPLATE), unit) < 0.5 ? -1 : 1;
    long number = (long) pattern * units + unit;
    double draw = Seeds.uniform(Seeds.bits(seed, SIGNS), number);
    return draw < (1 + StrictMath.sqrt(correlation)) / 2 ? template : -template;
  }

  /**
   * The units in the order in which a cue loses them: the first are erased, the next flipped.
   *
   * @return valid until the next call
   */
  int[] order(long seed, int cue, Purpose purpose) {
    long stream =
        Seeds.bits(Seeds.bits(seed, purpose == Purpose.MEASURING ? CUES : TRAINING_CUES), cue);
    for (int i = 0; i < order.length; i++) {
      int j = (int) (Seeds.uniform(stream, i) * (i + 1));
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** What a cue is for; a memory is not measured on the cues that it was trained with. */
  enum Purpose {
    MEASURING,
    TRAINING
  }

  /** A start weight of a synapse that does not hold the patterns. */
  static double weight(Blueprint.WeightStart start, long seed, int synapse, int cell) {
    long stream = Seeds.bits(seed, WEIGHTS + synapse);
    double draw =
        switch (start.kind()) {
          case NORMAL -> Seeds.normal(stream, cell);
          case UNIFORM -> 2 * Seeds.uniform(stream, cell) - 1;
          case ZEROS, PATTERNS -> 0;
        };
    return start.scale() * draw;
  }
}
