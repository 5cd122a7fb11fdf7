package org.basin.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.draw.Figure;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.sweep.DataSource;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Part;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;
import org.junit.jupiter.api.Test;

/**
 * A family of one weight that walks to a target, written as CONTRIBUTING.md says: it declares,
 * gives one step, and has everything else from this package.
 */
class FurtherFamilyTest {

  private static final Dataset NONE = Datasets.of(DataSource.of("none"));

  /** What a sweep may set, and what is measured. */
  private static final class WalkFamily implements Family {

    private static final Declarations SET = new Declarations();
    static final Knob<Integer> EPOCHS = SET.integer("epochs", 5, 1, 1000, "steps to the target");
    static final Dial ALPHA = SET.dial("alpha", 0.5, 0, 1, "share of the way in a step");
    static final Dial TARGET_K = SET.optional("target_K", -10, 10, "where weight K goes");

    static final Gauges<WalkNet> GAUGES = new Gauges<>();
    static final Gauge<WalkNet> DISTANCE =
        GAUGES.trained().along(Along.ALWAYS).less("distance", "|w - target|", WalkNet::distance);

    @Override
    public List<Hyperparameter> hyperparameters() {
      return SET.all();
    }

    @Override
    public List<Score> scores() {
      return GAUGES.scores();
    }

    @Override
    public List<History> histories() {
      return GAUGES.histories();
    }

    @Override
    public int steps(Map<String, Object> structure, History history) {
      return EPOCHS.in(structure);
    }

    @Override
    public void check(Laws laws) {
      laws.indices(
          Map.of(TARGET_K, k -> Laws.from(0, 0, k.get(0)).map(law -> law + ", got K=" + k.get(0))));
    }

    @Override
    public int width(Map<String, Object> structure) {
      return 1;
    }

    @Override
    public Model model(Map<String, Object> structure, Dataset data) {
      return new WalkModel(EPOCHS.in(structure), data);
    }
  }

  private record WalkModel(int epochs, Dataset data) implements Model {

    @Override
    public Learner learner(Kernels kernels, LaneValues values, Wanted wanted) {
      WalkNet net = new WalkNet(epochs, kernels, values);
      return new NetLearner<>(net, net, WalkFamily.GAUGES, wanted);
    }

    @Override
    public List<Form> forms() {
      return List.of(new Form("weight", List.of(1)));
    }

    @Override
    public int samples(Part part) {
      return 0;
    }

    @Override
    public int inputs() {
      return 0;
    }

    @Override
    public int outputs() {
      return 0;
    }

    @Override
    public double operations(Wanted wanted) {
      return 3.0 * epochs;
    }

    @Override
    public Dataset shortened(Wanted wanted, double operations) {
      return data;
    }

    @Override
    public List<Figure> figures(Portrait trial) {
      double[] kept = trial.course().history(WalkFamily.DISTANCE.history().orElseThrow());
      double[] places = trial.course().places(WalkFamily.DISTANCE.history().orElseThrow(), epochs);
      return List.of(
          new Figure.Curves(
              "distance",
              "Distance",
              List.of(),
              new Figure.Axis("epoch", false),
              new Figure.Axis("distance", true),
              List.of(Figure.Series.of("distance", Figure.Look.MAIN, places, kept))));
    }

    @Override
    public int lanes(Engine engine) {
      return engine.lanes(1, 4);
    }
  }

  private static final class WalkNet implements Net {

    private final int epochs;
    private final Kernels kernels;
    private final Start start = new Start(Init.UNIFORM);
    private final Plane first;
    private final Plane weight;
    private final Plane target;
    private final Plane alpha;

    WalkNet(int epochs, Kernels kernels, LaneValues values) {
      this.epochs = epochs;
      this.kernels = kernels;
      first = kernels.plane(1);
      weight = kernels.plane(1);
      target = kernels.plane(1);
      alpha = kernels.plane(1);
      start.set(alpha, 0, values.of(WalkFamily.ALPHA));
      start.set(target, 0, values.of(WalkFamily.TARGET_K, 0));
      start.draw(first, 0, 1, new LaneValues.Value(-1, 1));
    }

    @Override
    public Kernels kernels() {
      return kernels;
    }

    @Override
    public List<Weights> parameters() {
      return List.of(Weights.of("weight", List.of(1), first, weight));
    }

    @Override
    public void start(int lane, long seed, double[] values) {
      start.begin(lane, seed, values);
    }

    @Override
    public void restart() {
      kernels.copy(first, weight);
    }

    @Override
    public int epochs() {
      return epochs;
    }

    @Override
    public void step(int epoch, int step) {
      kernels.nudge(weight, target, alpha);
    }

    @Override
    public void measure(Watch watch) {}

    @Override
    public boolean diverged(int lane) {
      return false;
    }

    double distance(int lane) {
      return Math.abs(weight.get(0, lane) - target.get(0, lane));
    }
  }

  @Test
  void itDeclaresInOrderAndTrainsWithTheLoopOfAll() {
    Family family = new WalkFamily();
    assertThat(family.hyperparameters())
        .extracting(Hyperparameter::name)
        .containsExactly("epochs", "alpha", "target_K");
    Model model = family.model(Map.of("epochs", 4L), NONE);
    LaneValues values = new LaneValues(Map.of("alpha", 0.5), List.of("target_0"));
    try (Kernels kernels = new ScalarEngine().open(2)) {
      Learner learner =
          model.learner(kernels, values, new Wanted(List.of("distance"), List.of("distance"), 2));
      learner.start(0, 7, new double[] {3});
      learner.start(1, 7, new double[] {-3});
      float drawn = learner.parameters(0).get(0).values()[0];
      assertThat(learner.parameters(1).get(0).values()[0]).isEqualTo(drawn);
      learner.train();
      assertThat(learner.score(0, 0)).isCloseTo((3 - drawn) / 16, within(1e-6));
      assertThat(learner.score(0, 1)).isCloseTo((3 + drawn) / 16, within(1e-6));
      assertThat(learner.history(0, 0))
          .hasSize(2)
          .satisfies(
              kept -> {
                assertThat(kept[0]).isCloseTo((3 - drawn) / 4, within(1e-6f));
                assertThat(kept[1]).isCloseTo((3 - drawn) / 16, within(1e-6f));
              });

      List<Parameter> learned = learner.parameters(0);
      double before = learner.score(0, 0);
      learner.start(0, 8, new double[] {3});
      learner.restore(0, learned);
      learner.measure();
      assertThat(learner.lasting(0)).isTrue();
      assertThat(learner.score(0, 0)).isEqualTo(before);
    }
  }

  @Test
  void itsLawsNameTheParameter() {
    List<String> found = new ArrayList<>();
    Proposal proposal =
        new Proposal(
            List.of(Map.of()),
            Map.of("target_1", new Setting.Fixed(1.0)),
            NONE,
            new ScalarEngine(),
            Sweep.Starts.INDEPENDENT);
    new WalkFamily().check(new Laws(proposal, (path, law) -> found.add(path + ": " + law)));
    assertThat(found).containsExactly("parameters.target_1: K must be from 0 to 0, got K=1");
  }
}
