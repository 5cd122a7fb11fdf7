package org.basin.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 15, 16, 17, 503, 504, 505, 512, 20_480})
  void parquetJavaReadsTheNumbersThatWereAdded(int size) throws Exception {
    Random random = new Random(size);
    Bytes bytes = new Bytes();
    Runs runs = new Runs();
    for (int width = 0; width <= 31; width++) {
      for (int longest : new int[] {1, 3, 8, 20, 1000, 20_480}) {
        runs.clear();
        bytes.clear();
        int[] numbers = new int[size];
        int filled = 0;
        while (filled < size) {
          int number = width == 0 ? 0 : random.nextInt() >>> Integer.SIZE - width;
          int times = Math.min(size - filled, 1 + random.nextInt(longest));
          runs.add(number, times);
          for (int i = 0; i < times; i++) {
            numbers[filled++] = number;
          }
        }
        runs.encode(width, bytes);
        assertThat(runs.size()).isEqualTo(size);
        var decoder = new RunLengthBitPackingHybridDecoder(width, bytes.input().toInputStream());
        for (int i = 0; i < size; i++) {
          assertThat(decoder.readInt()).as("width %d, number %d", width, i).isEqualTo(numbers[i]);
        }
        int next = 0;
        while (next < size) {
          int at = next;
          next = runs.next(at);
          assertThat(next).isGreaterThan(at);
          for (int i = at; i < next; i++) {
            assertThat(numbers[i]).isEqualTo(numbers[at]);
          }
          assertThat(next == size || numbers[next] != numbers[at]).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 20_480, 1_000_000})
  void equalNumbersTakeAFewBytes(int size) {
    Runs runs = new Runs();
    Bytes bytes = new Bytes();
    runs.add(3, size);
    runs.encode(2, bytes);
    assertThat(bytes.size()).isLessThanOrEqualTo(4);
  }
}
