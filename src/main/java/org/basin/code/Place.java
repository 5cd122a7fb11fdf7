package org.basin.code;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A cell of a plane: a number, plus multiples of counters. As counters have constant bounds, so has
 * the cell.
 *
 * @param first the cell while all counters are 0
 * @param terms none twice of one counter
 */
public record Place(int first, List<Term> terms) {

  /** How far a counter moves the cell each time. */
  public record Term(Variable variable, int factor) {}

  public Place {
    terms = List.copyOf(terms);
  }

  /** A certain cell. */
  public static Place of(int cell) {
    return new Place(cell, List.of());
  }

  /** The cell that a counter says. */
  public static Place of(Variable variable) {
    return of(0).plus(variable, 1);
  }

  /** So many cells further. */
  public Place plus(int cells) {
    return new Place(first + cells, terms);
  }

  /** Further by a multiple of a counter. */
  public Place plus(Variable variable, int factor) {
    if (factor == 0) {
      return this;
    }
    List<Term> more = new ArrayList<>(terms);
    more.add(new Term(variable, factor));
    return new Place(first, more);
  }

  /** The cell while counters stand somewhere. */
  public int at(ToIntFunction<Variable> counters) {
    int cell = first;
    for (Term term : terms) {
      cell += counters.applyAsInt(term.variable) * term.factor;
    }
    return cell;
  }
}
