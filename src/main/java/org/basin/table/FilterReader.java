package org.basin.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.unsafe.types.UTF8String;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Condition.Relation;
import org.basin.sweep.condition.Term;

/**
 * Reads Spark's filters as conditions on a space, which has SQL's third truth value where an axis
 * is not there. A filter that reads anything else, such as a metric, is left to Spark.
 */
final class FilterReader {

  /** Beyond this a double does not tell whole numbers apart. */
  private static final long EXACT = 1L << 53;

  /** What a condition on the space may read, by name. */
  private final Map<String, Term> known = new HashMap<>();

  /** Axes that are not there at every point. */
  private final Set<String> conditional = new HashSet<>();

  FilterReader(Space space) {
    known.put(Space.TRIAL, new Term.NumberAxis(Space.TRIAL));
    known.put(Space.REPLICATE, new Term.NumberAxis(Space.REPLICATE));
    for (Axis axis : space.axes()) {
      String name = axis.name();
      if (axis.conditional()) {
        conditional.add(name);
      }
      known.put(name, axis.numeric() ? new Term.NumberAxis(name) : new Term.TextAxis(name));
    }
  }

  /** The condition that says the same; empty when there is none. */
  Optional<Condition> condition(Predicate predicate) {
    return switch (predicate.name()) {
      case "AND" -> all(predicate).map(Condition.And::new);
      case "OR" -> all(predicate).map(Condition.Or::new);
      case "NOT" -> all(predicate).map(parts -> new Condition.Not(parts.get(0)));
      case "ALWAYS_TRUE" -> Optional.of(Condition.ALL);
      case "ALWAYS_FALSE" -> Optional.of(new Condition.Or(List.of()));
      case "IS_NULL" ->
          terms(predicate).filter(this::alwaysThere).map(it -> new Condition.Or(List.of()));
      case "IS_NOT_NULL" -> terms(predicate).filter(this::alwaysThere).map(it -> Condition.ALL);
      case "<=>" ->
          terms(predicate)
              .filter(this::alwaysThere)
              .flatMap(it -> comparison(predicate, Relation.EQUAL));
      case "=" -> comparison(predicate, Relation.EQUAL);
      case "<>" -> comparison(predicate, Relation.NOT_EQUAL);
      case "<" -> comparison(predicate, Relation.LESS);
      case "<=" -> comparison(predicate, Relation.LESS_EQUAL);
      case ">" -> comparison(predicate, Relation.GREATER);
      case ">=" -> comparison(predicate, Relation.GREATER_EQUAL);
      case "IN" ->
          terms(predicate).map(it -> new Condition.In(it.get(0), it.subList(1, it.size())));
      default -> Optional.empty();
    };
  }

  /** Whether no term is an axis with a condition: what asks for null is left to Spark then. */
  private boolean alwaysThere(List<Term> terms) {
    Set<String> names = new HashSet<>();
    terms.forEach(term -> term.addAxes(names));
    return Collections.disjoint(names, conditional);
  }

  private Optional<List<Condition>> all(Predicate predicate) {
    List<Condition> parts = new ArrayList<>();
    for (Expression child : predicate.children()) {
      Optional<Condition> part =
          child instanceof Predicate inner ? condition(inner) : Optional.empty();
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(parts);
  }

  private Optional<Condition> comparison(Predicate predicate, Relation relation) {
    return terms(predicate)
        .filter(
            it ->
                !isText(it.get(0)) || relation == Relation.EQUAL || relation == Relation.NOT_EQUAL)
        .map(it -> new Condition.Comparison(it.get(0), relation, it.get(1)));
  }

  private Optional<List<Term>> terms(Predicate predicate) {
    List<Term> terms = new ArrayList<>();
    for (Expression child : predicate.children()) {
      Optional<Term> term =
          child instanceof NamedReference column
              ? column(column)
              : child instanceof Literal<?> literal ? constant(literal.value()) : Optional.empty();
      if (term.isEmpty()
          || isText(term.get()) != isText(terms.isEmpty() ? term.get() : terms.get(0))) {
        return Optional.empty();
      }
      terms.add(term.get());
    }
    return Optional.of(terms);
  }

  private static boolean isText(Term term) {
    return term instanceof Term.Textual;
  }

  private Optional<Term> column(NamedReference reference) {
    return Optional.ofNullable(known.get(String.join(".", reference.fieldNames())));
  }

  /** A constant that a double holds exactly. Null is none: nothing equals it. */
  private static Optional<Term> constant(Object value) {
    if (value instanceof UTF8String text) {
      return Optional.of(new Term.Text(text.toString()));
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? Optional.of(new Term.Number(number)) : Optional.empty();
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      long number = ((Number) value).longValue();
      return Math.abs(number) < EXACT ? Optional.of(new Term.Number(number)) : Optional.empty();
    }
    return Optional.empty();
  }
}
