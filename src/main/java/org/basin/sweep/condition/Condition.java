package org.basin.sweep.condition;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A boolean expression over axes, such as {@code weight_0_0_0 <= weight_0_1_1 && scheme == "ep"}.
 * It comes from {@code where} in a sweep file and from the filters of a query; the space uses both
 * alike.
 *
 * <p>There are two truth values: a comparison with a term that has no value, such as 0/0, does not
 * hold, whatever its relation. Only an axis that the point at hand does not have makes a third, as
 * null does in SQL: then a comparison neither holds nor fails, and neither does its negation.
 * {@code toString} gives text that {@link ConditionParser} reads back as an equal condition.
 */
public sealed interface Condition extends Serializable {

  /** Holds everywhere. */
  // no default methods here: then loading And does not load Condition, and threads cannot deadlock
  @SuppressWarnings("ClassInitializationDeadlock")
  Condition ALL = new And(List.of());

  /** All of them hold; the condition itself when there is only one. */
  static Condition all(List<Condition> parts) {
    And and = new And(parts);
    return and.parts.size() == 1 ? and.parts.get(0) : and;
  }

  /** At least one of them holds; the condition itself when there is only one. */
  static Condition any(List<Condition> parts) {
    Or or = new Or(parts);
    return or.parts.size() == 1 ? or.parts.get(0) : or;
  }

  /** Where a condition looks up the values of the point at hand. */
  interface Valuation {
    /** The value of a numeric axis. */
    double number(String axis);

    /** The value of any other axis, as text. */
    String text(String axis);

    /** Whether the point at hand has a value on every axis. */
    default boolean complete() {
      return true;
    }

    /** Whether the point at hand has a value on an axis. */
    default boolean known(String axis) {
      return true;
    }
  }

  /** Whether the point at hand satisfies this. */
  boolean test(Valuation point);

  /** Whether the point at hand satisfies the negation of this. */
  boolean fails(Valuation point);

  /** Adds the names of the axes that this looks at. */
  void addAxes(Set<String> names);

  /** The names of the axes that this looks at, in order of appearance. */
  Set<String> axes();

  /** Conditions that hold all together exactly where this holds; none of them is an {@link And}. */
  List<Condition> conjuncts();

  /** All of them hold; true when there are none. An {@code And} among them is spliced in. */
  record And(List<Condition> parts) implements Condition {
    public And {
      List<Condition> flat = new ArrayList<>();
      parts.forEach(part -> flat.addAll(part.conjuncts()));
      parts = List.copyOf(flat);
    }

