package org.basin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Form;
import org.basin.learn.History;
import org.basin.learn.LaneValues;
import org.basin.learn.Learned;
import org.basin.learn.Learner;
import org.basin.learn.Portrait;
import org.basin.learn.Score;
import org.basin.space.Axis;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.space.Structure;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Part;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.read.SweepParser;

/**
 * A sweep made ready: its trials, the metrics of their rows and the engine that trains them. Made
 * once, where the sweep is read, and passed on from there. Travels to executors with its space
 * rather than the recipe for it: a file of points need not exist there.
 *
 * @param sweep that the parser has checked
 * @param space all its trials, or a part of them; of a part the sweep names its engine, since what
 *     {@code auto} takes depends on all of them
 * @param start what all trials start from, read; none where they draw it, or where nothing is to be
 *     trained
 */
public record Job(Sweep sweep, Space space, StartParameters start) implements Serializable {

  /** One whose trials draw where they start, or that is not trained. */
  public Job(Sweep sweep, Space space) {
    this(sweep, space, StartParameters.NONE);
  }

  /**
   * Reads a sweep file, as {@link SweepFile} does.
   *
   * @param configuration how the file and the files that it names are reached
   * @param overrides changes from the command line
   * @throws SweepException with all mistakes
   */
  public static Job read(String file, Configuration configuration, List<String> overrides)
      throws SweepException {
    return read(file, () -> configuration, overrides);
  }

  /**
   * The same.
   *
   * @param configuration how the file and the files that it names are reached, asked for when one
   *     is named that is not beside this process
   */
  public static Job read(String file, Supplier<Configuration> configuration, List<String> overrides)
      throws SweepException {
    Models models = new Models(configuration);
    return of(SweepFile.read(file, models, configuration, overrides), models);
  }

  /**
   * Reads the text of a sweep whose data this JVM reaches by itself.
   *
   * @param name what the text is called in messages
   * @throws SweepException with all mistakes
   */
  public static Job parsed(String name, String text) throws SweepException {
    return parsed(name, text, new Configuration());
  }

  /**
   * Reads the text of a sweep.
   *
   * @param configuration how the files that it names are reached
   * @throws SweepException with all mistakes
   */
  public static Job parsed(String name, String text, Configuration configuration)
      throws SweepException {
    Models models = new Models(configuration);
    return of(new SweepParser(models).parse(name, text.getBytes(UTF_8), List.of()), models);
  }

  /**
   * Reads the sweep that a run keeps. It was checked when it ran: its data need no longer be at
   * hand.
   *
   * @param name what the text is called in messages
   * @param overrides changes from the command line
   * @throws SweepException with all mistakes
   */
  public static Job stored(String name, String text, List<String> overrides) throws SweepException {
    return stored(name, text, overrides, Models.withoutData());
  }

  /**
   * Reads the sweep that a checkpoint keeps, to be measured on data again.
   *
   * @param configuration how files of data are reached
   * @throws SweepException with all mistakes
   */
  public static Job stored(
      String name, String text, List<String> overrides, Configuration configuration)
      throws SweepException {
    return stored(name, text, overrides, new Models(configuration));
  }

  private static Job stored(String name, String text, List<String> overrides, Models models)
      throws SweepException {
    return of(new SweepParser(models).parseStored(name, text.getBytes(UTF_8), overrides), models);
  }

  /**
   * With the trials of smaller sweeps first, as these number them, then what this one adds.
   *
   * @param smaller the first one first; each holds all trials of the one before
   * @throws IllegalArgumentException with the law, if one does not
   */
  public Job extending(List<Sweep> smaller) {
    if (smaller.isEmpty()) {
      return this;
    }
    List<Sweep> all = new ArrayList<>(smaller);
    all.add(sweep);
    try {
      return new Job(sweep, Space.of(all, Models.withoutData()), start);
    } catch (SweepException checked) {
      throw new IllegalArgumentException(checked.getMessage(), checked);
    }
  }

  /** All trials of a checked sweep. */
  public static Job of(Sweep sweep) throws SweepException {
    return of(sweep, Models.withoutData());
  }

  private static Job of(Sweep sweep, Models models) throws SweepException {
    return new Job(sweep, models.space(sweep), models.start(sweep));
  }

  /**
   * With what a kept sweep's trials start from, as the file that it names holds it now.
   *
   * @param configuration how files are reached
   * @throws IOException when the file is no checkpoint; the message names it
   */
  public Job started(Configuration configuration) throws IOException {
    return sweep.startFrom().none()
        ? this
        : with(StartParameters.read(sweep.startFrom().file(), configuration));
  }

  /** With other parameters to start from, such as those that a driver has sent. */
  public Job with(StartParameters start) {
    return new Job(sweep, space, start);
  }

  /** The part of these trials for which a condition holds, on the engine of all of them. */
  public Job restrict(Condition condition) {
    return new Job(resolved().sweep, space.restrict(condition), start);
  }

  /** With the engine named that {@code auto} stands for here. */
  public Job resolved() {
    return new Job(Models.resolved(sweep, space), space, start);
  }

  /** With other histories kept. */
  public Job withHistories(Sweep.Histories histories) {
    return new Job(sweep.withHistories(histories), space, start);
  }

