package org.basin.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.basin.kernel.Device;
import org.basin.kernel.EngineRefusedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTest {

  @ParameterizedTest
  @CsvSource({
    "0, '', 1, 0",
    "3, '', 4, 3",
    "16, '', 17, 16",
    "2, '2,3', 2, 0",
    "3, '2, 3', 2, 1",
    "GPU-5a3c, 'GPU-17bb,GPU-5a3c', 2, 1"
  })
  void anAddressIsCountedAmongTheDevicesThatCudaSees(
      String address, String visible, int count, int number) {
    assertThat(CudaBuild.number(new Device(address), visible, count)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "1, '', 1",
    "0, '', 0",
    "-1, '', 2",
    "GPU-5a3c, '', 2",
    "99999999999, '', 2",
    "0, '2,3', 2",
    "3, '2,3', 1"
  })
  void anAddressThatCudaDoesNotSeeIsRefused(String address, String visible, int count) {
    assertThatThrownBy(() -> CudaBuild.number(new Device(address), visible, count))
        .isInstanceOf(EngineRefusedException.class)
        .hasMessageEndingWith(
            "got address=%s, devices=%d, CUDA_VISIBLE_DEVICES=%s"
                .formatted(address, count, visible));
  }
}
