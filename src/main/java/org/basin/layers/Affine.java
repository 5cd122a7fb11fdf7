package org.basin.layers;

/**
 * {@code y = M x + b}, with M of shape (units, units below).
 *
 * @param units of the output
 */
record Affine(int units) implements Layer {

  @Override
  public int units(int below) {
    return units;
  }

  @Override
  public String toString() {
    return "affine " + units;
  }
}
