package org.basin.formula;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basin.kernel.Program.Operation;

/**
 * Derivatives of the nodes of a graph by one input, by the rules of the calculus; y is the node, a,
 * b, c are its operands:
 *
 * <pre>
 *   a + b, a - b, -a     a' + b', a' - b', -a'
 *   a b                  a' b + a b'
 *   a / b                (a' - y b') / b
 *   e^a, ln a            y a', a' / a
 *   tanh a               (1 - y²) a'
 *   sin a, cos a         cos a a', -sin a a'
 *   √a                   a' / (2 y)
 *   |a|                  sign a a'
 *   min, max             that of the one that is taken, of the first where they are equal
 *   sign, comparisons    0, as between their steps
 *   c ? a : b            c ? a' : b'
 * </pre>
 */
final class Derivative {

  private final Graph graph;
  private final int input;
  private final Map<Integer, Integer> known = new HashMap<>();

  Derivative(Graph graph, int input) {
    this.graph = graph;
    this.input = input;
  }

  /** The derivative of a node. Operands are done first, so that the stack stays flat. */
  int of(int node) {
    for (int each = 0; each <= node; each++) {
      known.put(each, made(each));
    }
    return known.get(node);
  }

  private int made(int y) {
    if (graph.isInput(y) || graph.isConstant(y)) {
      return graph.constant(y == input ? 1 : 0);
    }
    List<Integer> operands = graph.operands(y);
    int a = operands.get(0);
    int b = operands.size() > 1 ? operands.get(1) : a;
    int da = known.get(a);
    int db = known.get(b);
    return switch (graph.operation(y)) {
      case ADD -> plus(da, db);
      case SUBTRACT -> minus(da, db);
      case MULTIPLY -> plus(times(da, b), times(a, db));
      case DIVIDE -> over(minus(da, times(y, db)), b);
      case NEGATE -> minus(zero(), da);
      case ABS -> times(graph.apply(Operation.SIGN, a), da);
      case MIN -> choose(graph.apply(Operation.LESS, b, a), db, da);
      case MAX -> choose(graph.apply(Operation.LESS, a, b), db, da);
      case EXP -> times(y, da);
      case LOG -> over(da, a);
      case TANH -> times(minus(graph.constant(1), times(y, y)), da);
      case SIN -> times(graph.apply(Operation.COS, a), da);
      case COS -> times(minus(zero(), graph.apply(Operation.SIN, a)), da);
      case ROOT -> over(times(graph.constant(0.5), da), y);
      case SIGN, LESS, LESS_EQUAL, EQUAL -> zero();
      case CHOOSE -> choose(a, db, known.get(operands.get(2)));
    };
  }

  private int zero() {
    return graph.constant(0);
  }

  private int plus(int a, int b) {
    if (graph.is(a, 0)) {
      return b;
    }
    return graph.is(b, 0) ? a : graph.apply(Operation.ADD, a, b);
  }

  private int minus(int a, int b) {
    if (graph.is(b, 0)) {
      return a;
    }
    return graph.is(a, 0)
        ? graph.apply(Operation.NEGATE, b)
        : graph.apply(Operation.SUBTRACT, a, b);
  }

  /** {@code a b}, where a constant 0 or 1 takes no operation. */
  int times(int a, int b) {
    if (graph.is(a, 0) || graph.is(b, 0)) {
      return zero();
    }
    if (graph.is(a, 1)) {
      return b;
    }
    return graph.is(b, 1) ? a : graph.apply(Operation.MULTIPLY, a, b);
  }

  private int over(int a, int b) {
    return graph.is(a, 0) ? zero() : graph.apply(Operation.DIVIDE, a, b);
  }

  private int choose(int condition, int a, int b) {
    return a == b ? a : graph.apply(Operation.CHOOSE, condition, a, b);
  }
}
