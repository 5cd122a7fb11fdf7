package org.basin.formula;

import java.util.List;
import java.util.Map;
import org.basin.kernel.Program.Operation;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;

/** Makes nodes of terms and conditions; what holds is 1, what does not is 0. */
final class Translation {

  private final Graph graph;
  private final Map<String, Integer> places;

  /**
   * @param places which input a variable is
   */
  Translation(Graph graph, Map<String, Integer> places) {
    this.graph = graph;
    this.places = places;
  }

  int of(Term.Numeric term) {
    if (term instanceof Term.Number number) {
      return graph.constant(number.value());
    }
    if (term instanceof Term.NumberAxis variable) {
      return places.get(variable.axis());
    }
    if (term instanceof Term.Negation negation) {
      return graph.apply(Operation.NEGATE, of(negation.term()));
    }
    if (term instanceof Term.Indicator indicator) {
      return of(indicator.condition());
    }
    if (term instanceof Term.Call call) {
      return of(call);
    }
    Term.Arithmetic arithmetic = (Term.Arithmetic) term;
    Operation operation =
        switch (arithmetic.operation()) {
          case PLUS -> Operation.ADD;
          case MINUS -> Operation.SUBTRACT;
          case TIMES -> Operation.MULTIPLY;
          case OVER -> Operation.DIVIDE;
        };
    return graph.apply(operation, of(arithmetic.left()), of(arithmetic.right()));
  }

  private int of(Term.Call call) {
    Operation operation =
        switch (call.function()) {
          case ABS -> Operation.ABS;
          case MIN -> Operation.MIN;
          case MAX -> Operation.MAX;
          case EXP -> Operation.EXP;
          case LOG -> Operation.LOG;
          case TANH -> Operation.TANH;
          case SIN -> Operation.SIN;
          case COS -> Operation.COS;
          case SQRT -> Operation.ROOT;
          case SIGN -> Operation.SIGN;
        };
    int result = of(call.arguments().get(0));
    if (operation.operands() == 1) {
      return graph.apply(operation, result);
    }
    for (Term.Numeric next : call.arguments().subList(1, call.arguments().size())) {
      result = graph.apply(operation, result, of(next));
    }
    return result;
  }

  private int of(Condition condition) {
    if (condition instanceof Condition.And and) {
      return joined(and.parts(), Operation.MIN, 1);
    }
    if (condition instanceof Condition.Or or) {
      return joined(or.parts(), Operation.MAX, 0);
    }
    if (condition instanceof Condition.Not not) {
      return graph.apply(Operation.SUBTRACT, graph.constant(1), of(not.part()));
    }
    if (condition instanceof Condition.In in) {
      int any = graph.constant(0);
      for (Term member : in.members()) {
        int equal = equal(number(in.term()), number(member));
        any = graph.apply(Operation.MAX, any, equal);
      }
      return any;
    }
    Condition.Comparison comparison = (Condition.Comparison) condition;
    int left = number(comparison.left());
    int right = number(comparison.right());
    return switch (comparison.relation()) {
      case EQUAL -> equal(left, right);
      case NOT_EQUAL ->
          graph.apply(
              Operation.MAX,
              graph.apply(Operation.LESS, left, right),
              graph.apply(Operation.LESS, right, left));
      case LESS -> graph.apply(Operation.LESS, left, right);
      case LESS_EQUAL -> graph.apply(Operation.LESS_EQUAL, left, right);
      case GREATER -> graph.apply(Operation.LESS, right, left);
      case GREATER_EQUAL -> graph.apply(Operation.LESS_EQUAL, right, left);
    };
  }

  private int equal(int left, int right) {
    return graph.apply(Operation.EQUAL, left, right);
  }

  private int joined(List<Condition> parts, Operation operation, double none) {
    int result = graph.constant(none);
    for (Condition part : parts) {
      result = graph.apply(operation, result, of(part));
    }
    return result;
  }

  /** Two texts may be compared, but then the comparison says nothing of the variables. */
  private int number(Term term) {
    if (term instanceof Term.Numeric number) {
      return of(number);
    }
    throw new IllegalArgumentException("a formula must be of numbers alone, got " + term);
  }
}
