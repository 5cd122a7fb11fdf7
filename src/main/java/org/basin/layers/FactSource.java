package org.basin.layers;

import org.basin.sweep.Labels;

/** Where the facts come from that a net learns: inputs and what it should make of them. */
enum FactSource {
  /** v for v. */
  IDENTITY,
  /** (v1, v0) for (v0, v1). */
  SWAP,
  /** 2v for v. */
  TWICE,
  /** ((v0 - v1)², 0) for (v0, v1). */
  DIFFERENCE_SQUARED,
  /** Ones for v. */
  ONES,
  /** Exclusive or of 0 and 1: one-hot (xor, 1 - xor), or xor itself for a net with one output. */
  XOR,
  /** Standard normal numbers for v: nothing but memory helps. */
  RANDOM,
  /** What formulas make of v. */
  IDEAL,
  /** The samples of the sweep's data, with their labels one-hot or their target columns. */
  DATA;

  /** The name in a sweep file. */
  String label() {
    return Labels.of(this);
  }

  /** Whether inputs are drawn from a seed, so that there may be any number of facts. */
  boolean drawn() {
    return this != XOR && this != DATA;
  }
}
