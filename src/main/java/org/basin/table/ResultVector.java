package org.basin.table;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.basin.space.Axis;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/**
 * One column of a batch, over primitive arrays that are used again for the next batch. Which array
 * is filled follows from the column's type.
 */
final class ResultVector extends ColumnVector {

  /** Longest axis of numbers whose values are kept as a table; longer ones are computed. */
  private static final int TABLE = 4096;

  private static final UTF8String[] STATES =
      Arrays.stream(Results.State.values())
          .map(state -> UTF8String.fromString(state.name()))
          .toArray(UTF8String[]::new);

  private final ResultColumn column;
  private final double[] numberByPlace;
  private final UTF8String[] textByPlace;

  private long[] longs = {};
  private int[] ints = {};
  private float[] floats = {};
  private double[] doubles = {};
  private UTF8String[] texts = {};
  private int nulls;

  /** Of a column of histories, whose places in {@link #elements} are the ints. */
  private float[][] histories = {};

  private final WritableColumnVector elements;

  ResultVector(ResultColumn column) {
    super(BasinTable.type(column));
    this.column = column;
    boolean along = column instanceof ResultColumn.Along;
    elements = new OnHeapColumnVector(along ? TABLE : 0, DataTypes.FloatType);
    if (column instanceof ResultColumn.Value value) {
      Axis axis = value.axis();
      int size = axis.values().size();
      numberByPlace =
          axis.numeric() && size <= TABLE
              ? IntStream.range(0, size).mapToDouble(axis::number).toArray()
              : new double[0];
      textByPlace = new UTF8String[axis.numeric() ? 0 : size];
    } else {
      numberByPlace = new double[0];
      textByPlace = new UTF8String[0];
    }
  }

  /** Takes over a block's rows. */
  void show(Results results) {
    int rows = results.rows();
    nulls = 0;
    if (column instanceof ResultColumn.Trial) {
      longs = grown(longs, rows);
      for (int row = 0; row < rows; row++) {
        longs[row] = results.trial(row);
      }
    } else if (column instanceof ResultColumn.Seed) {
      longs = grown(longs, rows);
      for (int row = 0; row < rows; row++) {
        longs[row] = results.seed(row);
      }
    } else if (column instanceof ResultColumn.Replicate) {
      ints = ints.length < rows ? new int[rows] : ints;
      for (int row = 0; row < rows; row++) {
        ints[row] = results.replicate(row);
      }
    } else if (column instanceof ResultColumn.Value value) {
      showAxis(value, results);
    } else if (column instanceof ResultColumn.Outcome) {
      texts = grown(texts, rows);
      for (int row = 0; row < rows; row++) {
        texts[row] = STATES[results.state(row).ordinal()];
      }
    } else if (column instanceof ResultColumn.Failure) {
      texts = grown(texts, rows);
      for (int row = 0; row < rows; row++) {
        texts[row] = UTF8String.fromString(results.failure(row)); // null stays null
        nulls += texts[row] == null ? 1 : 0;
      }
    } else if (column instanceof ResultColumn.Metric metric) {
      floats = floats.length < rows ? new float[rows] : floats;
      for (int row = 0; row < rows; row++) {
        floats[row] = results.score(metric.index(), row);
        nulls += Float.isNaN(floats[row]) ? 1 : 0;
      }
    } else if (column instanceof ResultColumn.Along along) {
      showHistories(along, results);
    }
  }

  private void showHistories(ResultColumn.Along along, Results results) {
    int rows = results.rows();
    ints = ints.length < rows + 1 ? new int[rows + 1] : ints;
    histories = histories.length < rows ? new float[rows][] : histories;
    for (int row = 0; row < rows; row++) {
      float[] history = results.history(along.index(), row);
      histories[row] = history;
      nulls += history == null ? 1 : 0;
      ints[row + 1] = ints[row] + (history == null ? 0 : history.length);
    }
    elements.reset();
    elements.reserve(ints[rows]);
    for (int row = 0; row < rows; row++) {
      if (histories[row] != null) {
        elements.putFloats(ints[row], histories[row].length, histories[row], 0);
      }
    }
  }

  private void showAxis(ResultColumn.Value value, Results results) {
    int rows = results.rows();
    int axis = value.index();
    if (!value.axis().numeric()) {
      texts = grown(texts, rows);
      for (int row = 0; row < rows; row++) {
        texts[row] = text(value.axis(), results.place(axis, row));
      }
    } else if (value.type() == ResultColumn.Type.LONG) {
      longs = grown(longs, rows);
      for (int row = 0; row < rows; row++) {
        longs[row] = (Long) value.axis().values().value(results.place(axis, row));
      }
    } else {
      doubles = doubles.length < rows ? new double[rows] : doubles;
      for (int row = 0; row < rows; row++) {
        int place = results.place(axis, row);
        doubles[row] =
            place < numberByPlace.length ? numberByPlace[place] : value.axis().number(place);
      }
    }
  }

  private UTF8String text(Axis axis, int place) {
    if (textByPlace[place] == null) {
      textByPlace[place] = UTF8String.fromString(axis.text(place));
    }
    return textByPlace[place];
  }

  private static long[] grown(long[] array, int rows) {
    return array.length < rows ? new long[rows] : array;
  }

  private static UTF8String[] grown(UTF8String[] array, int rows) {
    return array.length < rows ? new UTF8String[rows] : array;
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
    if (column instanceof ResultColumn.Along) {
      return histories[row] == null;
    }
    return column instanceof ResultColumn.Metric ? Float.isNaN(floats[row]) : texts[row] == null;
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
    if (column instanceof ResultColumn.Along) {
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
