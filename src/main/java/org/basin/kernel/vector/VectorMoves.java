package org.basin.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.GridKernels;

/**
 * Arithmetic of {@link VectorGrid} over stretches of numbers, whole vectors of them. An argument
 * and the index after it say where its stretch begins.
 */
final class VectorMoves {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private VectorMoves() {}

  /** {@code to += from}. */
  static void add(float[] from, int fi, float[] to, int ti, int numbers) {
    for (int i = 0; i < numbers; i += STEP) {
      FloatVector.fromArray(SPECIES, to, ti + i)
          .add(FloatVector.fromArray(SPECIES, from, fi + i))
          .intoArray(to, ti + i);
    }
  }

  /** {@code to ×= factor}. */
  static void multiply(float[] factor, int fi, float[] to, int ti, int numbers) {
    for (int i = 0; i < numbers; i += STEP) {
      FloatVector.fromArray(SPECIES, to, ti + i)
          .mul(FloatVector.fromArray(SPECIES, factor, fi + i))
          .intoArray(to, ti + i);
    }
  }

  /** {@code to = from - term}. */
  static void subtract(float[] from, int fi, float term, float[] to, int ti, int numbers) {
    for (int i = 0; i < numbers; i += STEP) {
      FloatVector.fromArray(SPECIES, from, fi + i).sub(term).intoArray(to, ti + i);
    }
  }

  /** {@code to ×= factor}. */
  static void scale(float[] to, int ti, float factor, int numbers) {
    for (int i = 0; i < numbers; i += STEP) {
      FloatVector.fromArray(SPECIES, to, ti + i).mul(factor).intoArray(to, ti + i);
    }
  }

  /** {@code to = x y + z}; z may be to. */
  static void fma(
      float[] x, int xi, float[] y, int yi, float[] z, int zi, float[] to, int ti, int numbers) {
    for (int i = 0; i < numbers; i += STEP) {
      FloatVector.fromArray(SPECIES, x, xi + i)
          .fma(FloatVector.fromArray(SPECIES, y, yi + i), FloatVector.fromArray(SPECIES, z, zi + i))
          .intoArray(to, ti + i);
    }
  }

  /** {@code g = (g - mean - slant hat) factor}. */
  static void project(
      float[] g, int gi, float[] hat, int hi, float mean, float slant, float factor, int numbers) {
    FloatVector along = FloatVector.broadcast(SPECIES, slant);
    for (int i = 0; i < numbers; i += STEP) {
      FloatVector.fromArray(SPECIES, hat, hi + i)
          .neg()
          .fma(along, FloatVector.fromArray(SPECIES, g, gi + i).sub(mean))
          .mul(factor)
          .intoArray(g, gi + i);
    }
  }

  /** Sum in as many parts as {@link GridKernels} has. */
  static float sum(float[] x, int xi, float[] parts, int numbers) {
    Arrays.fill(parts, 0f);
    for (int k = 0; k < parts.length; k += STEP) {
      FloatVector sum = FloatVector.fromArray(SPECIES, parts, k);
      for (int i = k; i < numbers; i += parts.length) {
        sum = sum.add(FloatVector.fromArray(SPECIES, x, xi + i));
      }
      sum.intoArray(parts, k);
    }
    return total(parts);
  }

  /** Sum of products, in as many parts. */
  static float dot(float[] x, int xi, float[] y, int yi, float[] parts, int numbers) {
    Arrays.fill(parts, 0f);
    for (int k = 0; k < parts.length; k += STEP) {
      FloatVector sum = FloatVector.fromArray(SPECIES, parts, k);
      for (int i = k; i < numbers; i += parts.length) {
        sum =
            FloatVector.fromArray(SPECIES, x, xi + i)
                .fma(FloatVector.fromArray(SPECIES, y, yi + i), sum);
      }
      sum.intoArray(parts, k);
    }
    return total(parts);
  }

  private static float total(float[] parts) {
    for (int half = parts.length / 2; half > 0; half /= 2) {
      for (int k = 0; k < half; k++) {
        parts[k] += parts[k + half];
      }
    }
    return parts[0];
  }
}
