package org.basin.sweep.condition;

import java.util.List;
import org.basin.sweep.condition.ConditionLexer.Token;
import org.basin.sweep.text.Nearest;
import org.basin.sweep.text.Quote;

/**
 * What a stretch of a condition's text says, as far as the grammar can tell: brackets may hold a
 * condition as well as a number.
 *
 * @param what a {@link Condition}, a {@link Term}, or a {@link Boolean}, which may be either
 * @param start its first token
 * @param depth how deep the tree is
 * @param axis the axis when it is nothing but a name, else empty
 */
record Parsed(Object what, Token start, int depth, List<Named> axis) {

  /** Bounds the stack that testing and serialising a condition need. */
  static final int DEEPEST = 64;

  Parsed(Object what, Token start, int depth) {
    this(what, start, depth, List.of());
  }

  /** A tree over others, the deepest of which is given. */
  static Parsed deeper(Object what, Token start, int depth) throws ConditionException {
    if (depth >= DEEPEST) {
      throw tooDeep(start, DEEPEST);
    }
    return new Parsed(what, start, depth + 1);
  }

  static ConditionException tooDeep(Token start, int most) {
    return new ConditionException(
        start.column(), "an expression must nest at most " + most + " deep, got more");
  }

  Condition condition() throws ConditionException {
    if (what instanceof Condition condition) {
      return condition;
    }
    if (what instanceof Boolean constant) {
      return constant ? Condition.ALL : new Condition.Or(List.of());
    }
    throw refused("a condition must compare something, got only ");
  }

  Term term() throws ConditionException {
    if (what instanceof Term term) {
      return term;
    }
    if (what instanceof Boolean constant) {
      return new Term.Text(constant.toString());
    }
    throw refused("only numbers and texts can be compared, got ");
  }

  Term.Numeric numeric() throws ConditionException {
    if (what instanceof Term.Numeric numeric) {
      return numeric;
    }
    if (what instanceof Condition || what instanceof Boolean) {
      return new Term.Indicator(condition());
    }
    throw refused("arithmetic must be done on numbers, got ");
  }

  private ConditionException refused(String law) {
    return new ConditionException(start.column(), law + Quote.shown(what.toString()));
  }

  /** Refuses a comparison of this axis with a text that it never takes. */
  void checkChoice(Parsed text) throws ConditionException {
    boolean constant = text.what instanceof Term.Text || text.what instanceof Boolean;
    if (axis.isEmpty() || axis.get(0).choices().isEmpty() || !constant) {
      return;
    }
    String given = text.what instanceof Term.Text t ? t.value() : text.what.toString();
    List<String> choices = axis.get(0).choices();
    if (!axis.get(0).takes(given)) {
      throw new ConditionException(
          text.start.column(),
          start + " must be one of its choices, " + Nearest.of(given, choices));
    }
  }
}
