package org.basin.space;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/**
 * Where one structure of a space ends and the next begins. Structures that a condition on
 * structural axes excludes are left out: they are neither compiled nor checked.
 */
final class Strata {

  /**
   * What decides the structures of a space.
   *
   * @param fixed the structural hyperparameters that the sweep sets but does not vary
   * @param digits how many leading digits are structural
   * @param rows for a list of points: the rows at which a new structure begins, the first being 0;
   *     else empty
   */
  record Cut(Map<String, Object> fixed, int digits, int[] rows) implements Serializable {}

  private final ProductSpace space;

  /** Of each structure the first position as the digits count, and its positions in the space. */
  private final long[] sample;

  private final long[] from;
  private final long[] until;

  Strata(ProductSpace space) {
    this.space = space;
    boolean listed = space.cut().rows().length > 0;
    long[] edges = listed ? rowEdges() : digitEdges();
    Spans admitted = space.admitted();
    int[] kept =
        IntStream.range(0, edges.length - 1)
            .filter(s -> admitted.rank(edges[s]) < admitted.rank(edges[s + 1]))
            .filter(s -> listed || admits(edges[s]))
            .toArray();
    sample = Arrays.stream(kept).mapToLong(s -> edges[s]).toArray();
    from = Arrays.stream(kept).mapToLong(s -> admitted.rank(edges[s])).toArray();
    until = Arrays.stream(kept).mapToLong(s -> admitted.rank(edges[s + 1])).toArray();
  }

  /** Positions at which the leading digits turn, and the end. */
  private long[] digitEdges() {
    int last = space.cut().digits() - 1;
    long width =
        last >= 0 ? space.weight(last) : space.weight(0) * space.digits().get(0).places().size();
    long all = space.weight(0) * space.digits().get(0).places().size();
    long count = width == 0 ? 0 : all / width;
    if (count > Space.MAX_STRUCTURES) {
      throw new IllegalArgumentException(
          "a space must have at most " + Space.MAX_STRUCTURES + " structures, got " + count);
    }
    long[] edges = new long[(int) count + 1];
    Arrays.setAll(edges, s -> s * width);
    return edges;
  }

  private long[] rowEdges() {
    Spans rows = space.digits().get(0).places();
    int[] starts = space.cut().rows();
    long[] edges = new long[starts.length + 1];
    Arrays.setAll(
        edges, s -> (s < starts.length ? rows.rank(starts[s]) : rows.size()) * space.weight(0));
    return edges;
  }

  /** Whether the conditions that read nothing but structural digits hold. */
  private boolean admits(long position) {
    Odometer odometer = new Odometer(space, Spans.of(0, 0));
    odometer.seat(position);
    return space.residuals().stream()
        .filter(residual -> residual.last() < space.cut().digits())
        .allMatch(residual -> residual.admits(odometer));
  }

  List<Structure> structures() {
    return new AbstractList<>() {
      @Override
      public Structure get(int s) {
        return structure(s);
      }

      @Override
      public int size() {
        return sample.length;
      }
    };
  }

  private Structure structure(int s) {
    Odometer odometer = new Odometer(space, Spans.of(0, 0));
    odometer.seat(sample[s]);
    return Structure.at(odometer, space.axes(), space.cut().fixed());
  }

  Iterable<Block> blocks(long first, long end, long size) {
    if (size < 1) {
      throw new IllegalArgumentException("a block must hold at least 1 position, got " + size);
    }
    int place = Arrays.binarySearch(until, first);
    int start = place < 0 ? -place - 1 : place + 1;
    return () ->
        new Iterator<>() {
          private int structure = start;
          private long at = structure < from.length ? Math.max(first, from[structure]) : end;

          @Override
          public boolean hasNext() {
            return at < end;
          }

          @Override
          public Block next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            long stop = Math.min(until[structure], end);
            long to = stop - at <= size ? stop : at + size;
            Block block = new Block(structure, at, to);
            if (to < until[structure]) {
              at = to;
            } else {
              structure++;
              at = structure < from.length ? from[structure] : end;
            }
            return block;
          }
        };
  }
}
