package org.basin.space;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringTokenizer;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Direction numbers of the sequence of Sobol': the table {@code new-joe-kuo-6} of S. Joe and F. Kuo
 * (Constructing Sobol sequences with better two-dimensional projections, SIAM J. Sci. Comput. 30
 * (2008) 2635–2654), as Commons Math carries it. That library's own generator counts draws in 32
 * bits; these go on to 52.
 */
final class DirectionNumbers {

  /** Dimensions of the table. */
  static final int MOST = 1000;

  private static final String TABLE = "/assets/org/apache/commons/math3/random/new-joe-kuo-6.1000";

  private DirectionNumbers() {}

  /**
   * The numbers v_1, v_2 … of the first dimensions, as whole multiples of 2^-52.
   *
   * @param dimensions at most {@value #MOST}
   */
  static long[][] of(int dimensions) {
    if (dimensions > MOST) {
      throw new IllegalArgumentException(
          "method sobol must have at most %d axes, got %d".formatted(MOST, dimensions));
    }
    long[][] all = new long[dimensions][];
    if (dimensions > 0) {
      all[0] = new long[Draws.BITS];
      Arrays.setAll(all[0], digit -> 1L << (Draws.BITS - 1 - digit));
    }
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                SobolSequenceGenerator.class.getResourceAsStream(TABLE),
                StandardCharsets.US_ASCII))) {
      table.readLine(); // the names of the columns
      for (int d = 1; d < dimensions; d++) {
        all[d] = row(table.readLine());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** A line of the table: the dimension, the degree s, the coefficients a, then m_1 to m_s. */
  private static long[] row(String line) {
    StringTokenizer numbers = new StringTokenizer(line);
    numbers.nextToken();
    int degree = Integer.parseInt(numbers.nextToken());
    int coefficients = Integer.parseInt(numbers.nextToken());
    long[] v = new long[Draws.BITS];
    for (int k = 0; k < degree; k++) {
      v[k] = Long.parseLong(numbers.nextToken()) << (Draws.BITS - 1 - k);
    }
    for (int k = degree; k < v.length; k++) {
      v[k] = v[k - degree] ^ v[k - degree] >>> degree;
      for (int j = 1; j < degree; j++) {
        if ((coefficients >>> (degree - 1 - j) & 1) == 1) {
          v[k] ^= v[k - j];
        }
      }
    }
    return v;
  }
}
