package org.basin.table;

import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.basin.trial.Converted;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/**
 * One column of a batch: an array of the results as it is, or for texts and lists what Spark has in
 * their place, over arrays that are used again for the next batch.
 */
final class ResultVector extends ColumnVector {

  private final ResultColumn column;
  private final ResultColumn.Type kind;

  private long[] longs;
  private double[] doubles;
  private float[] floats;
  private float[][] lists;

  /** The values, or where each list begins in {@link #elements}. */
  private int[] ints = {};

  private UTF8String[] texts = {};
  private final Converted<UTF8String> converted = new Converted<>(UTF8String::fromString);
  private final WritableColumnVector elements = new OnHeapColumnVector(0, DataTypes.FloatType);
  private int nulls;

  ResultVector(ResultColumn column) {
    super(BasinTable.type(column));
    this.column = column;
    this.kind = column.type();
  }

  /** Takes over a block's rows. */
  void show(Results results) {
    nulls = 0;
    switch (kind) {
      case LONG -> showLongs(column.longs(results), results.rows());
      case INT -> ints = column.ints(results);
      case DOUBLE -> showDoubles(column.doubles(results), results.rows());
      case FLOAT -> showFloats(column.floats(results), results.rows());
      case TEXT -> showTexts(column.texts(results), results.rows());
      case FLOATS -> showLists(column.lists(results), results.rows());
    }
  }

  private void showLongs(long[] values, int rows) {
    longs = values;
    for (int row = 0; column.nullable() && row < rows; row++) {
      nulls += values[row] == ResultColumn.NO_LONG ? 1 : 0;
    }
  }

  private void showDoubles(double[] values, int rows) {
    doubles = values;
    for (int row = 0; column.nullable() && row < rows; row++) {
      nulls += Double.isNaN(values[row]) ? 1 : 0;
    }
  }

  private void showFloats(float[] values, int rows) {
    floats = values;
    for (int row = 0; row < rows; row++) {
      nulls += Float.isNaN(values[row]) ? 1 : 0;
    }
  }

  private void showTexts(Object[] values, int rows) {
    texts = texts.length < rows ? new UTF8String[rows] : texts;
    for (int row = 0; row < rows; row++) {
      texts[row] = values[row] == null ? null : converted.of(values[row]);
      nulls += texts[row] == null ? 1 : 0;
    }
  }

  private void showLists(float[][] values, int rows) {
    lists = values;
    ints = ints.length < rows + 1 ? new int[rows + 1] : ints;
    for (int row = 0; row < rows; row++) {
      nulls += values[row] == null ? 1 : 0;
      ints[row + 1] = ints[row] + (values[row] == null ? 0 : values[row].length);
    }
    elements.reset();
    elements.reserve(ints[rows]);
    for (int row = 0; row < rows; row++) {
      if (values[row] != null) {
        elements.putFloats(ints[row], values[row].length, values[row], 0);
      }
    }
  }

  @Override
  public boolean hasNull() {
    return nulls > 0;
  }

  @Override
  public int numNulls() {
    return nulls;
  }

  @Override
  public boolean isNullAt(int row) {
    if (nulls == 0) {
      return false;
    }
    return switch (kind) {
      case LONG -> longs[row] == ResultColumn.NO_LONG;
      case DOUBLE -> Double.isNaN(doubles[row]);
      case FLOAT -> Float.isNaN(floats[row]);
      case TEXT -> texts[row] == null;
      case FLOATS -> lists[row] == null;
      default -> false;
    };
  }

  @Override
  public long getLong(int row) {
    return longs[row];
  }

  @Override
  public int getInt(int row) {
    return ints[row];
  }

  @Override
  public float getFloat(int row) {
    return floats[row];
  }

  @Override
  public double getDouble(int row) {
    return doubles[row];
  }

  @Override
  public UTF8String getUTF8String(int row) {
    return texts[row];
  }

  @Override
  public void close() {
    // arrays are left to the collector
  }

  @Override
  public boolean getBoolean(int row) {
    throw absent("boolean");
  }

  @Override
  public byte getByte(int row) {
    throw absent("byte");
  }

  @Override
  public short getShort(int row) {
    throw absent("short");
  }

  @Override
  public ColumnarArray getArray(int row) {
    if (kind == ResultColumn.Type.FLOATS) {
      return new ColumnarArray(elements, ints[row], ints[row + 1] - ints[row]);
    }
    throw absent("array");
  }

  @Override
  public ColumnarMap getMap(int row) {
    throw absent("map");
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    throw absent("decimal");
  }

  @Override
  public byte[] getBinary(int row) {
    throw absent("binary");
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    throw absent("struct");
  }

  private UnsupportedOperationException absent(String type) {
    return new UnsupportedOperationException(
        "column "
            + column.name()
            + " has type "
            + BasinTable.type(column).sql()
            + ", got a read as "
            + type);
  }
}
