package org.basin.kernel;

import java.util.List;

/**
 * A function of a few numbers, elementwise over planes, as a fixed sequence of operations on
 * registers. Exact engines do each operation as {@link Precision} or {@link Approximations} has it,
 * so that a program has the same bits on all of them.
 *
 * <p>Registers are numbered from the inputs, then the constants, then those that steps write.
 *
 * @param inputs how many numbers it is a function of
 * @param constants by register; rounded to what an engine works with
 * @param steps in their order
 * @param registers how many there are
 * @param result the register that holds the value at the end
 */
public record Program(
    int inputs, List<Double> constants, List<Step> steps, int registers, int result) {

  /** What a step does. */
  public enum Operation {
    /** {@code a + b}. */
    ADD(2),
    /** {@code a - b}. */
    SUBTRACT(2),
    /** {@code a b}. */
    MULTIPLY(2),
    /** {@code a / b}. */
    DIVIDE(2),
    /** {@code -a}. */
    NEGATE(1),
    /** {@code |a|}. */
    ABS(1),
    /** The lesser of a and b; NaN when either is. */
    MIN(2),
    /** The greater of a and b; NaN when either is. */
    MAX(2),
    /** e^a, as {@link Elementary#EXP}. */
    EXP(1),
    /** ln a, as {@link Elementary#LOG}. */
    LOG(1),
    /** Hyperbolic tangent. */
    TANH(1),
    /** sin a. */
    SIN(1),
    /** cos a. */
    COS(1),
    /** Square root. */
    ROOT(1),
    /** 1 above 0, -1 below it, else a itself. */
    SIGN(1),
    /** 1 where {@code a < b}, else 0. */
    LESS(2),
    /** 1 where {@code a <= b}, else 0. */
    LESS_EQUAL(2),
    /** 1 where {@code a == b}, else 0. */
    EQUAL(2),
    /** b where a is not 0, else c. */
    CHOOSE(3);

    private final int operands;

    Operation(int operands) {
      this.operands = operands;
    }

    /** How many operands it has, from a on. */
    public int operands() {
      return operands;
    }
  }

  /**
   * One operation.
   *
   * @param a register of the first operand
   * @param b of the second; of no account where there is none
   * @param c of the third; of no account where there is none
   * @param to register of the result, none of the operands
   */
  public record Step(Operation operation, int a, int b, int c, int to) {}

  public Program {
    constants = List.copyOf(constants);
    steps = List.copyOf(steps);
  }

  /**
   * The value at one point.
   *
   * @param x holds the inputs and is overwritten; as long as there are registers
   */
  public double value(Precision precision, double[] x) {
    for (int i = 0; i < constants.size(); i++) {
      x[inputs + i] = precision.round(constants.get(i));
    }
    for (Step step : steps) {
      x[step.to] = value(precision, step, x);
    }
    return x[result];
  }

  private static double value(Precision precision, Step step, double[] x) {
    double a = x[step.a];
    double b = x[step.b];
    return switch (step.operation) {
      case ADD -> precision.add(a, b);
      case SUBTRACT -> precision.subtract(a, b);
      case MULTIPLY -> precision.multiply(a, b);
      case DIVIDE -> precision.divide(a, b);
      case NEGATE -> -a;
      case ABS -> Math.abs(a);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case EXP -> precision.exp(a);
      case LOG -> precision.log(a);
      case TANH -> precision.tanh(a);
      case SIN -> precision.sin(a);
      case COS -> precision.cos(a);
      case ROOT -> precision.root(a);
      case SIGN -> Math.signum(a);
      case LESS -> a < b ? 1 : 0;
      case LESS_EQUAL -> a <= b ? 1 : 0;
      case EQUAL -> a == b ? 1 : 0;
      case CHOOSE -> a != 0 ? b : x[step.c];
    };
  }
}
