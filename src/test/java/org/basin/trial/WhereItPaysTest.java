package org.basin.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.basin.data.Datasets;
import org.basin.space.Block;
import org.basin.sweep.SweepException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code is made where it pays and where LLVM is; elsewhere it is taken, or vector works. */
class WhereItPaysTest {

  /** A structure for each number of steps, of so many trials each. */
  private static final String SWEEP =
      """
      model: energy
      data: xor
      parameters:
        hidden: [2]
        epochs: 3
        free_steps: {values: [%s]}
        beta: {min: 0.001, max: 0.064, step: 0.001}
        alpha: {min: 0.001, max: %s, step: 0.001}
      """;

  private static final int METRICS = 3;

  private static final String MANY = "60";

  private static final String FEW = "0.001";

  @TempDir Path folder;

  @BeforeEach
  void thisMachineHasLlvm() {
    assumeTrue(Engines.of("native").refusal().isEmpty());
  }

  private static Job job(String steps, String most, String engine) throws SweepException {
    return Job.parsed("t.yaml", SWEEP.formatted(steps, most)).withEngine(engine);
  }

  private static List<String> rows(BlockRunner runner, Block block) {
    Results results = runner.run(block);
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < results.rows(); row++) {
      rows.add(results.state(row) + " " + results.trial(row) + " " + bits(results, row));
    }
    return rows;
  }

  private static String bits(Results results, int row) {
    return IntStream.range(0, METRICS)
        .mapToObj(s -> Integer.toHexString(Float.floatToRawIntBits(results.score(s, row))))
        .collect(Collectors.joining(" "));
  }

  @Test
  void vectorTrainsUntilThereIsCodeAndRowsStayTheSame() throws SweepException {
    // a number of steps that hardly anybody had before, so that no code is kept
    String steps = "" + (20 + System.nanoTime() % 70);
    Job job = job("17, " + steps, MANY, "vector+native");
    Job plain = job.withEngine("vector");
    List<Block> blocks = new ArrayList<>();
    long half = job.space().positions() / 2;
    job.space().blocks(half, half + 512, 64).forEach(blocks::add);
    try (BlockRunner runner = new BlockRunner(job, true);
        BlockRunner vector = new BlockRunner(plain, true)) {
      for (int round = 0; round < 2_000 && !runner.blocks().containsKey("native"); round++) {
        for (Block block : blocks) {
          assertThat(rows(runner, block)).isEqualTo(rows(vector, block));
        }
      }
      assertThat(runner.blocks()).containsKey("native");
      assertThat(vector.blocks()).containsOnlyKeys("vector");
    }
  }

  @Test
  void structuresOfFewTrialsAreLeftToVector() throws SweepException {
    Job job = job("1, 2, 3", FEW, "vector+native");
    try (BlockRunner runner = new BlockRunner(job, true)) {
      job.space().blocks(0, job.space().positions(), 4096).forEach(runner::run);
      assertThat(runner.blocks()).isEqualTo(Map.of("vector", 3L));
    }
  }

  @Test
  void aJvmWithoutLlvmTakesWhatTheDriverHasMade() throws Exception {
    Job job = job("5, 6", MANY, "native");
    Map<String, byte[]> made = Map.of();
    try (Preparation preparation = new Preparation(job, () -> Datasets.of(job.sweep().data()), 0)) {
      preparation.everywhere();
      long half = job.space().positions() / 2;
      preparation.finish();
      made = preparation.at(half - 1, half + 1);
      // two structures, for processors with AVX2 and with AVX-512
      assertThat(made).hasSize(4);
      assertThat(preparation.at(0, half)).hasSize(2);
    }
    Path objects = Files.createDirectory(folder.resolve("objects"));
    for (Map.Entry<String, byte[]> each : made.entrySet()) {
      Files.write(objects.resolve(each.getKey()), each.getValue());
    }
    String taken = withoutLlvm(objects);
    assertThat(taken).startsWith("{native=2}");
    assertThat(withoutLlvm(Files.createDirectory(folder.resolve("none")))).startsWith("{vector=2}");
    try (BlockRunner vector = new BlockRunner(job.withEngine("vector"), true)) {
      assertThat(taken).isEqualTo("{native=2} " + both(job, vector));
    }
  }

  /** A block of each structure. */
  private static String both(Job job, BlockRunner runner) {
    List<String> rows = new ArrayList<>();
    long half = job.space().positions() / 2;
    job.space().blocks(half - 64, half + 64, 64).forEach(block -> rows.addAll(rows(runner, block)));
    return String.join(";", rows);
  }

  private String withoutLlvm(Path objects) throws IOException, InterruptedException {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("llvm"))
            .collect(Collectors.joining(File.pathSeparator));
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Xmx256m",
                "-Dbasin.native.cache=" + folder.resolve("cache"),
                "-cp",
                path,
                Without.class.getName(),
                objects.toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readString(out, StandardCharsets.UTF_8).strip();
  }

  /** An executor. */
  static final class Without {

    private Without() {}

    /** Takes objects from a folder, and prints who trained what. */
    public static void main(String[] arguments) throws Exception {
      Job job = job("5, 6", MANY, "native");
      try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
        for (Path file : files.toList()) {
          job.engine().take(Map.of(file.getFileName().toString(), Files.readAllBytes(file)));
        }
      }
      try (BlockRunner runner = new BlockRunner(job, true)) {
        String rows = both(job, runner);
        System.out.println(runner.blocks() + " " + rows);
      }
    }
  }
}