    @Override
    public boolean test(Valuation point) {
      for (Condition part : parts) {
        if (!part.test(point)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean fails(Valuation point) {
      for (Condition part : parts) {
        if (part.fails(point)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Set<String> axes() {
      return axesOf(this);
    }

    @Override
    public void addAxes(Set<String> names) {
      parts.forEach(part -> part.addAxes(names));
    }

    @Override
    public List<Condition> conjuncts() {
      return parts;
    }

    @Override
    public String toString() {
      return parts.isEmpty() ? "true" : joined(parts, " && ", part -> part instanceof Or);
    }
  }

  /** At least one of them holds; false when there are none. An {@code Or} is spliced in. */
  record Or(List<Condition> parts) implements Condition {
    public Or {
      List<Condition> flat = new ArrayList<>();
      parts.forEach(part -> flat.addAll(part instanceof Or or ? or.parts : List.of(part)));
      parts = List.copyOf(flat);
    }

    @Override
    public boolean test(Valuation point) {
      for (Condition part : parts) {
        if (part.test(point)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean fails(Valuation point) {
      for (Condition part : parts) {
        if (!part.fails(point)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Set<String> axes() {
      return axesOf(this);
    }

    @Override
    public List<Condition> conjuncts() {
      return List.of(this);
    }

    @Override
    public void addAxes(Set<String> names) {
      parts.forEach(part -> part.addAxes(names));
    }

    @Override
    public String toString() {
      return parts.isEmpty() ? "false" : joined(parts, " || ", part -> false);
    }
  }

  /** It does not hold. */
  record Not(Condition part) implements Condition {
    @Override
    public boolean test(Valuation point) {
      return part.fails(point);
    }

    @Override
    public boolean fails(Valuation point) {
      return part.test(point);
    }

    @Override
    public Set<String> axes() {
      return axesOf(this);
    }

    @Override
    public List<Condition> conjuncts() {
      return List.of(this);
    }

    @Override
    public void addAxes(Set<String> names) {
      part.addAxes(names);
    }

    @Override
    public String toString() {
      return "!(" + part + ")";
    }
  }

  /** How two terms are compared. */
  enum Relation {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_EQUAL("<="),
    GREATER(">"),
    GREATER_EQUAL(">=");

    final String symbol;

    Relation(String symbol) {
      this.symbol = symbol;
    }

    boolean holds(double a, double b) {
      return switch (this) {
        case EQUAL -> a == b;
        case NOT_EQUAL -> a < b || a > b; // unlike !=, false for NaN
        case LESS -> a < b;
        case LESS_EQUAL -> a <= b;
        case GREATER -> a > b;
        case GREATER_EQUAL -> a >= b;
      };
    }
  }

  /** Two numbers, or two texts; texts only for equality. */
  record Comparison(Term left, Relation relation, Term right) implements Condition {
    public Comparison {
      boolean textual = left instanceof Term.Textual;
      if (textual != right instanceof Term.Textual) {
        throw new IllegalArgumentException(
            "a number cannot be compared with a text, got "
                + (left + " " + relation.symbol + " " + right));
      }
      if (textual && relation != Relation.EQUAL && relation != Relation.NOT_EQUAL) {
        throw new IllegalArgumentException(
            "texts are compared by ==, != and in only, got "
                + (left + " " + relation.symbol + " " + right));
      }
    }

    @Override
    public boolean test(Valuation point) {
      return known(this, point) && holds(point);
    }

    @Override
    public boolean fails(Valuation point) {
      return known(this, point) && !holds(point);
    }

    private boolean holds(Valuation point) {
      if (left instanceof Term.Numeric a && right instanceof Term.Numeric b) {
        return relation.holds(a.number(point), b.number(point));
      }
      String a = ((Term.Textual) left).text(point);
      String b = ((Term.Textual) right).text(point);
      return a.equals(b) == (relation == Relation.EQUAL);
    }

    @Override
    public Set<String> axes() {
      return axesOf(this);
    }

    @Override
    public List<Condition> conjuncts() {
      return List.of(this);
    }

    @Override
    public void addAxes(Set<String> names) {
      left.addAxes(names);
      right.addAxes(names);
    }

    @Override
    public String toString() {
      return left + " " + relation.symbol + " " + right;
    }
  }

  /** The term equals one of the members; false when there are none. */
  record In(Term term, List<Term> members) implements Condition {
    public In {
      members = List.copyOf(members);
      for (Term member : members) {
        if (member instanceof Term.Textual != term instanceof Term.Textual) {
          throw new IllegalArgumentException(
              "a number cannot be compared with a text, got " + term + " in " + members);
        }
      }
    }

    @Override
    public boolean test(Valuation point) {
      return known(this, point) && holds(point);
    }

    @Override
    public boolean fails(Valuation point) {
      return known(this, point) && !holds(point);
    }

    private boolean holds(Valuation point) {
      if (term instanceof Term.Numeric numeric) {
        double value = numeric.number(point);
        for (Term member : members) {
          if (value == ((Term.Numeric) member).number(point)) {
            return true;
          }
        }
        return false;
      }
      String value = ((Term.Textual) term).text(point);
      for (Term member : members) {
        if (value.equals(((Term.Textual) member).text(point))) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Set<String> axes() {
      return axesOf(this);
    }

    @Override
    public List<Condition> conjuncts() {
      return List.of(this);
    }

    @Override
    public void addAxes(Set<String> names) {
      term.addAxes(names);
      members.forEach(member -> member.addAxes(names));
    }

    @Override
    public String toString() {
      return term + " in " + members;
    }
  }

  /** Whether a point has a value on each axis that a condition looks at. */
  private static boolean known(Condition condition, Valuation point) {
    if (point.complete()) {
      return true;
    }
    for (String axis : condition.axes()) {
      if (!point.known(axis)) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> axesOf(Condition condition) {
    Set<String> names = new LinkedHashSet<>();
    condition.addAxes(names);
    return names;
  }

  private static String joined(
      List<Condition> parts, String between, Predicate<Condition> needsParentheses) {
    return parts.stream()
        .map(part -> needsParentheses.test(part) ? "(" + part + ")" : part.toString())
        .collect(Collectors.joining(between));
  }
}
