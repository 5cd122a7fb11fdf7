package org.basin.learn;

/** Finds what models say of certain samples, without learning them. */
public interface Readout {

  /** How many samples. */
  int samples();

  /** Numbers that a model says of a sample. */
  int width();

  /** Class of a sample; negative where the data says none. */
  default int label(int sample) {
    return -1;
  }

  /**
   * Finds it for the models of all lanes as they are, once they are measured.
   *
   * @param into of these samples and this width
   */
  void read(Outputs into);
}
