package org.basin.trial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.basin.learn.History;
import org.basin.learn.Score;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Sweep;

/** One column of the table: its name and type, and where in a trial's results it comes from. */
public sealed interface ResultColumn extends Serializable {

  /** What a column's values are, in Spark, in Parquet and in Java alike. */
  enum Type {
    LONG("bigint"),
    INT("int"),
    DOUBLE("double"),
    FLOAT("float"),
    TEXT("string"),
    FLOATS("array<float>");

    private final String sql;

    Type(String sql) {
      this.sql = sql;
    }

    /** The type in SQL. */
    public String sql() {
      return sql;
    }
  }

  /** As in a query. */
  String name();

  /** What its values are. */
  Type type();

  /** One line that says what it holds. */
  String text();

  /** Whether a trial must be trained to know it. */
  default boolean trained() {
    return false;
  }

  /** Whether neighbouring trials share values of it, so that a dictionary pays. */
  default boolean repeats() {
    return true;
  }

  /** Whether it may be null. */
  default boolean nullable() {
    return false;
  }

  /** The trial's number. */
  record Trial() implements ResultColumn {
    @Override
    public String name() {
      return Space.TRIAL;
    }

    @Override
    public Type type() {
      return Type.LONG;
    }

    @Override
    public String text() {
      return "number of the trial";
    }

    @Override
    public boolean repeats() {
      return false;
    }
  }

  /** The value on an axis. */
  record Value(int index, Axis axis) implements ResultColumn {
    @Override
    public String name() {
      return axis.name();
    }

    @Override
    public Type type() {
      if (!axis.numeric()) {
        return Type.TEXT;
      }
      return axis.hyperparameter().type() == Hyperparameter.Type.REAL ? Type.DOUBLE : Type.LONG;
    }

    @Override
    public String text() {
      return axis.hyperparameter().text();
    }
  }

  /** The replicate. */
  record Replicate() implements ResultColumn {
    @Override
    public String name() {
      return Space.REPLICATE;
    }

    @Override
    public Type type() {
      return Type.INT;
    }

    @Override
    public String text() {
      return "replicate of the point, from 0";
    }
  }

  /** The trial's seed. */
  record Seed() implements ResultColumn {
    @Override
    public String name() {
      return "seed";
    }

    @Override
    public Type type() {
      return Type.LONG;
    }

    @Override
    public String text() {
      return "what the trial's randomness derives from";
    }

    @Override
    public boolean repeats() {
      return false;
    }
  }

  /** How the trial ended. */
  record Outcome() implements ResultColumn {
    @Override
    public String name() {
      return "state";
    }

    @Override
    public Type type() {
      return Type.TEXT;
    }

    @Override
    public String text() {
      return "COMPLETE, DIVERGED, PRUNED or FAILED";
    }

    @Override
    public boolean trained() {
      return true;
    }
  }

  /** Why the trial failed. */
  record Failure() implements ResultColumn {
    @Override
    public String name() {
      return "failure";
    }

    @Override
    public Type type() {
      return Type.TEXT;
    }

    @Override
    public String text() {
      return "what a FAILED trial threw";
    }

    @Override
    public boolean trained() {
      return true;
    }

    @Override
    public boolean nullable() {
      return true;
    }
  }

  /** One metric. */
  record Metric(int index, Score score) implements ResultColumn {
    @Override
    public String name() {
      return score.name();
    }

    @Override
    public Type type() {
      return Type.FLOAT;
    }

    @Override
    public String text() {
      return score.text();
    }

    @Override
    public boolean repeats() {
      return score.values() == Score.Values.FEW;
    }

    @Override
    public boolean trained() {
      return true;
    }

    @Override
    public boolean nullable() {
      return true;
    }
  }

  /** What a trial kept along its training. */
  record Along(int index, History history) implements ResultColumn {
    @Override
    public String name() {
      return history.name();
    }

    @Override
    public Type type() {
      return Type.FLOATS;
    }

    @Override
    public String text() {
      return history.text();
    }

    @Override
    public boolean repeats() {
      return false;
    }

    @Override
    public boolean trained() {
      return true;
    }

    @Override
    public boolean nullable() {
      return true;
    }
  }

  /** All columns of a sweep's table, in order. */
  static List<ResultColumn> all(Space space, Sweep sweep) {
    List<Score> scores = Models.withoutData().scores(sweep);
    List<History> histories = Models.withoutData().histories(sweep);
    List<ResultColumn> columns = new ArrayList<>();
    columns.add(new Trial());
    for (int a = 0; a < space.axes().size(); a++) {
      columns.add(new Value(a, space.axes().get(a)));
    }
    columns.addAll(List.of(new Replicate(), new Seed(), new Outcome(), new Failure()));
    for (int s = 0; s < scores.size(); s++) {
      columns.add(new Metric(s, scores.get(s)));
    }
    for (int h = 0; h < histories.size(); h++) {
      columns.add(new Along(h, histories.get(h)));
    }
    return List.copyOf(columns);
  }
}
