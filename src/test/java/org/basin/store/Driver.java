package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A small sweep of 30 positions, driven without Spark. */
final class Driver {

  static final long POSITIONS = 30;
  static final String SWEEP = "name: small\nseed: 42\n";

  private Driver() {}

  static RunRecord record() {
    return new RunRecord(
        "small",
        "abc",
        "vector",
        "error",
        Map.of("trial", "long"),
        Map.of("epochs", 20),
        POSITIONS,
        POSITIONS,
        0,
        RunRecord.State.RUNNING,
        Map.of("java", "17"));
  }

  static RunDirectory directory(java.nio.file.Path run) {
    return directory(HookedFileSystem.raw(), run);
  }

  static RunDirectory directory(FileSystem store, java.nio.file.Path run) {
    return RunDirectory.of(new Folder(store, new Path(run.toString())));
  }

  static RunWriter open(java.nio.file.Path run) {
    return RunWriter.open(directory(run), record(), SWEEP, false);
  }

  /** Stages, writes and commits one wave. */
  static boolean wave(RunWriter writer, long size) {
    Staged staged = writer.stage(writer.from() + size);
    return writer.commit(
        staged,
        Rows.write(staged.folder(), staged.from(), staged.until()),
        staged.until() - staged.from(),
        0,
        new Wave.Seconds(1, 2),
        Map.of("vector", 3L));
  }

  /** Drives a run to its end. */
  static void complete(RunDirectory directory, long size, boolean force) {
    try (RunWriter writer = RunWriter.open(directory, record(), SWEEP, force)) {
      while (!writer.done()) {
        wave(writer, size);
      }
      writer.finish();
    }
  }

  /** Every trial once, and nothing but results. */
  static void assertComplete(java.nio.file.Path run) throws IOException {
    assertThat(Rows.glob(run)).isEqualTo(LongStream.range(0, POSITIONS).boxed().toList());
    assertThat(names(run)).containsExactly("commits", "run.json", "sweep.yaml", "waves");
    RunDirectory directory = directory(run);
    assertThat(directory.complete(directory.log(), POSITIONS)).isTrue();
    try (Stream<java.nio.file.Path> all = Files.walk(run)) {
      assertThat(all.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
          .allMatch(
              name ->
                  name.matches("part-\\d-\\d+\\.parquet|\\d{5}\\.json|run\\.json|sweep\\.yaml"));
    }
  }

  static List<String> names(java.nio.file.Path folder) throws IOException {
    try (Stream<java.nio.file.Path> all = Files.list(folder)) {
      return all.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
