package org.basin.bench;

import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.basin.trial.Converted;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/** Copies one column of results into Parquet, a stretch of rows at a time. */
interface ColumnCopier {

  /** Copies rows {@code [from, until)}. */
  void copy(Results results, int from, int until);

  static ColumnCopier of(ResultColumn column, ColumnWriter writer) {
    return switch (column.type()) {
      case LONG -> longs(column, writer);
      case INT ->
          (results, from, until) -> {
            int[] values = column.ints(results);
            for (int row = from; row < until; row++) {
              writer.write(values[row], 0, 0);
            }
          };
      case DOUBLE -> doubles(column, writer);
      case FLOAT -> floats(column, writer);
      case TEXT -> texts(column, writer);
      case FLOATS -> lists(column, writer);
    };
  }

  private static ColumnCopier longs(ResultColumn column, ColumnWriter writer) {
    boolean nullable = column.nullable();
    int level = nullable ? 1 : 0;
    return (results, from, until) -> {
      long[] values = column.longs(results);
      for (int row = from; row < until; row++) {
        if (nullable && values[row] == ResultColumn.NO_LONG) {
          writer.writeNull(0, 0);
        } else {
          writer.write(values[row], 0, level);
        }
      }
    };
  }

  private static ColumnCopier doubles(ResultColumn column, ColumnWriter writer) {
    boolean nullable = column.nullable();
    int level = nullable ? 1 : 0;
    return (results, from, until) -> {
      double[] values = column.doubles(results);
      for (int row = from; row < until; row++) {
        if (nullable && Double.isNaN(values[row])) {
          writer.writeNull(0, 0);
        } else {
          writer.write(values[row], 0, level);
        }
      }
    };
  }

  private static ColumnCopier floats(ResultColumn column, ColumnWriter writer) {
    return (results, from, until) -> {
      float[] values = column.floats(results);
      for (int row = from; row < until; row++) {
        if (Float.isNaN(values[row])) {
          writer.writeNull(0, 0);
        } else {
          writer.write(values[row], 0, 1);
        }
      }
    };
  }

  private static ColumnCopier texts(ResultColumn column, ColumnWriter writer) {
    Converted<Binary> converted = new Converted<>(Binary::fromString);
    int level = column.nullable() ? 1 : 0;
    return (results, from, until) -> {
      Object[] values = column.texts(results);
      for (int row = from; row < until; row++) {
        if (values[row] == null) {
          writer.writeNull(0, 0);
        } else {
          writer.write(converted.of(values[row]), 0, level);
        }
      }
    };
  }

  /** Levels: 0 for null, 1 for a list without elements, 2 for an element. */
  private static ColumnCopier lists(ResultColumn column, ColumnWriter writer) {
    return (results, from, until) -> {
      float[][] values = column.lists(results);
      for (int row = from; row < until; row++) {
        float[] list = values[row];
        if (list == null || list.length == 0) {
          writer.writeNull(0, list == null ? 0 : 1);
          continue;
        }
        writer.write(list[0], 0, 2);
        for (int i = 1; i < list.length; i++) {
          writer.write(list[i], 1, 2);
        }
      }
    };
  }
}
