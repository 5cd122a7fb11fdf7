package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherTest {

  @TempDir private java.nio.file.Path run;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 16, 17, 63, 64, 65, 997})
  void resultsKeepTheOrder(int size) {
    List<Integer> items = IntStream.range(0, size).boxed().toList();
    assertThat(Together.call(items, item -> 2 * item))
        .isEqualTo(items.stream().map(item -> 2 * item).toList());
  }

  @Test
  void whatACallThrowsComesThrough() {
    List<Integer> items = IntStream.range(0, 100).boxed().toList();
    AtomicInteger ended = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Together.call(
                    items,
                    item -> {
                      if (item >= 50) {
                        throw new StoreException("file " + item);
                      }
                      ended.incrementAndGet();
                      return item;
                    }))
        .isInstanceOf(StoreException.class)
        .hasMessage("file 50");
    assertThat(ended).hasValue(50);
  }

  @Test
  void aWaveOfManyFilesIsCommittedWhole() throws java.io.IOException {
    try (RunWriter writer = Driver.open(run)) {
      Staged staged = writer.stage(30);
      List<Written> files = new ArrayList<>();
      for (int row = 0; row < 30; row++) {
        files.add(Rows.write(staged.folder(), "part-1-%05d.parquet".formatted(row), row, row + 1));
      }
      assertThat(writer.commit(staged, files, 30, 0, new Wave.Seconds(1, 2), Map.of())).isTrue();
      writer.finish();
    }
    Wave wave = Driver.directory(run).log().waves().get(0);
    assertThat(wave.files()).hasSize(30).extracting(WaveFile::name).isSorted();
    assertThat(wave.metric().min()).isEqualTo(-29);
    assertThat(wave.metric().max()).isZero();
    Driver.assertComplete(run);
  }
}
