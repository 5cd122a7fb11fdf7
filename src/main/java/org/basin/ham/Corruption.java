package org.basin.ham;

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
