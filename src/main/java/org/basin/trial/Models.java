package org.basin.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.DataException;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.draw.Figure;
import org.basin.energy.EnergyFamily;
import org.basin.grid.GridFamily;
import org.basin.ham.HamFamily;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.layers.LayersFamily;
import org.basin.learn.Family;
import org.basin.learn.Form;
import org.basin.learn.History;
import org.basin.learn.LaneValues;
import org.basin.learn.Learned;
import org.basin.learn.Learner;
import org.basin.learn.Model;
import org.basin.learn.Portrait;
import org.basin.learn.Proposal;
import org.basin.learn.Score;
import org.basin.learn.Wanted;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.space.Structure;
import org.basin.sweep.DataKind;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Mistake;
import org.basin.sweep.Part;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.Vocabulary;

/**
 * The registry of models, and what the parser wants to know of them. A new family is a case of
 * {@link #family} and nothing else.
 */
public final class Models implements Vocabulary {

  /** How files of data are reached; empty when they need not be. */
  private final Optional<Supplier<Configuration>> configuration;

  /** The sweep whose space was made last, less what its trials do not depend on. */
  private Optional<Sweep> made = Optional.empty();

  private Space space;

  /** The checkpoint that was read last, and what it holds. */
  private Optional<String> read = Optional.empty();

  private StartParameters start = StartParameters.NONE;

  /** Models whose data is reached as this JVM's own configuration says. */
  public Models() {
    this(Configuration::new);
  }

  /**
   * @param configuration how files of data are reached
   */
  public Models(Configuration configuration) {
    this(() -> configuration);
  }

  /**
   * @param configuration how files of data are reached, asked for when there is one
   */
  public Models(Supplier<Configuration> configuration) {
    this(Optional.of(configuration));
  }

  private Models(Optional<Supplier<Configuration>> configuration) {
    this.configuration = configuration;
  }

  /** For a sweep that was checked when it ran: its data need no longer be at hand. */
  public static Models withoutData() {
    return new Models(Optional.empty());
  }

  /** All trials of a sweep; those of the sweep that was checked last are not made anew. */
  Space space(Sweep sweep) throws SweepException {
    Sweep trials = sweep.withMetrics(List.of());
    if (!made.equals(Optional.of(trials))) {
      space = Space.of(sweep, this);
      made = Optional.of(trials);
    }
    return space;
  }

  /**
   * What the trials of a checked sweep start from; none for a kept sweep, whose file need no longer
   * be at hand.
   */
  StartParameters start(Sweep sweep) {
    boolean known = read.equals(Optional.of(sweep.startFrom().file()));
    return known ? start : StartParameters.NONE;
  }

