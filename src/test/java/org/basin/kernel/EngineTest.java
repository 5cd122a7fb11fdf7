package org.basin.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EngineTest {

  /** Tests run without CUDA's bindings and with the Vector API. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 255, 256, 4096})
  void autoIsVectorOnACpuHoweverWide(int width) {
    assertThat(CudaBuild.PRESENT).isFalse();
    assertThat(CudaBuild.present("org.nd4j.linalg.factory.Nd4j")).isTrue();
    assertThat(Engine.auto(width)).isEqualTo(Engine.VECTOR);
  }
}
