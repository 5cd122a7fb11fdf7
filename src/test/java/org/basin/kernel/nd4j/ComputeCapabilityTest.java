package org.basin.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComputeCapabilityTest {

  @ParameterizedTest
  @CsvSource({"3,7", "5,0", "5,3", "6,1", "7,0", "7,2", "7,5", "8,0", "8,6", "8,7", "8,9"})
  void machineCodeRunsOnDevicesOfItsMajorNumberAndNoOlderMinorOne(int major, int minor) {
    assertThat(new ComputeCapability(major, minor).refusal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2,1", "3,0", "3,5", "4,0", "9,0", "10,0", "12,0"})
  void devicesThatNoMachineCodeFitsAreRefusedWithTheLaw(int major, int minor) {
    assertThat(new ComputeCapability(major, minor).refusal())
        .contains(
            "CUDA 11.6 binaries hold machine code for compute capability 3.7 to 8.6 and no PTX: 8.9"
                + " works through 8.6's code, Hopper and newer don't; got "
                + major
                + "."
                + minor);
  }

  @Test
  void aBuildForCudaWithoutADeviceSaysSoInOneLine() {
    assertThat(Nd4jRuntime.unusable(true, "no device"))
        .isEqualTo("engine nd4j: this build needs a CUDA 11.6 GPU; none is usable here: no device")
        .hasLineCount(1);
  }
}
