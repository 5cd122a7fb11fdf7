package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.basin.sweep.Mistake;
import org.basin.sweep.SweepException;

/** Collects mistakes while a sweep is read, so that all are reported at once. */
final class Mistakes {

  private final List<Mistake> list = new ArrayList<>();

  void add(Place place, String path, String message) {
    list.add(new Mistake(place.file(), place.line(), place.column(), path, message));
  }

  boolean none() {
    return list.isEmpty();
  }

  int count() {
    return list.size();
  }

  /** Ends the reading if there was a mistake: those of the file by line, then the overrides'. */
  void throwIfAny() throws SweepException {
    if (!list.isEmpty()) {
      list.sort(
          Comparator.comparing((Mistake mistake) -> mistake.line() == 0)
              .thenComparingInt(Mistake::line)
              .thenComparingInt(Mistake::column));
      throw new SweepException(list);
    }
  }
}
