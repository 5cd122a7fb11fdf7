package org.basin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;

/** The sweep that clusters run, of a few seconds in some waves. */
final class Steady {

  private static final String SWEEP =
      """
      # Which initialisations learn?
      name: steady
      model: energy
      data: xor
      seed: 7
      engine: vector
      parameters:
        epochs: {values: [1000, 4000]}
        beta: {values: [0.1, 0.5]}
        weight_0_0_0: {min: -2, max: 2, step: 0.5}
        weight_0_1_1: {min: -2, max: 2, step: 0.5}
        weight_1_0_0: {min: -2, max: 2, step: 0.5}
        weight_1_1_0: {min: -2, max: 2, step: 0.5}
      """;

  private static final int TRIALS = 2 * 2 * 9 * 9 * 9 * 9;

  private Steady() {}

  static Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("steady.yaml"), SWEEP);
  }

  /**
   * Asserts that its run on HDFS is complete, has each row once and nothing else beside them.
   *
   * @param copy where the run is copied to
   * @param expected a run on this machine
   */
  static void assertWhole(Hdfs hdfs, String results, Path copy, Path expected) throws Exception {
    List<String> names = new ArrayList<>();
    for (FileStatus file :
        hdfs.files().listStatus(new org.apache.hadoop.fs.Path(results, "steady"))) {
      names.add(file.getPath().getName());
    }
    assertThat(names).containsExactlyInAnyOrder("commits", "run.json", "sweep.yaml", "waves");
    hdfs.get(results + "/steady", copy);
    assertThat(Files.readString(copy.resolve("run.json"))).contains("COMPLETE");
    Tables.assertSame(copy, expected, TRIALS);
  }
}
