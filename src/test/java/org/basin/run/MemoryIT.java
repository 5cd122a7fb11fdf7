package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A net that does not fit into the memory of this Java. */
class MemoryIT {

  @TempDir private Path temp;

  @Test
  void aNetThatDoesNotFitIsASentenceOrFailedRowsAtEveryStart() throws Exception {
    Path sweep =
        Files.writeString(
            temp.resolve("mem.yaml"),
            """
            name: mem
            model: energy
            data: {kind: shapes, samples: 64, test_samples: 10}
            parameters:
              hidden: [4096, 4096, 4096]
              free_steps: 1
              batch_size: 64
              epochs: 1
              beta: {values: [0.1, 0.5]}
            """);
    for (String start : List.of("first", "second")) {
      try (ClusterDriver driver =
          ClusterDriver.start(
              temp.resolve(start),
              List.of("-Xmx512m"),
              Map.of("spark.master", "local[2]"),
              "run",
              sweep.toString(),
              "output.path=" + temp)) {
        int code = driver.exit();
        assertThat(code).as(start + ": " + driver.error()).isIn(1, 3);
        assertThat(driver.error()).doesNotContain("\tat ", "Exception", "ERROR", "internal error");
        if (code == 1) {
          assertThat(driver.error())
              .contains("basin: the memory of this Java must suffice, got ", "-Xmx8g or more");
        } else {
          assertThat(driver.output()).containsPattern("(?m)^failed +2 ");
        }
      }
    }
  }
}
