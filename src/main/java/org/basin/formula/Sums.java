package org.basin.formula;

import java.util.ArrayList;
import java.util.List;
import org.basin.sweep.condition.Term;

/** Takes a sum apart, down to products and functions; signs stay with the parts. */
final class Sums {

  private Sums() {}

  /** The parts, in order. */
  static List<Term.Numeric> of(Term.Numeric term) {
    List<Term.Numeric> parts = new ArrayList<>();
    add(term, false, parts);
    return parts;
  }

  private static void add(Term.Numeric term, boolean negative, List<Term.Numeric> parts) {
    if (term instanceof Term.Arithmetic sum && sum.operation() == Term.Operation.PLUS) {
      add(sum.left(), negative, parts);
      add(sum.right(), negative, parts);
    } else if (term instanceof Term.Arithmetic sum && sum.operation() == Term.Operation.MINUS) {
      add(sum.left(), negative, parts);
      add(sum.right(), !negative, parts);
    } else if (term instanceof Term.Negation negation) {
      add(negation.term(), !negative, parts);
    } else {
      parts.add(negative ? new Term.Negation(term) : term);
    }
  }
}
