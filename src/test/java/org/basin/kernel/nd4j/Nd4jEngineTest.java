package org.basin.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.basin.kernel.Engine;
import org.basin.kernel.vector.VectorEngine;
import org.basin.trial.Engines;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Nd4jEngineTest {

  /** Tests run without CUDA's bindings and with the Vector API. */
  @ParameterizedTest
  @ValueSource(ints = {256, 4096})
  void autoIsVectorOnACpuHoweverWide(int width) {
    assertThat(CudaBuild.PRESENT).isFalse();
    assertThat(CudaBuild.present("org.nd4j.linalg.factory.Nd4j")).isTrue();
    assertThat(Engines.auto(width)).isEqualTo(new VectorEngine());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 255})
  void autoIsVectorWithNativeWhereThatWorksForNarrowLayers(int width) {
    Engine compiled = Engines.of("native");
    assertThat(Engines.auto(width).name())
        .isEqualTo(compiled.refusal().isEmpty() ? "vector+native" : "vector");
    assertThat(Engines.names()).contains("vector+native");
  }
}
