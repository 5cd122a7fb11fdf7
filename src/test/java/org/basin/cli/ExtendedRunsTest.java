package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A complete run goes on with sweeps that hold its trials, and trains the difference alone. */
class ExtendedRunsTest {

  private static final String GRID =
      """
      name: grid
      model: energy
      data: xor
      parameters:
        epochs: 5
        scheme: {values: [ep]}
        beta: {values: [0.2, 0.6]}
        alpha: {min: 0.1, max: 0.4, step: 0.1}
      where: "beta * alpha < 0.2"
      """;

  private static final String DRAWN =
      """
      name: drawn
      model: energy
      data: xor
      method: sobol
      trials: 40
      parameters:
        epochs: {values: [3, 5]}
        scheme: {values: [ep, chl]}
        beta: {min: 0.1, max: 1, when: "scheme == 'ep'"}
        alpha: {min: 0.1, max: 0.4}
      """;

  @TempDir private Path temp;

  private Shell run(String sweep, String... more) throws IOException {
    String file = Files.writeString(temp.resolve("sweep.yaml"), sweep).toString();
    String[] words = {"run", file, "output.path=" + temp, "--no-answer"};
    return Shell.run(Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private void done(Shell shell) {
    assertThat(shell.code()).as(shell.out() + shell.err()).isEqualTo(Exit.DONE);
  }

  private static JsonNode json(String... words) throws IOException {
    Shell shell = Shell.run(words);
    assertThat(shell.code()).as(shell.err()).isZero();
    return new ObjectMapper().readTree(shell.out());
  }

  private static Map<String, byte[]> files(Path run) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(run.resolve("waves"))) {
      for (Path file : all.filter(it -> it.toString().endsWith(".parquet")).toList()) {
        files.put(run.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** Rows without their numbers, which a run that was extended counts in its own order. */
  private static String rows(Path run) throws IOException {
    String all = "SELECT * EXCLUDE (trial) FROM trials ORDER BY seed, replicate";
    return json("query", run.toString(), "--duckdb", all, "--json").toString();
  }

  @ParameterizedTest
  @CsvSource({"grid", "drawn"})
  void onlyTheDifferenceIsTrainedAndWhatWasThereStays(String kind) throws IOException {
    Path run = temp.resolve(kind);
    boolean grid = kind.equals("grid");
    String first = grid ? GRID : DRAWN;
    String second =
        grid
            ? GRID.replace("[0.2, 0.6]", "[0.2, 0.4, 0.6]").replace("step: 0.1", "step: 0.05")
            : DRAWN.replace("trials: 40", "trials: 70");
    String third = "replicates: 3\n" + second.replace("[ep]", "[ep, chl]");
    long size = grid ? 8 : 40;
    done(run(first));
    Map<String, byte[]> before = files(run);
    String kept = rows(run);

    Shell stopped = run(second, "--trials", String.valueOf(size + 5));
    done(stopped);
    assertThat(stopped.err() + stopped.out()).contains("trials are committed in");
    done(run(second));
    assertThat(files(run)).containsAllEntriesOf(before);
    String old = "SELECT * EXCLUDE (trial) FROM trials WHERE trial < %d ORDER BY seed, replicate";
    assertThat(json("query", run.toString(), "--duckdb", old.formatted(size), "--json").toString())
        .isEqualTo(kept);
    Map<String, byte[]> after = files(run);
    done(run(third));
    assertThat(files(run)).containsAllEntriesOf(after);
    done(run(third));

    String extended = rows(run);
    JsonNode status = json("status", run.toString(), "--json");
    assertThat(status.get("state").asText()).isEqualTo("COMPLETE");
    long trials = status.get("trials").asLong();
    for (long trial : new long[] {0, size, trials - 1}) {
      Shell replay = Shell.run("replay", run.toString(), "--trial", String.valueOf(trial));
      done(replay);
      assertThat(replay.out()).contains("Equal, bit for bit.");
    }
    Shell top = Shell.run("top", run.toString(), "-n", "3");
    done(top);

    // merged files are as good as those that were there
    done(Shell.run("compact", run.toString()));
    assertThat(files(run)).hasSize(1);
    assertThat(rows(run)).isEqualTo(extended);
    done(run(third));

    // the same points as a run of the last sweep from the beginning
    Path alone = temp.resolve("alone");
    done(run("# \n" + third.replace("name: " + kind, "name: alone")));
    assertThat(rows(alone)).isEqualTo(extended);
    assertThat(json("status", alone.toString(), "--json").get("trials").asLong()).isEqualTo(trials);
  }

  /** The sweeps are written first, in one step: whatever comes later is found out from them. */
  @Test
  void aDriverThatDiesBetweenTheSweepsAndTheFirstWaveLeavesAnExtendedRun() throws IOException {
    Path run = temp.resolve("drawn");
    done(run(DRAWN));
    Map<String, byte[]> before = files(run);
    String sweep = Files.readString(run.resolve("sweep.yaml"));
    String record = Files.readString(run.resolve("run.json"));
    String more = DRAWN.replace("trials: 40", "trials: 50");
    done(run(more, "--trials", "0"));
    Files.writeString(run.resolve("sweep.yaml"), sweep);
    Files.writeString(run.resolve("run.json"), record);

    done(Shell.run("replay", run.toString(), "--trial", "39"));
    done(Shell.run("top", run.toString()));
    assertThat(run(DRAWN).err()).contains("trials must not become fewer, got 50 there and 40 here");
    done(run(more));
    assertThat(files(run)).containsAllEntriesOf(before);
    done(Shell.run("replay", run.toString(), "--trial", "49"));
    JsonNode counts =
        json(
            "query",
            run.toString(),
            "--duckdb",
            "SELECT count(DISTINCT trial) AS n FROM trials",
            "--json");
    assertThat(counts.findValue("n").asLong()).isEqualTo(50);
  }

  @Test
  void whatMayNotBeExtendedIsRefusedWithTheDifference() throws IOException {
    done(run(GRID));
    Map<String, byte[]> before = files(temp.resolve("grid"));
    Shell other = run(GRID.replace("epochs: 5", "epochs: 6"));
    assertThat(other.code()).isEqualTo(Exit.MISTAKE);
    assertThat(other.err())
        .contains(
            "this directory holds another sweep",
            "That run cannot be extended to this sweep: parameters.epochs must be as it was, got 5"
                + " there and 6 here");
    assertThat(run(GRID.replace("where: ", "output: {metrics: [error]}\nwhere: ")).code())
        .isEqualTo(Exit.MISTAKE);
    assertThat(files(temp.resolve("grid"))).containsExactlyEntriesOf(before);
    done(run(GRID.replace("[0.2, 0.6]", "[0.2, 0.6, 0.8]")));
    Shell smaller = run(GRID);
    assertThat(smaller.code()).isEqualTo(Exit.MISTAKE);
    assertThat(smaller.err()).contains("parameters.beta must keep its values in their order");
  }

  @Test
  void aRunIsCompletedBeforeItIsExtended() throws IOException {
    done(run(DRAWN, "--trials", "10"));
    Shell early = run(DRAWN.replace("trials: 40", "trials: 50"));
    assertThat(early.code()).isEqualTo(Exit.MISTAKE);
    assertThat(early.err())
        .contains("a run must be complete before it is extended, got 10 of 40 trials");
    done(run(DRAWN));
    done(run(DRAWN.replace("trials: 40", "trials: 50")));
  }
}
