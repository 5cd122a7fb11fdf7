package org.basin.ham;

import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/** Spoilt patterns that a memory is asked with, and what it should answer: (cues, units) each. */
final class Cues {

  /** What the first layer starts with: ±1, and 0 where erased. */
  final Plane states;

  /** Which units of the first layer may move. */
  final Plane mask;

  /** The patterns. */
  final Plane targets;

  private final HamSettings settings;
  private final Patterns.Purpose purpose;

  Cues(HamSettings settings, Kernels kernels, Patterns.Purpose purpose) {
    this.settings = settings;
    this.purpose = purpose;
    int cells = settings.cues() * settings.units();
    states = kernels.plane(cells);
    mask = kernels.plane(cells);
    targets = kernels.plane(cells);
  }

  /**
   * Takes cues of one's own in all lanes; those behind the last are 0.
   *
   * @param numbers of many cues, 0 where erased
   * @param from where the first one begins
   */
  void set(float[] numbers, int from) {
    for (int cell = 0; cell < states.cells(); cell++) {
      double number = from + cell < numbers.length ? numbers[from + cell] : 0;
      boolean free = number == 0 || settings.clamp() == HamSettings.Clamp.NONE;
      states.setAll(cell, number);
      mask.setAll(cell, free ? 1 : 0);
      targets.setAll(cell, 0);
    }
  }

  /** Spoils the cues of a trial. */
  void spoil(int lane, long seed, Patterns patterns, Corruption corruption) {
    int units = settings.units();
    for (int cue = 0; cue < settings.cues(); cue++) {
      int[] order = patterns.order(seed, cue, purpose);
      for (int place = 0; place < units; place++) {
        int cell = cue * units + order[place];
        double target = patterns.sign(seed, cue, order[place], corruption.correlation());
        boolean erased = place < corruption.erasedUnits(units);
        boolean flipped = !erased && place < corruption.spoiltUnits(units);
        targets.set(cell, lane, target);
        states.set(cell, lane, erased ? 0 : flipped ? -target : target);
        boolean free = erased || settings.clamp() == HamSettings.Clamp.NONE;
        mask.set(cell, lane, free ? 1 : 0);
      }
    }
  }
}
