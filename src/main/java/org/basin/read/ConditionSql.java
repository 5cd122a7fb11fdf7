package org.basin.read;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;

/**
 * A condition over the columns of a run as SQL, all numbers as doubles. Where a metric is null or a
 * quotient has no value, the SQL is null, negated or not: it does not hold.
 */
public final class ConditionSql {

  private final Dialect dialect;

  private ConditionSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The SQL of a condition. */
  public static String of(Condition condition, Dialect dialect) {
    return new ConditionSql(dialect).of(condition);
  }

  private String of(Condition condition) {
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

  private String joined(List<Condition> parts, String between, String none) {
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

  private String list(List<Term> members) {
    return members.stream().map(this::side).collect(Collectors.joining(", ", "(", ")"));
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

  /** One side of a comparison; to SQL NaN equals NaN and exceeds all, here it is no value. */
  private String side(Term term) {
    if (term instanceof Term.TextAxis axis) {
      return axis.axis();
    }
    if (term instanceof Term.Text text) {
      return dialect.text(text.value());
    }
    if (term instanceof Term.NumberAxis axis) {
      return axis.axis();
    }
    Term.Numeric number = (Term.Numeric) term;
    return term instanceof Term.Number ? number(number) : orNull(number(number));
  }

  /** NaN is no value. */
  private static String orNull(String number) {
    return "nullif(" + number + ", CAST('NaN' AS DOUBLE))";
  }

  private String number(Term.Numeric term) {
    if (term instanceof Term.Number number) {
      return Dialect.number(number.value());
    }
    if (term instanceof Term.NumberAxis axis) {
      return Dialect.real(axis.axis());
    }
    if (term instanceof Term.Negation negation) {
      return "(-" + number(negation.term()) + ")";
    }
    if (term instanceof Term.Call call) {
      return call(call);
    }
    if (term instanceof Term.Indicator indicator) {
      return "CASE WHEN " + of(indicator.condition()) + " THEN 1E0 ELSE 0E0 END";
    }
    Term.Arithmetic sum = (Term.Arithmetic) term;
    String left = number(sum.left());
    String right = number(sum.right());
    return switch (sum.operation()) {
      case PLUS -> "(" + left + " + " + right + ")";
      case MINUS -> "(" + left + " - " + right + ")";
      case TIMES -> "(" + left + " * " + right + ")";
      case OVER -> "(" + left + " / nullif(" + right + ", 0E0))";
    };
  }

  /** SQL's own least and greatest pass over nulls, and least over NaN. */
  private String call(Term.Call call) {
    List<String> arguments = call.arguments().stream().map(this::number).toList();
    String all = String.join(", ", arguments);
    switch (call.function()) {
      case ABS, EXP, TANH -> {
        return call.function().name().toLowerCase(Locale.ROOT) + "(" + all + ")";
      }
      // DuckDB has errors where Spark has null or NaN
      case SIN, COS -> {
        return "%s(CASE WHEN %s THEN %s END)"
            .formatted(call.function().name().toLowerCase(Locale.ROOT), Dialect.finite(all), all);
      }
      case SQRT -> {
        return "sqrt(CASE WHEN %1$s >= 0E0 THEN %1$s END)".formatted(all);
      }
      case LOG -> {
        return "ln(CASE WHEN %1$s > 0E0 THEN %1$s END)".formatted(all);
      }
      case SIGN -> {
        return Dialect.real("sign(" + orNull(all) + ")");
      }
      case MIN, MAX -> {}
    }
    if (arguments.size() == 1) {
      return all;
    }
    String none =
        arguments.stream()
            .map(each -> orNull(each) + " IS NULL")
            .collect(Collectors.joining(" OR "));
    String name = call.function() == Term.Function.MIN ? "least(" : "greatest(";
    return "CASE WHEN " + none + " THEN NULL ELSE " + name + all + ") END";
  }
}
