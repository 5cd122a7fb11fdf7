package org.basin.kernel.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.basin.golden.Arithmetic;
import org.basin.golden.GoldenFile;
import org.basin.golden.Outcome;
import org.basin.kernel.vector.VectorEngine;
import org.basin.trial.Engines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reference vectors, recomputed by compiled code, are exactly as near as with the engine vector.
 */
class CompiledGoldenFileTest {

  @BeforeEach
  void thisMachineHasLlvm() {
    assumeTrue(Engines.of("native").refusal().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A_ep_1",
        "A_chl_2",
        "A_pcnudge_1",
        "A_first_step",
        "A_sliders",
        "A_units",
        "C_bench",
        "C_notebook",
        "D_two_layers",
        "D_lagrangians"
      })
  void casesHoldAsOnVector(String name) throws IOException, CompilerException {
    RehearsedEngine engine = new RehearsedEngine();
    verify(name, new Arithmetic(engine));
    engine.compile();
    List<Outcome> found = verify(name, new Arithmetic(engine));
    List<Outcome> wanted = verify(name, new Arithmetic(new VectorEngine()));
    assertThat(found).hasSameSizeAs(wanted).isNotEmpty();
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).verdict()).as(found.get(i).name()).isEqualTo(wanted.get(i).verdict());
      assertThat(found.get(i).verdict()).isNotEqualTo(Outcome.Verdict.FAILED);
      assertThat(found.get(i).deviation()).isEqualTo(wanted.get(i).deviation());
    }
    assertThat(engine.functions()).isPositive();
    assertThat(engine.interpreted()).isZero();
  }

  private static List<Outcome> verify(String name, Arithmetic arithmetic) throws IOException {
    return GoldenFile.read(Path.of("data", "golden", name + ".json.gz")).verify(arithmetic);
  }
}
