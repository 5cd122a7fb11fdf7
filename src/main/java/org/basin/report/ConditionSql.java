package org.basin.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.basin.draw.Shown;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;

/**
 * A condition over the columns of a run as Spark SQL, all numbers as doubles. Where a metric is
 * null or a quotient has no value, the SQL is null, negated or not: it does not hold.
 */
public final class ConditionSql {

  private ConditionSql() {}

  /** The SQL of a condition. */
  public static String of(Condition condition) {
    if (condition instanceof Condition.And and) {
      return joined(and.parts(), " AND ", "true");
    }
    if (condition instanceof Condition.Or or) {
      return joined(or.parts(), " OR ", "false");
    }
    if (condition instanceof Condition.Not not) {
      return "NOT (" + of(not.part()) + ")";
    }
    if (condition instanceof Condition.In in) {
      return in.members().isEmpty() ? "false" : side(in.term()) + " IN " + list(in.members());
    }
    Condition.Comparison comparison = (Condition.Comparison) condition;
    return side(comparison.left()) + symbol(comparison.relation()) + side(comparison.right());
  }

  private static String joined(List<Condition> parts, String between, String none) {
    if (parts.isEmpty()) {
      return none;
    }
    return parts.stream()
        .map(
            part ->
                part instanceof Condition.And || part instanceof Condition.Or
                    ? "(" + of(part) + ")"
                    : of(part))
        .collect(Collectors.joining(between));
  }

  private static String list(List<Term> members) {
    return members.stream().map(ConditionSql::side).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String symbol(Condition.Relation relation) {
    return switch (relation) {
      case EQUAL -> " = ";
      case NOT_EQUAL -> " <> ";
      case LESS -> " < ";
      case LESS_EQUAL -> " <= ";
      case GREATER -> " > ";
      case GREATER_EQUAL -> " >= ";
    };
  }

  /** One side of a comparison; to Spark NaN equals NaN and exceeds all, here it is no value. */
  private static String side(Term term) {
    if (term instanceof Term.TextAxis axis) {
      return axis.axis();
    }
    if (term instanceof Term.Text text) {
      return "'" + text.value().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
    if (term instanceof Term.NumberAxis axis) {
      return axis.axis();
    }
    Term.Numeric number = (Term.Numeric) term;
    return term instanceof Term.Number ? number(number) : "nanvl(" + number(number) + ", NULL)";
  }

  private static String number(Term.Numeric term) {
    if (term instanceof Term.Number number) {
      String text = Shown.exact(number.value());
      return number.value() < 0 ? "(" + text + "D)" : text + "D";
    }
    if (term instanceof Term.NumberAxis axis) {
      return "double(" + axis.axis() + ")";
    }
    if (term instanceof Term.Negation negation) {
      return "(-" + number(negation.term()) + ")";
    }
    if (term instanceof Term.Call call) {
      return call(call);
    }
    if (term instanceof Term.Indicator indicator) {
      return "if(" + of(indicator.condition()) + ", 1D, 0D)";
    }
    Term.Arithmetic sum = (Term.Arithmetic) term;
    String left = number(sum.left());
    String right = number(sum.right());
    return switch (sum.operation()) {
      case PLUS -> "(" + left + " + " + right + ")";
      case MINUS -> "(" + left + " - " + right + ")";
      case TIMES -> "(" + left + " * " + right + ")";
      case OVER -> "try_divide(" + left + ", " + right + ")";
    };
  }

  /** Spark's own least and greatest pass over nulls, and least over NaN. */
  private static String call(Term.Call call) {
    List<String> arguments = call.arguments().stream().map(ConditionSql::number).toList();
    String all = String.join(", ", arguments);
    switch (call.function()) {
      case ABS, EXP, TANH, SIN, COS, SQRT, SIGN -> {
        return call.function().name().toLowerCase(Locale.ROOT) + "(" + all + ")";
      }
      case LOG -> {
        return "ln(" + all + ")";
      }
      case MIN, MAX -> {}
    }
    if (arguments.size() == 1) {
      return all;
    }
    String none =
        arguments.stream()
            .map(each -> "nanvl(" + each + ", NULL) IS NULL")
            .collect(Collectors.joining(" OR "));
    String name = call.function() == Term.Function.MIN ? "least(" : "greatest(";
    return "if(" + none + ", NULL, " + name + all + "))";
  }
}
