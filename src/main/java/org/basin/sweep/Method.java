package org.basin.sweep;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import org.basin.sweep.text.Quote;

/**
 * How a sweep makes its points, with what only that method needs. A method is a record here, which
 * writes itself, a line of {@code sweep.read.MethodReader}, which reads it, and a line of {@code
 * space.Space#of}, which makes its space.
 */
public sealed interface Method extends Serializable {

  /** What a sweep file calls it. */
  String word();

  /** The keys of a sweep file that belong to it, each with its value in canonical YAML. */
  default Map<String, String> keys() {
    return Map.of();
  }

  /** The file whose columns are the axes; empty when they stand among the parameters. */
  default Optional<String> points() {
    return Optional.empty();
  }

  /** Every combination of the axes' values; the standard. */
  record Grid() implements Method {
    public static final String WORD = "grid";

    @Override
    public String word() {
      return WORD;
    }
  }

  /**
   * The points that a file lists.
   *
   * @param file CSV or Parquet
   */
  record Listed(String file) implements Method {
    public static final String WORD = "list";

    @Override
    public String word() {
      return WORD;
    }

    @Override
    public Map<String, String> keys() {
      return Map.of("points", Quote.yaml(file));
    }

    @Override
    public Optional<String> points() {
      return Optional.of(file);
    }
  }

  /**
   * Points that are drawn, each a pure function of its number and the sweep's seed.
   *
   * @param sampler how
   * @param trials how many draws, at least 1; each makes a point, and replicates of it
   */
  record Sampled(Sampler sampler, long trials) implements Method {

    /** Draws beyond this have no direction numbers of their own. */
    public static final long MOST = 1L << 40;

    public Sampled {
      if (trials < 1 || trials > MOST) {
        throw new IllegalArgumentException("trials must lie between 1 and 2^40, got " + trials);
      }
    }

    @Override
    public String word() {
      return sampler.word();
    }

    @Override
    public Map<String, String> keys() {
      return Map.of("trials", Long.toString(trials));
    }
  }

  /** How points are drawn. */
  enum Sampler {
    /** Each value of each draw on its own. */
    RANDOM("random"),
    /** A scrambled sequence of Sobol': any 2^k draws in a row spread evenly. */
    SOBOL("sobol"),
    /** Each axis is cut into as many equal parts as there are draws, and each part has one. */
    LATIN_HYPERCUBE("latin-hypercube");

    private final String word;

    Sampler(String word) {
      this.word = word;
    }

    /** What a sweep file calls it. */
    public String word() {
      return word;
    }
  }
}
