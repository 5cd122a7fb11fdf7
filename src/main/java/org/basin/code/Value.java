package org.basin.code;

import java.util.List;

/**
 * A single-precision number in each lane, as an expression. Expressions share parts: what is one
 * object is computed once.
 */
public sealed interface Value {

  /** What is done with operands. All of it is exact or rounded once, as IEEE 754 has it. */
  enum Kind {
    /** {@code a + b}. */
    ADD,
    /** {@code a - b}. */
    SUBTRACT,
    /** {@code a b}. */
    MULTIPLY,
    /** {@code a / b}. */
    DIVIDE,
    /** {@code a b + c}, rounded once. */
    FMA,
    /** {@code -a}. */
    NEGATE,
    /** {@code |a|}. */
    ABS,
    /** Square root. */
    ROOT,
    /** The sum of the bits as ints. */
    BITS_ADD,
    /** The difference of the bits as ints. */
    BITS_SUBTRACT,
    /** Both have the bit. */
    BITS_AND,
    /** One has the bit. */
    BITS_OR,
    /** One alone has the bit. */
    BITS_XOR,
    /** The lesser of the bits as signed ints. */
    BITS_MIN,
    /** The bits moved to the left by a constant. */
    BITS_LEFT,
    /** The bits moved to the right by a constant, the sign repeated. */
    BITS_RIGHT,
    /** {@code a < b ? c : d}; d where one is NaN. */
    IF_LESS,
    /** {@code a <= b ? c : d}; d where one is NaN. */
    IF_LESS_EQUAL,
    /** {@code a == b ? c : d}; d where one is NaN. */
    IF_EQUAL
  }

  /** The same number in every lane, by its bits. */
  record Constant(int bits) implements Value {}

  /**
   * A number of a plane.
   *
   * @param plane its place among those that a nest works on
   */
  record Load(int plane, Place place) implements Value {}

  /** Something that is computed of numbers. */
  record Computed(Kind kind, List<Value> operands) implements Value {

    public Computed {
      operands = List.copyOf(operands);
    }
  }

  /** One of the numbers that a fold carries, within its loop. */
  record Running(Fold fold, int number) implements Value {}

  /** One of the numbers that a fold ends with. */
  record Folded(Fold fold, int number) implements Value {}
}