  @Override
  public Optional<String> startFingerprint(String file, Consumer<String> mistake) {
    try {
      if (!read.equals(Optional.of(file))) {
        start = StartParameters.read(file, configuration.orElse(Configuration::new).get());
        read = Optional.of(file);
      }
      return Optional.of(start.fingerprint());
    } catch (IOException e) {
      mistake.accept(e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public List<String> models() {
    return List.of("energy", "ham", "layers", "neural-grid");
  }

  @Override
  public List<String> engines() {
    return Engines.names();
  }

  static Family family(String model) {
    return switch (model) {
      case "energy" -> new EnergyFamily();
      case "ham" -> new HamFamily();
      case "layers" -> new LayersFamily();
      case "neural-grid" -> new GridFamily();
      default ->
          throw new IllegalArgumentException(
              "model must be energy, ham, layers or neural-grid, got " + model);
    };
  }

  @Override
  public List<Hyperparameter> hyperparameters(String model) {
    return family(model).hyperparameters();
  }

  /** All metrics of a model, in column order. */
  public List<Score> scores(String model) {
    return family(model).scores();
  }

  /** The metric columns of a sweep, in column order. */
  public List<Score> scores(Sweep sweep) {
    List<String> named = sweep.output().metrics();
    return scores(sweep.model()).stream()
        .filter(
            score ->
                named.isEmpty()
                    ? score.column() == Score.Column.STANDARD
                    : named.contains(score.name()))
        .toList();
  }

  /** What the trials of a sweep keep along their training. */
  public List<History> histories(Sweep sweep) {
    Sweep.Histories kept = sweep.output().histories();
    return kept.every() == 0
        ? List.of()
        : family(sweep.model()).histories().stream()
            .filter(one -> kept.of().isEmpty() ? one.standard() : kept.of().contains(one.metric()))
            .toList();
  }

  @Override
  public List<String> histories(String model) {
    return family(model).histories().stream().map(History::metric).toList();
  }

  @Override
  public List<String> standardHistories(String model) {
    return family(model).histories().stream()
        .filter(History::standard)
        .map(History::metric)
        .toList();
  }

  @Override
  public List<String> standardMetrics(String model) {
    return scores(model).stream()
        .filter(score -> score.column() == Score.Column.STANDARD)
        .map(Score::name)
        .toList();
  }

  @Override
  public List<String> testMetrics(String model) {
    return scores(model).stream()
        .filter(score -> score.column() == Score.Column.TEST_PART)
        .map(Score::name)
        .toList();
  }

  @Override
  public Optional<List<String>> measurable(Sweep sweep) {
    if (configuration.isEmpty()) {
      return Optional.empty();
    }
    try {
      Dataset data = Datasets.of(sweep.data(), configuration.get());
      Proposal proposal = proposal(sweep, space(sweep), data);
      return Optional.of(
          scores(sweep.model()).stream()
              .filter(score -> family(sweep.model()).refusal(score, proposal).isEmpty())
              .map(Score::name)
              .toList());
    } catch (DataException | SweepException reported) {
      return Optional.empty(); // by check
    }
  }

  @Override
  public List<String> metrics(String model) {
    return scores(model).stream().map(Score::name).toList();
  }

  @Override
  public boolean minimized(String model, String metric) {
    return scores(model).stream()
        .filter(score -> score.name().equals(metric))
        .allMatch(score -> score.better() == Score.Better.LESS);
  }

  @Override
  public List<DataKind> data() {
    return Datasets.kinds();
  }

  @Override
  public Optional<String> standardData(String model) {
    return family(model).drawsData() ? Optional.of("none") : Optional.empty();
  }

  @Override
  public void checkFiles(Sweep sweep, BiConsumer<String, String> mistake) {
    Optional<String> points = sweep.method().points();
    if (points.filter(file -> !file.isEmpty()).isPresent() && !sweep.model().isEmpty()) {
      try {
        space(sweep);
      } catch (SweepException e) {
        e.mistakes().stream()
            .filter(found -> found.file().equals(points.get()))
            .forEach(found -> mistake.accept("points", "" + found));
      }
    }
    if (configuration.isPresent() && !sweep.data().kind().isEmpty()) {
      data(sweep, mistake);
    }
  }

  /** The data; empty when it cannot be used, which is reported. */
  private Optional<Dataset> data(Sweep sweep, BiConsumer<String, String> mistake) {
    try {
      return Optional.of(Datasets.of(sweep.data(), configuration.orElseThrow()));
    } catch (DataException e) {
      mistake.accept(e.option().isEmpty() ? "data" : "data." + e.option(), e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void check(Sweep sweep, BiConsumer<String, String> mistake) {
    Space space;
    try {
      space = space(sweep);
    } catch (SweepException e) {
      for (Mistake found : e.mistakes()) {
        boolean listed = sweep.method().points().filter(found.file()::equals).isPresent();
        mistake.accept(listed ? "points" : found.path(), listed ? "" + found : found.message());
      }
      if (configuration.isPresent()) {
        data(sweep, mistake);
      }
      return;
    }
    SweepChecks checks = new SweepChecks(this, sweep, space, mistake);
    checks.withoutData();
    if (configuration.isPresent()) {
      data(sweep, mistake).ifPresent(checks::on);
    }
  }

  /** The column that holds what a trained trial says of a part. */
  static String outputsOf(Part part) {
    return "outputs_" + part.word();
  }

  /** Numbers that a trained trial of a structure says of a sample. */
  static int width(Sweep sweep, Structure structure, Dataset data) {
    return model(sweep, structure, data).outputs();
  }

  /** Numbers of a sample of a structure. */
  static int inputs(Sweep sweep, Structure structure, Dataset data) {
    return model(sweep, structure, data).inputs();
  }

  /** How many numbers of what a trained trial says a row keeps. */
  static long outputs(Sweep sweep, Structure structure, Dataset data) {
    Model model = model(sweep, structure, data);
    return sweep.output().outputs().stream()
        .mapToLong(part -> (long) model.samples(part) * model.outputs())
        .sum();
  }

  static Proposal proposal(Sweep sweep, Space space, Dataset data) {
    return new Proposal(
        space.structures().stream().map(Structure::values).toList(),
        lanes(sweep, space),
        data,
        engine(sweep, space),
        sweep.starts());
  }

  /**
   * A proposal cut into parts whose trials have the same axes: a law that names an axis is none of
   * structures at which it is not there.
   */
  static List<Proposal> parts(Proposal whole, Space space) {
    Map<Set<String>, List<Map<String, Object>>> structures = new LinkedHashMap<>();
    for (Structure structure : space.structures()) {
      structures
          .computeIfAbsent(structure.absent(), absent -> new ArrayList<>())
          .add(structure.values());
    }
    List<Proposal> parts = new ArrayList<>();
    structures.forEach(
        (absent, values) -> {
          Map<String, Setting> lanes = new LinkedHashMap<>(whole.lanes());
          lanes.keySet().removeAll(absent);
          parts.add(new Proposal(values, lanes, whole.data(), whole.engine(), whole.starts()));
        });
    return structures.isEmpty() || structures.keySet().equals(Set.of(Set.of()))
        ? List.of(whole)
        : parts;
  }

  /** A learner for the trials of one structure; its lane values are those of the lane axes. */
  public static Learner learner(
      Sweep sweep, Space space, Structure structure, Dataset data, Kernels kernels) {
    LaneValues values = laneValues(sweep, space, structure);
    Learner learner = model(sweep, structure, data).learner(kernels, values, wanted(sweep));
    learner.keepOutputs(sweep.output().outputs());
    return learner;
  }

  /** When a trial of a model has learned. */
  static Optional<Learned> learned(Sweep sweep) {
    return family(sweep.model()).learned();
  }

  /** Metrics whose histories the pictures of a model need. */
  public static List<String> pictured(Sweep sweep) {
    return family(sweep.model()).pictured();
  }

  /** Of how many epochs or steps each history of a sweep that keeps some could have a number. */
  static List<Integer> steps(Sweep sweep, Structure structure) {
    Family family = family(sweep.model());
    return withoutData().histories(sweep).stream()
        .map(history -> family.steps(structure.values(), history))
        .toList();
  }

  /** The pictures of a trained trial. */
  static List<Figure> figures(Sweep sweep, Structure structure, Dataset data, Portrait portrait) {
    return model(sweep, structure, data).figures(portrait);
  }

  /** Where lane hyperparameters of the trials of a structure come from. */
  static LaneValues laneValues(Sweep sweep, Space space, Structure structure) {
    List<String> axes =
        space.axes().stream()
            .filter(Axis::lane)
            .map(axis -> structure.absent().contains(axis.name()) ? LaneValues.ABSENT : axis.name())
            .toList();
    return new LaneValues(fixedLanes(sweep), axes);
  }

  static Model model(Sweep sweep, Structure structure, Dataset data) {
    return family(sweep.model()).model(structure.values(), data);
  }

  /** What a sweep's trials are measured by. */
  private static Wanted wanted(Sweep sweep) {
    Models models = withoutData();
    return new Wanted(
        models.scores(sweep).stream().map(Score::name).toList(),
        models.histories(sweep).stream().map(History::metric).toList(),
        sweep.output().histories().every());
  }

  /** About how many additions and multiplications one trial of a structure takes. */
  public static double operations(Sweep sweep, Structure structure, Dataset data) {
    return model(sweep, structure, data).operations(wanted(sweep));
  }

  /**
   * Data with so few training samples that trials of a structure take about so many additions and
   * multiplications; the data itself when that is few enough.
   */
  public static Dataset shortened(
      Sweep sweep, Structure structure, Dataset data, double operations) {
    return model(sweep, structure, data).shortened(wanted(sweep), operations);
  }

  /** The parameters of a trial of a structure. */
  public static List<Form> forms(Sweep sweep, Structure structure, Dataset data) {
    return model(sweep, structure, data).forms();
  }

  /** How many trials of a structure are trained side by side. */
  public static int lanes(Sweep sweep, Engine engine, Structure structure, Dataset data) {
    return model(sweep, structure, data).lanes(engine);
  }

  /**
   * The engine that a sweep runs on in this JVM. What {@code auto} takes depends on the widest
   * structure, so that one sweep has one engine.
   *
   * @param space all trials of the sweep; a part of them may lack the widest structure
   */
  public static Engine engine(Sweep sweep, Space space) {
    return sweep.engine().equals(Sweep.AUTO)
        ? Engines.auto(width(sweep, space))
        : Engines.of(sweep.engine());
  }

  private static int width(Sweep sweep, Space space) {
    Family family = family(sweep.model());
    return space.structures().stream()
        .mapToInt(structure -> family.width(structure.values()))
        .max()
        .orElse(0);
  }

  /**
   * The sweep with the engine named that {@code auto} stands for here.
   *
   * @param space all trials of the sweep
   */
  public static Sweep resolved(Sweep sweep, Space space) {
    return sweep.withEngine(engine(sweep, space).name());
  }

  /** What a sweep, or its list of points, says of lane hyperparameters. */
  private static Map<String, Setting> lanes(Sweep sweep, Space space) {
    Map<String, Setting> lanes = new LinkedHashMap<>();
    fixedLanes(sweep).forEach((name, value) -> lanes.put(name, new Setting.Fixed(value)));
    space.axes().stream().filter(Axis::lane).forEach(a -> lanes.put(a.name(), a.values()));
    return lanes;
  }

  /** Values of the lane hyperparameters that are the same in every trial. */
  private static Map<String, Double> fixedLanes(Sweep sweep) {
    List<Hyperparameter> known = new Models().hyperparameters(sweep.model());
    Map<String, Double> fixed = new LinkedHashMap<>();
    sweep
        .parameters()
        .forEach(
            (name, setting) -> {
              boolean lane =
                  known.stream()
                      .filter(h -> h.matches(name))
                      .anyMatch(h -> h.kind() == Hyperparameter.Kind.LANE);
              if (lane && setting instanceof Setting.Fixed value) {
                fixed.put(name, (Double) value.value());
              }
            });
    return fixed;
  }
}