  /** With another engine named. */
  public Job withEngine(String engine) {
    return new Job(sweep.withEngine(engine), space, start);
  }

  /** The engine that trains it in this JVM. */
  public Engine engine() {
    return Models.engine(sweep, space);
  }

  /** The varied axes, in the order of the columns. */
  public List<Axis> axes() {
    return space.axes();
  }

  /** The metrics of its rows, in the order of the columns. */
  public List<Score> scores() {
    return Models.withoutData().scores(sweep);
  }

  /** Their names. */
  public List<String> metrics() {
    return scores().stream().map(Score::name).toList();
  }

  /**
   * The metrics that say which of two trials is better that are equal by another one, the first to
   * decide first.
   */
  public List<Sweep.Metric> ties() {
    return scores().stream()
        .filter(score -> score.tie() > 0)
        .sorted(Comparator.comparing(Score::tie))
        .map(Job::metric)
        .toList();
  }

  /** A metric to rank trials by. */
  public static Sweep.Metric metric(Score score) {
    return new Sweep.Metric(score.name(), score.better() == Score.Better.LESS);
  }

  /** Names of all metrics of its model, whether or not its rows have them. */
  public List<String> modelMetrics() {
    return Models.withoutData().metrics(sweep.model());
  }

  /**
   * Names of the metrics that can be measured on its data.
   *
   * @param configuration how files of data are reached
   * @throws java.util.NoSuchElementException if the data cannot be used
   */
  public List<String> measurable(Configuration configuration) {
    return new Models(configuration).measurable(sweep).orElseThrow();
  }

  /** What its rows keep along the training. */
  public List<History> histories() {
    return Models.withoutData().histories(sweep);
  }

  /** The parts of the data of which its rows keep what a trained trial says. */
  public List<Part> outputs() {
    return sweep.output().outputs();
  }

  /** How many numbers of it a row of a structure keeps. */
  public long outputs(Structure structure, Dataset data) {
    return Models.outputs(sweep, structure, data);
  }

  /** Numbers that a trained trial of a structure says of a sample. */
  public int width(Structure structure, Dataset data) {
    return Models.width(sweep, structure, data);
  }

  /** Numbers of a sample of a structure. */
  public int inputs(Structure structure, Dataset data) {
    return Models.inputs(sweep, structure, data);
  }

  /** All columns of its rows, in order. */
  public List<ResultColumn> columns() {
    return ResultColumn.all(space, sweep);
  }

  /** What a name among its parameters stands for, which must be one of its model. */
  public Hyperparameter hyperparameter(String name) {
    return Models.withoutData().hyperparameter(sweep.model(), name).orElseThrow();
  }

  /** The structure of a trial. */
  public Structure structure(long trial) {
    return space.structures().get(block(trial).structure());
  }

  /** The block that holds one trial alone. */
  public Block block(long trial) {
    long position = space.position(trial);
    return space.blocks(position, position + 1, 1).iterator().next();
  }

  /** How many trials of a structure an engine trains side by side. */
  public int lanes(Engine engine, Structure structure, Dataset data) {
    return Models.lanes(sweep, engine, structure, data);
  }

  /** About how many additions and multiplications one trial of a structure takes. */
  public double operations(Structure structure, Dataset data) {
    return Models.operations(sweep, structure, data);
  }

  /**
   * Data with so few training samples that trials of a structure take about so many additions and
   * multiplications; the data itself when that is few enough.
   */
  public Dataset shortened(Structure structure, Dataset data, double operations) {
    return Models.shortened(sweep, structure, data, operations);
  }

  /** The parameters of a trial of a structure. */
  public List<Form> forms(Structure structure, Dataset data) {
    return Models.forms(sweep, structure, data);
  }

  /** When one of its trials has learned; empty where the metrics alone say so. */
  public Optional<Learned> learned() {
    return Models.learned(sweep);
  }

  /** Metrics whose histories the pictures of its trials need. */
  public List<String> pictured() {
    return Models.pictured(sweep);
  }

  /** Of how many epochs or steps each history of a trial could have a number. */
  public List<Integer> historySteps(long trial) {
    return Models.steps(sweep, structure(trial));
  }

  /** Where lane hyperparameters of a trial come from. */
  public LaneValues laneValues(long trial) {
    return Models.laneValues(sweep, space, structure(trial));
  }

  /** The pictures of a trained trial; their titles say nothing of which trial it is. */
  public List<Figure> figures(long trial, Dataset data, Portrait portrait) {
    return Models.figures(sweep, structure(trial), data, portrait);
  }

  /** A learner for the trials of one structure; its lane values are those of the lane axes. */
  public Learner learner(Structure structure, Dataset data, Kernels kernels) {
    String wanted = sweep.startFrom().fingerprint();
    if (!wanted.equals(start.fingerprint())) {
      throw new IllegalStateException(
          "trials must start from the parameters of fingerprint %s, got %s"
              .formatted(wanted, start.none() ? "none" : start.fingerprint()));
    }
    Learner learner = Models.learner(sweep, space, structure, data, kernels);
    if (!start.none()) {
      learner.startFrom(start.parameters());
    }
    return learner;
  }
}
