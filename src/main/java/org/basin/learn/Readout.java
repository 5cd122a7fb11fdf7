package org.basin.learn;

/** Finds what models say of certain samples, without learning them. */
public interface Readout {

  /** How many samples. */
  int samples();

  /** Numbers that a model says of a sample. */
  int width();

  /**
   * Finds it for the models of all lanes as they are, once they are measured.
   *
   * @param into of these samples and this width
   */
  void read(Outputs into);
}
