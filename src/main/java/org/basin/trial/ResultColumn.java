package org.basin.trial;

import static org.basin.trial.ResultColumn.Trait.ASCENDS;
import static org.basin.trial.ResultColumn.Trait.NULLABLE;
import static org.basin.trial.ResultColumn.Trait.REPEATS;
import static org.basin.trial.ResultColumn.Trait.TRAINED;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.basin.learn.History;
import org.basin.learn.Score;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.sweep.Part;
import org.basin.sweep.Sweep;

/**
 * One column of the table. A further column is an array in {@link Results} and a line in {@link
 * #all}: code that copies results depends only on the {@link Type} of a column.
 *
 * @param name as in a query
 * @param text one line that says what it holds
 * @param type what its values are
 * @param traits what else is true of it
 * @param reader finds its values
 */
public record ResultColumn(String name, String text, Type type, Set<Trait> traits, Reader reader)
    implements Serializable {

  /** What a column's values are, in Spark and in Parquet, and the array that holds them here. */
  public enum Type {
    /** {@code long[]}; {@link #NO_LONG} is null where the column may be null. */
    LONG("bigint"),
    /** {@code int[]}. */
    INT("int"),
    /** {@code double[]}; NaN is null where the column may be null. */
    DOUBLE("double"),
    /** {@code float[]}; NaN is null where the column may be null. */
    FLOAT("float"),
    /** {@code Object[]}; the text is {@code toString}. */
    TEXT("string"),
    /** {@code float[][]}. */
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

  /** Stands for null in a column of type LONG that may be null. */
  public static final long NO_LONG = Long.MIN_VALUE;

  /** What may be true of a column. */
  public enum Trait {
    /** A trial must be trained to know it. */
    TRAINED,
    /** Neighbouring trials share values of it, so that a dictionary pays. */
    REPEATS,
    /** Values grow from trial to trial, most by the same. */
    ASCENDS,
    /** It may be null. */
    NULLABLE
  }

  /** Finds the array of a column in results, one element a row. */
  interface Reader extends Serializable {
    Object array(Results results);
  }

  private ResultColumn(String name, String text, Type type, Reader reader, Trait... traits) {
    this(name, text, type, Set.of(traits), reader);
  }

  /** All columns of a sweep's table, in order. */
  public static List<ResultColumn> all(Space space, Sweep sweep) {
    List<ResultColumn> all = new ArrayList<>();
    all.add(
        new ResultColumn(Space.TRIAL, "number of the trial", Type.LONG, it -> it.trial, ASCENDS));
    for (int a = 0; a < space.axes().size(); a++) {
      all.add(axis(a, space.axes().get(a)));
    }
    String replicate = "replicate of the point, from 0";
    all.add(new ResultColumn(Space.REPLICATE, replicate, Type.INT, it -> it.replicate, REPEATS));
    String seed = "what the trial's randomness derives from";
    all.add(new ResultColumn("seed", seed, Type.LONG, it -> it.seed));
    String state = "COMPLETE, DIVERGED, PRUNED or FAILED";
    all.add(new ResultColumn("state", state, Type.TEXT, it -> it.state, TRAINED, REPEATS));
    String why = "what a FAILED trial threw";
    all.add(
        new ResultColumn("failure", why, Type.TEXT, it -> it.failure, TRAINED, REPEATS, NULLABLE));
    List<Score> scores = Models.withoutData().scores(sweep);
    for (int s = 0; s < scores.size(); s++) {
      all.add(metric(s, scores.get(s)));
    }
    List<History> histories = Models.withoutData().histories(sweep);
    for (int h = 0; h < histories.size(); h++) {
      all.add(history(h, histories.get(h)));
    }
    for (int p = 0; p < sweep.output().outputs().size(); p++) {
      all.add(output(p, sweep.output().outputs().get(p)));
    }
    return List.copyOf(all);
  }

  private static ResultColumn axis(int a, Axis axis) {
    String name = axis.name();
    String text = axis.hyperparameter().text();
    // drawn values repeat in replicates, and pages find out whether a dictionary pays
    Set<Trait> all = axis.conditional() ? Set.of(REPEATS, NULLABLE) : Set.of(REPEATS);
    return switch (axis.hyperparameter().type()) {
      case REAL -> new ResultColumn(name, text, Type.DOUBLE, all, it -> it.real[a]);
      case INTEGER -> new ResultColumn(name, text, Type.LONG, all, it -> it.whole[a]);
      default -> new ResultColumn(name, text, Type.TEXT, all, it -> it.word[a]);
    };
  }

  private static ResultColumn metric(int s, Score score) {
    Set<Trait> traits =
        score.values() == Score.Values.FEW
            ? Set.of(TRAINED, NULLABLE, REPEATS)
            : Set.of(TRAINED, NULLABLE);
    return new ResultColumn(score.name(), score.text(), Type.FLOAT, traits, it -> it.score[s]);
  }

  private static ResultColumn output(int p, Part part) {
    String text =
        "what the trained trial says of each sample of the %s part, one after the other"
            .formatted(part.word());
    return new ResultColumn(
        Models.outputsOf(part), text, Type.FLOATS, it -> it.output[p], TRAINED, NULLABLE);
  }

  private static ResultColumn history(int h, History history) {
    return new ResultColumn(
        history.name(), history.text(), Type.FLOATS, it -> it.history[h], TRAINED, NULLABLE);
  }

  /** Whether a trial must be trained to know it. */
  public boolean trained() {
    return traits.contains(TRAINED);
  }

  /** Whether neighbouring trials share values of it, so that a dictionary pays. */
  public boolean repeats() {
    return traits.contains(REPEATS);
  }

  /** Whether values grow from trial to trial, most by the same. */
  public boolean ascends() {
    return traits.contains(ASCENDS);
  }

  /** Whether it may be null. */
  public boolean nullable() {
    return traits.contains(NULLABLE);
  }

  /** The values of a column of type LONG; no such array may be changed. */
  public long[] longs(Results results) {
    return (long[]) reader.array(results);
  }

  /** The values of a column of type INT. */
  public int[] ints(Results results) {
    return (int[]) reader.array(results);
  }

  /** The values of a column of type DOUBLE. */
  public double[] doubles(Results results) {
    return (double[]) reader.array(results);
  }

  /** The values of a column of type FLOAT. */
  public float[] floats(Results results) {
    return (float[]) reader.array(results);
  }

  /** Objects whose texts are the values of a column of type TEXT. */
  public Object[] texts(Results results) {
    return (Object[]) reader.array(results);
  }

  /** The values of a column of type FLOATS. */
  public float[][] lists(Results results) {
    return (float[][]) reader.array(results);
  }
}
