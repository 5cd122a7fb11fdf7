package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.retrain.TrialRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrialRowTest {

  @TempDir private Path temp;

  @Test
  void oneBitOfANumberOrOfAHistoryIsADifference() {
    float next = Math.nextUp(1f);
    assertThat(TrialRow.differing(row(1f, List.of(1f, 0f)), row(1f, List.of(1f, 0f)))).isEmpty();
    assertThat(TrialRow.differing(row(1f, List.of(1f)), row(next, List.of(1f))))
        .containsExactly("error");
    assertThat(TrialRow.differing(row(1f, List.of(0f, 1f)), row(1f, List.of(0f, next))))
        .containsExactly("losses");
    assertThat(TrialRow.differing(row(1f, List.of(0f)), row(1f, List.of(-0f))))
        .containsExactly("losses");
    assertThat(TrialRow.differing(row(1f, List.of(0f)), row(1f, List.of(0f, 0f))))
        .containsExactly("losses");
  }

  private static Map<String, Optional<Object>> row(float error, List<Float> losses) {
    return Map.of("error", Optional.of(error), "losses", Optional.of(losses));
  }

  @Test
  void aHistoryIsReplayed() throws Exception {
    Path file =
        Files.writeString(
            temp.resolve("kept.yaml"),
            """
            model: layers
            name: kept
            parameters: {layers: [affine 3, affine 2], facts: swap, lessons: 30, alpha: 0.1}
            output: {history: {every: 3}}
            """);
    assertThat(Shell.run("run", "" + file, "output.path=" + temp).code()).isZero();
    Shell replay = Shell.run("replay", "" + temp.resolve("kept"), "--trial", "0");
    assertThat(replay.out())
        .containsPattern("loss_history +10 numbers +10 numbers")
        .endsWith("Equal, bit for bit.\n");
  }
}
