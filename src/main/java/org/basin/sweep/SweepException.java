package org.basin.sweep;

import java.util.List;
import java.util.stream.Collectors;

/** A sweep that cannot be run as written: all its mistakes, in the order of the file. */
public final class SweepException extends Exception {

  /** A file with more mistakes than this is mended step by step anyway. */
  private static final int SHOWN = 50;

  private final List<Mistake> mistakes;

  public SweepException(List<Mistake> mistakes) {
    super(text(mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** All of them, at least one. */
  public List<Mistake> mistakes() {
    return mistakes;
  }

  private static String text(List<Mistake> mistakes) {
    if (mistakes.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one mistake, got none");
    }
    String shown =
        mistakes.stream().limit(SHOWN).map(Mistake::toString).collect(Collectors.joining("\n"));
    int left = mistakes.size() - SHOWN;
    return left > 0 ? shown + "\n… and " + left + " more" : shown;
  }
}
