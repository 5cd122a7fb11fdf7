package org.basin.store;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.basin.space.Axis;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/** Copies one column of results into Parquet, a stretch of rows at a time. */
interface ColumnCopier {

  /** An axis of more values than this is computed value by value. */
  int TABLE = 1 << 16;

  /** Copies rows {@code [from, until)}. */
  void copy(Results results, int from, int until);

  static ColumnCopier of(ResultColumn column, ColumnWriter writer) {
    if (column instanceof ResultColumn.Trial) {
      return (results, from, until) -> {
        for (int row = from; row < until; row++) {
          writer.write(results.trial(row), 0, 0);
        }
      };
    }
    if (column instanceof ResultColumn.Replicate) {
      return (results, from, until) -> {
        for (int row = from; row < until; row++) {
          writer.write(results.replicate(row), 0, 0);
        }
      };
    }
    if (column instanceof ResultColumn.Seed) {
      return (results, from, until) -> {
        for (int row = from; row < until; row++) {
          writer.write(results.seed(row), 0, 0);
        }
      };
    }
    if (column instanceof ResultColumn.Value value) {
      return axis(value, writer);
    }
    if (column instanceof ResultColumn.Outcome) {
      return state(writer);
    }
    if (column instanceof ResultColumn.Metric metric) {
      return metric(metric.index(), writer);
    }
    if (column instanceof ResultColumn.Along along) {
      return histories(along.index(), writer);
    }
    return failure(writer);
  }

  private static ColumnCopier axis(ResultColumn.Value value, ColumnWriter writer) {
    Axis axis = value.axis();
    int index = value.index();
    if (!axis.numeric()) {
      Binary[] texts = new Binary[axis.values().size()];
      Arrays.setAll(texts, place -> Binary.fromString(axis.text(place)));
      return (results, from, until) -> {
        for (int row = from; row < until; row++) {
          writer.write(texts[results.place(index, row)], 0, 0);
        }
      };
    }
    double[] table = new double[axis.values().size() <= TABLE ? axis.values().size() : 0];
    Arrays.setAll(table, axis::number);
    if (value.type() == ResultColumn.Type.LONG) {
      return (results, from, until) -> {
        for (int row = from; row < until; row++) {
          writer.write((long) number(axis, table, results.place(index, row)), 0, 0);
        }
      };
    }
    return (results, from, until) -> {
      for (int row = from; row < until; row++) {
        writer.write(number(axis, table, results.place(index, row)), 0, 0);
      }
    };
  }

  private static double number(Axis axis, double[] table, int place) {
    return table.length > 0 ? table[place] : axis.number(place);
  }

  private static ColumnCopier state(ColumnWriter writer) {
    Binary[] names =
        Stream.of(Results.State.values())
            .map(state -> Binary.fromString(state.name()))
            .toArray(Binary[]::new);
    return (results, from, until) -> {
      for (int row = from; row < until; row++) {
        writer.write(names[results.state(row).ordinal()], 0, 0);
      }
    };
  }

  private static ColumnCopier failure(ColumnWriter writer) {
    return (results, from, until) -> {
      for (int row = from; row < until; row++) {
        String failure = results.failure(row);
        if (failure == null) {
          writer.writeNull(0, 0);
        } else {
          writer.write(Binary.fromString(failure), 0, 1);
        }
      }
    };
  }

  /** Levels: 0 for null, 1 for a list without elements, 2 for an element. */
  private static ColumnCopier histories(int index, ColumnWriter writer) {
    return (results, from, until) -> {
      for (int row = from; row < until; row++) {
        float[] history = results.history(index, row);
        if (history == null || history.length == 0) {
          writer.writeNull(0, history == null ? 0 : 1);
          continue;
        }
        writer.write(history[0], 0, 2);
        for (int i = 1; i < history.length; i++) {
          writer.write(history[i], 1, 2);
        }
      }
    };
  }

  private static ColumnCopier metric(int index, ColumnWriter writer) {
    return (results, from, until) -> {
      for (int row = from; row < until; row++) {
        float score = results.score(index, row);
        if (Float.isNaN(score)) {
          writer.writeNull(0, 0);
        } else {
          writer.write(score, 0, 1);
        }
      }
    };
  }
}
