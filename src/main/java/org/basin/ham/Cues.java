package org.basin.ham;

import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.LaneValues;

/** Spoilt patterns that a memory is asked with, and what it should answer: (cues, units) each. */
final class Cues {

  /**
   * How cues are spoilt.
   *
   * @param erased share of the units that a cue does not tell
   * @param flipped share of the others that it tells wrongly
   * @param correlation mean overlap of two patterns
   */
  record Corruption(double erased, double flipped, double correlation) {

    int erasedUnits(int units) {
      return (int) Math.rint(erased * units);
    }

    int flippedUnits(int units) {
      return (int) Math.rint(flipped * (units - erasedUnits(units)));
    }

    /** Erased or flipped. */
    int spoiltUnits(int units) {
      return erasedUnits(units) + flippedUnits(units);
    }
  }

  /** What the first layer starts with: ±1 where it is told, else what {@link #starts} say. */
  final Plane states;

  /** Which units of the first layer may move. */
  final Plane mask;

  /** The patterns. */
  final Plane targets;

  /** What no cue tells. */
  final StartStates starts;

  private final HamSettings settings;
  private final Patterns.Purpose purpose;

  Cues(HamSettings settings, Kernels kernels, Patterns.Purpose purpose, LaneValues values) {
    this.settings = settings;
    this.purpose = purpose;
    int cells = settings.cues() * settings.units();
    states = kernels.plane(cells);
    mask = kernels.plane(cells);
    targets = kernels.plane(cells);
    starts = new StartStates(settings, kernels, purpose, values);
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
      boolean held = settings.manner().holds(0, cell % settings.units());
      boolean free = number == 0 || settings.clamp() == HamSettings.Clamp.NONE;
      states.setAll(cell, number);
      mask.setAll(cell, free && !held ? 1 : 0);
      targets.setAll(cell, 0);
    }
  }

  /**
   * Spoils the cues of a trial. Units that the sweep's mask holds are told as they are; what is
   * erased and flipped are shares of the others.
   */
  void spoil(int lane, long seed, Patterns patterns, Corruption corruption, double[] trial) {
    int units = settings.units();
    int maskedFree = settings.maskedFree();
    for (int cue = 0; cue < settings.cues(); cue++) {
      int[] order = patterns.order(seed, cue, purpose);
      int place = 0;
      for (int unit : order) {
        int cell = cue * units + unit;
        boolean held = settings.manner().holds(0, unit);
        boolean erased = !held && place < corruption.erasedUnits(maskedFree);
        boolean flipped = !held && !erased && place < corruption.spoiltUnits(maskedFree);
        place += held ? 0 : 1;
        double target = patterns.sign(seed, cue, unit, corruption.correlation());
        double told = flipped ? -target : target;
        targets.set(cell, lane, target);
        states.set(cell, lane, erased ? starts.drawn(seed, 0, cue, unit, trial).orElse(0) : told);
        boolean free = !held && (erased || settings.clamp() == HamSettings.Clamp.NONE);
        mask.set(cell, lane, free ? 1 : 0);
      }
    }
    starts.begin(lane, seed, trial, states);
  }

  /** Units of a cue that may move. */
  int free(int cue, int lane) {
    int units = settings.units();
    int free = 0;
    for (int i = 0; i < units; i++) {
      free += mask.get(cue * units + i, lane) == 0 ? 0 : 1;
    }
    return free;
  }

  /** Those of them whose state has the sign of the pattern; a state of 0 has not. */
  int agreeing(Plane x, int cue, int lane) {
    int units = settings.units();
    int right = 0;
    for (int i = 0; i < units; i++) {
      int cell = cue * units + i;
      boolean agrees = x.get(cell, lane) * targets.get(cell, lane) > 0;
      right += agrees && mask.get(cell, lane) != 0 ? 1 : 0;
    }
    return right;
  }
}
