package org.basin.sweep;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.sweep.condition.Condition;

/**
 * One sweep file as said: which model learns what, which hyperparameters are fixed, which vary.
 *
 * @param name names the sweep and, by default, its run directory
 * @param model which model family
 * @param data where the samples come from
 * @param method how axes make a space
 * @param seed all randomness derives from it
 * @param starts whether points share what their replicates draw
 * @param replicates trials per point, differing only in their seed, at least 1
 * @param engine name of the engine that is wanted, or {@link #AUTO}
 * @param metric what "best" means
 * @param parameters fixed values and axes, in the order of the file
 * @param where points that fail this do not exist; {@link Condition#ALL} when all do
 * @param zip groups of axes that are walked together
 * @param output where results go and what is kept
 * @param answer the tables that a run ends with; they change no row
 * @param startFrom where trials start in place of what they would draw
 * @param remarks what a person says beside it; it changes no row
 */
public record Sweep(
    String name,
    String model,
    DataSource data,
    Method method,
    long seed,
    Starts starts,
    int replicates,
    String engine,
    Metric metric,
    Map<String, Setting> parameters,
    Condition where,
    List<List<String>> zip,
    Output output,
    List<Summary> answer,
    StartFrom startFrom,
    Remarks remarks)
    implements Serializable {

  /** Stands for the engine that suits the machine and the widths of the sweep best. */
  public static final String AUTO = "auto";

  /**
   * A structural axis, and all of them together, make no more structures than this: each one is
   * compiled and checked on its own.
   */
  public static final int MAX_STRUCTURES = 100_000;

  /** What the trials of one replicate draw at different points. */
  public enum Starts {
    /** Each point draws start values, data orders and cues of its own. */
    INDEPENDENT,
    /** All points draw the same, so that settings are compared from one start. */
    SHARED
  }

  /**
   * The column by which trials are ranked.
   *
   * @param minimize whether less is better, which is the metric's own nature
   * @param rank what of the replicates of a point ranks it
   */
  public record Metric(String name, boolean minimize, Statistic rank) implements Serializable {

    /** One whose mean ranks points. */
    public Metric(String name, boolean minimize) {
      this(name, minimize, Statistic.MEAN);
    }

    /** The word that a sweep file has for it. */
    public String goal() {
      return minimize ? "minimize" : "maximize";
    }

    /** What is better: {@code less} or {@code more}. */
    public String better() {
      return minimize ? "less" : "more";
    }
  }

  /**
   * Where results go.
   *
   * @param path the folder that holds the run directory
   * @param histories what is kept along trainings
   * @param metrics the metric columns, in the model's order; empty for the model's standard ones
   *     and no others. A sweep that says nothing of metrics has those of the test part too, if its
   *     data has one, and then they all stand here: which columns there are follows from the sweep,
   *     without its data.
   * @param outputs of which parts of the data what a trained trial says is kept
   */
  public record Output(String path, Histories histories, List<String> metrics, List<Part> outputs)
      implements Serializable {
    public Output {
      metrics = List.copyOf(metrics);
      outputs = List.copyOf(outputs);
    }

    /** Without what trained trials say. */
    public Output(String path, Histories histories, List<String> metrics) {
      this(path, histories, metrics, List.of());
    }

    /** With other metrics. */
    public Output withMetrics(List<String> metrics) {
      return new Output(path, histories, metrics, outputs);
    }

    /** With other histories. */
    public Output withHistories(Histories histories) {
      return new Output(path, histories, metrics, outputs);
    }

    /** With the model's standard metrics. */
    public Output(String path, Histories histories) {
      this(path, histories, List.of());
    }
  }

  /**
   * Array columns of what metrics are along a training.
   *
   * @param every a number is kept of every so many epochs; 0 for no histories
   * @param of metrics, in the model's order; empty for the model's standard histories
   */
  public record Histories(int every, List<String> of) implements Serializable {

    /** No histories. */
    public static final Histories NONE = new Histories(0, List.of());

    public Histories {
      of = List.copyOf(of);
    }

    /** As a sweep file says it. */
    @Override
    public String toString() {
      String named = of.isEmpty() ? "" : ", of: " + of;
      return every == 0 ? "none" : "{every: " + every + named + "}";
    }
  }

  public Sweep {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    zip = zip.stream().map(List::copyOf).toList();
    answer = List.copyOf(answer);
  }

  /**
   * This sweep with other columns.
   *
   * @param metrics the metric columns, in the model's order; empty for the standard ones
   */
  public Sweep withMetrics(List<String> metrics) {
    return with(engine, output.withMetrics(metrics), startFrom);
  }

  /**
   * What learns what: {@code energy learns xor}; the model alone where there are no data.
   *
   * @param learns the verb, in its tense
   */
  public String subject(String learns) {
    return data.kind().equals(DataSource.NONE) ? model : model + " " + learns + " " + data;
  }

  /** This sweep with another engine. */
  public Sweep withEngine(String engine) {
    return with(engine, output, startFrom);
  }

  /** This sweep with trials that start elsewhere. */
  public Sweep withStart(StartFrom start) {
    return with(engine, output, start);
  }

  /** This sweep with other histories. */
  public Sweep withHistories(Histories histories) {
    return with(engine, output.withHistories(histories), startFrom);
  }

  /** This sweep under another name, over other values of its axes. */
  public Sweep narrowed(String name, Map<String, Setting> parameters, Condition where) {
    return with(name, engine, parameters, where, output, startFrom);
  }

  private Sweep with(String engine, Output output, StartFrom startFrom) {
    return with(name, engine, parameters, where, output, startFrom);
  }

  private Sweep with(
      String name,
      String engine,
      Map<String, Setting> parameters,
      Condition where,
      Output output,
      StartFrom startFrom) {
    return new Sweep(
        name,
        model,
        data,
        method,
        seed,
        starts,
        replicates,
        engine,
        metric,
        parameters,
        where,
        zip,
        output,
        answer,
        startFrom,
        remarks);
  }
}
