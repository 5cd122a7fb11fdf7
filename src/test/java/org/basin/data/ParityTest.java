package org.basin.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParityTest {

  @Test
  void parityOfTwoBitsIsXor() {
    Dataset xor = Sources.data("xor");
    Dataset parity = Sources.data("parity", "bits", 2);
    assertThat(xor.train().x()).containsExactly(0, 0, 0, 1, 1, 0, 1, 1);
    assertThat(xor.train().labels()).containsExactly(0, 1, 1, 0);
    assertThat(parity.train().x()).isEqualTo(xor.train().x());
    assertThat(parity.train().labels()).isEqualTo(xor.train().labels());
    assertThat(Sources.fingerprint("parity", "bits", 2)).isEqualTo(Sources.fingerprint("xor"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 16})
  void everyRowStandsOnceAndAFlippedBitFlipsTheLabel(int bits) {
    Dataset data = Sources.data("parity", "bits", bits);
    assertThat(data.inputs()).isEqualTo(bits);
    assertThat(data.train().size()).isEqualTo(1 << bits);
    assertThat(Arrays.stream(data.train().labels()).sum()).isEqualTo(1 << (bits - 1));
    for (int row = 0; row < 1 << bits; row++) {
      int spelt = 0;
      for (int bit = 0; bit < bits; bit++) {
        spelt = 2 * spelt + (int) data.train().x()[row * bits + bit];
      }
      assertThat(spelt).isEqualTo(row);
      assertThat(data.train().labels()[row]).isEqualTo(1 - data.train().labels()[row ^ 1]);
    }
  }
}
