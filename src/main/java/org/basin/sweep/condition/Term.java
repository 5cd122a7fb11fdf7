package org.basin.sweep.condition;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.basin.sweep.text.Numeral;

/**
 * One side of a comparison in a {@link Condition}: a number computed from axes, or a text; or a
 * formula, a number computed from other names.
 *
 * <p>{@code toString} gives text that {@link ConditionParser} reads back as an equal term.
 */
public sealed interface Term extends Serializable {

  /** Adds the names of the axes that this looks at. */
  void addAxes(Set<String> names);

  /** A term whose value is a number. */
  sealed interface Numeric extends Term {
    /** The value at a point; NaN when there is none, as for 0/0. */
    double number(Condition.Valuation point);
  }

  /** A term whose value is a text. */
  sealed interface Textual extends Term {
    /** The value at a point. */
    String text(Condition.Valuation point);
  }

  /** A constant, finite. */
  @SuppressWarnings("JavaLangClash") // always written Term.Number
  record Number(double value) implements Numeric {
    public Number {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a number must be finite, got " + value);
      }
      value += 0.0; // so that -0 and 0 are one value
    }

    @Override
    public double number(Condition.Valuation point) {
      return value;
    }

    @Override
    public void addAxes(Set<String> names) {}

    @Override
    public String toString() {
      return Numeral.text(value);
    }
  }

  /** The value of a {@code REAL} or {@code INTEGER} axis. */
  record NumberAxis(String axis) implements Numeric {
    @Override
    public double number(Condition.Valuation point) {
      return point.number(axis);
    }

    @Override
    public void addAxes(Set<String> names) {
      names.add(axis);
    }

    @Override
    public String toString() {
      return axis;
    }
  }

  /** A text constant; sizes are written as {@code [2, 1]}, switches as {@code true}. */
  record Text(String value) implements Textual {
    @Override
    public String text(Condition.Valuation point) {
      return value;
    }

    @Override
    public void addAxes(Set<String> names) {}

    @Override
    public String toString() {
      return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
  }

  /** The value of any other axis, as text. */
  record TextAxis(String axis) implements Textual {
    @Override
    public String text(Condition.Valuation point) {
      return point.text(axis);
    }

    @Override
    public void addAxes(Set<String> names) {
      names.add(axis);
    }

    @Override
    public String toString() {
      return axis;
    }
  }

  /** The four rules of arithmetic. */
  enum Operation {
    PLUS('+', 1),
    MINUS('-', 1),
    TIMES('*', 2),
    OVER('/', 2);

    final char symbol;
    final int precedence;

    Operation(char symbol, int precedence) {
      this.symbol = symbol;
      this.precedence = precedence;
    }
  }

  /** Sum, difference, product or quotient. */
  record Arithmetic(Numeric left, Operation operation, Numeric right) implements Numeric {
    @Override
    public double number(Condition.Valuation point) {
      double a = left.number(point);
      double b = right.number(point);
      return switch (operation) {
        case PLUS -> a + b;
        case MINUS -> a - b;
        case TIMES -> a * b;
        case OVER -> a / b;
      };
    }

    @Override
    public void addAxes(Set<String> names) {
      left.addAxes(names);
      right.addAxes(names);
    }

    @Override
    public String toString() {
      return operand(left, operation.precedence)
          + ' '
          + operation.symbol
          + ' '
          + operand(right, operation.precedence + 1);
    }

    private static String operand(Numeric term, int least) {
      boolean bare = !(term instanceof Arithmetic inner) || inner.operation.precedence >= least;
      return bare ? term.toString() : "(" + term + ")";
    }
  }

  /** The functions that an expression may call. */
  enum Function {
    ABS(1),
    MIN(Integer.MAX_VALUE),
    MAX(Integer.MAX_VALUE),
    EXP(1),
    /** No value unless its argument is positive. */
    LOG(1),
    TANH(1),
    SIN(1),
    COS(1),
    SQRT(1),
    /** -1, 0 or 1. */
    SIGN(1);

    private final int most;

    Function(int most) {
      this.most = most;
    }

    /** As it is written. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The same on every machine. */
    private double of(double x) {
      return switch (this) {
        case ABS -> Math.abs(x);
        case MIN, MAX -> x;
        case EXP -> StrictMath.exp(x);
        case LOG -> x > 0 ? StrictMath.log(x) : Double.NaN;
        case TANH -> StrictMath.tanh(x);
        case SIN -> StrictMath.sin(x);
        case COS -> StrictMath.cos(x);
        case SQRT -> Math.sqrt(x);
        case SIGN -> Math.signum(x);
      };
    }
  }

  /** A function of at least one argument; only {@code MIN} and {@code MAX} take more. */
  record Call(Function function, List<Numeric> arguments) implements Numeric {
    public Call {
      arguments = List.copyOf(arguments);
      if (arguments.isEmpty() || arguments.size() > function.most) {
        throw new IllegalArgumentException(
            function.word()
                + " takes "
                + (function.most == 1 ? "one argument" : "at least one argument")
                + ", got "
                + arguments.size());
      }
    }

    @Override
    public double number(Condition.Valuation point) {
      double result = function.of(arguments.get(0).number(point));
      for (int i = 1; i < arguments.size(); i++) {
        double next = arguments.get(i).number(point);
        result = function == Function.MIN ? Math.min(result, next) : Math.max(result, next);
      }
      return result;
    }

    @Override
    public void addAxes(Set<String> names) {
      arguments.forEach(argument -> argument.addAxes(names));
    }

    @Override
    public String toString() {
      String inside = arguments.toString();
      return function.word() + '(' + inside.substring(1, inside.length() - 1) + ')';
    }
  }

  /** 1 where a condition holds, else 0. */
  record Indicator(Condition condition) implements Numeric {
    @Override
    public double number(Condition.Valuation point) {
      return condition.test(point) ? 1 : 0;
    }

    @Override
    public void addAxes(Set<String> names) {
      condition.addAxes(names);
    }

    @Override
    public String toString() {
      return "(" + condition + ")";
    }
  }

  /** The opposite number. */
  record Negation(Numeric term) implements Numeric {
    @Override
    public double number(Condition.Valuation point) {
      return -term.number(point);
    }

    @Override
    public void addAxes(Set<String> names) {
      term.addAxes(names);
    }

    @Override
    public String toString() {
      boolean bare = term instanceof NumberAxis || term instanceof Call;
      return bare ? "-" + term : "-(" + term + ")";
    }
  }
}
