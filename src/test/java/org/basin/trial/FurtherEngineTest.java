package org.basin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.kernel.Algebra;
import org.basin.kernel.Device;
import org.basin.kernel.Engine;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.learn.Learner;
import org.basin.space.Space;
import org.basin.space.Structure;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.Vocabulary;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An engine that this build lacks, written against the contracts of {@code kernel} alone: every
 * family trains on it. What remains to add an engine is its package and its entry in {@link
 * Engines}.
 */
class FurtherEngineTest {

  /** The scalar engine's numbers behind kernels of other classes. */
  private record Further() implements Engine {

    @Override
    public String name() {
      return "further";
    }

    @Override
    public boolean exact() {
      return true;
    }

    @Override
    public int bytes() {
      return Double.BYTES;
    }

    @Override
    public Kernels open(int lanes, Device device) {
      return behind(Kernels.class, new ScalarEngine().open(lanes, device));
    }
  }

  /** A proxy that passes every call on. */
  private static <T> T behind(Class<T> contract, T target) {
    return contract.cast(
        Proxy.newProxyInstance(
            contract.getClassLoader(),
            new Class<?>[] {contract},
            (proxy, method, values) -> {
              try {
                Object result = method.invoke(target, values);
                if (result instanceof Algebra algebra) {
                  return behind(Algebra.class, algebra);
                }
                return result instanceof GridKernels grid
                    ? behind(GridKernels.class, grid)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{model: energy, data: xor, parameters: {epochs: 3}}",
        "{model: layers, parameters: {lessons: 3}}",
        "{model: ham, parameters: {units: 12, patterns: 2, cues: 4}}",
        "{model: neural-grid, data: {kind: shapes, samples: 20, test_samples: 0},"
            + " parameters: {height: 8, depth: 2, epochs: 1, batch_size: 10}}",
      })
  void everyFamilyTrainsOnIt(String text) throws SweepException {
    Sweep sweep = new SweepParser(new Models()).parse("further", text.getBytes(UTF_8), List.of());
    List<Double> scores = scores(sweep, new Further());
    assertThat(scores).isEqualTo(scores(sweep, new ScalarEngine())).isNotEmpty();
  }

  private static List<Double> scores(Sweep sweep, Engine engine) throws SweepException {
    Space space = Space.of(sweep, new Models());
    Structure structure = space.structures().get(0);
    Dataset data = Datasets.of(sweep.data());
    List<Double> scores = new ArrayList<>();
    int lanes = engine.filled(Models.lanes(sweep, engine, structure, data), 1);
    try (Kernels kernels = engine.open(lanes)) {
      Learner learner = Models.learner(sweep, space, structure, data, kernels);
      learner.start(0, 7, new double[0]);
      learner.train();
      int metrics = new Models().scores(sweep).size();
      for (int s = 0; s < metrics; s++) {
        scores.add(learner.score(s, 0));
      }
    }
    return scores;
  }

  @Test
  void aSweepHoldsItsName() throws SweepException {
    byte[] text = "{model: energy, data: xor, engine: further}".getBytes(UTF_8);
    Sweep sweep = new SweepParser(larger()).parse("further", text, List.of());
    assertThat(sweep.engine()).isEqualTo("further");
    assertThat(SweepWriter.write(sweep)).contains("\nengine: further\n");
    assertThatThrownBy(() -> new SweepParser(new Models()).parse("further", text, List.of()))
        .hasMessageContaining("engine: must be one of the valid names")
        .hasMessageContaining("auto, scalar, vector, native, nd4j");
  }

  /** The models of this build, and an engine more. */
  private static Vocabulary larger() {
    Models models = new Models();
    return (Vocabulary)
        Proxy.newProxyInstance(
            Vocabulary.class.getClassLoader(),
            new Class<?>[] {Vocabulary.class},
            (proxy, method, values) ->
                switch (method.getName()) {
                  case "engines" -> List.of("scalar", "further");
                  case "check" -> null; // plans with engines of the registry
                  case "measurable" -> Optional.empty(); // so does this
                  default -> method.invoke(models, values);
                });
  }

  @Test
  void everyEngineOfTheBuildHasANameOfItsOwnAndStatesItsLayoutTwiceAlike() {
    assertThat(Engines.names()).doesNotHaveDuplicates().doesNotContain(Sweep.AUTO);
    for (Engine engine : Engines.all()) {
      try (Kernels kernels = engine.open(1)) {
        assertThat(kernels.wholePlanes()).isEqualTo(engine.wholePlanes());
        assertThat(kernels.plane(1).precision()).isEqualTo(engine.precision());
      }
    }
  }
}
