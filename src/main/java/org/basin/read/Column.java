package org.basin.read;

/**
 * A column of a table, or of what a question brings.
 *
 * @param name as the question has it
 * @param kind of its values, or of the numbers in its lists
 * @param lists how many lists deep its values lie; 0 for values that are no lists
 * @param scale digits after the point of a {@link Kind#DECIMAL}
 */
public record Column(String name, Kind kind, int lists, int scale) {

  /** What a value is, in Java and in a file that is written of it. */
  public enum Kind {
    /** {@link Boolean}. */
    TRUTH,
    /** {@link Integer} or {@link Short}, of 32 bits at the most. */
    INT,
    /** {@link Long}. */
    LONG,
    /** {@link java.math.BigDecimal} or {@link java.math.BigInteger}. */
    DECIMAL,
    /** {@link Float}. */
    FLOAT,
    /** {@link Double}. */
    DOUBLE,
    /** {@link String}, or a map that JSON can say. */
    OTHER
  }

  /** A column of plain values. */
  Column(String name, Kind kind) {
    this(name, kind, 0, 0);
  }
}
