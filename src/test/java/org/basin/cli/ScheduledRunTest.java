package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a timer relies on. */
class ScheduledRunTest {

  private static final String SWEEP =
      """
      name: nightly
      model: energy
      data: xor
      parameters:
        epochs: {values: [3, 1000000]}
        free_steps: 100
        hidden: [30, 30]
        beta: {values: [0.1, 0.2]}
      """;

  @TempDir private static Path temp;
  private static String sweep;

  @BeforeAll
  static void write() throws IOException {
    sweep = Files.writeString(temp.resolve("nightly.yaml"), SWEEP).toString();
  }

  @Test
  void aBlockThatTakesTooLongIsFailedRowsAndTheNextStartDoesNothing() {
    String path = "output.path=" + temp.resolve("cut-{date}");
    Shell run = Shell.run("run", sweep, path, "--block-timeout", "5s", "--no-answer", "--json");
    assertThat(run.code()).as(run.err()).isEqualTo(Exit.SOME_FAILED);
    assertThat(run.out()).contains("\"end\" : \"COMPLETED\"").contains("\"failed\" : 2");
    String day = LocalDate.now(ZoneOffset.UTC).toString();
    String folder = temp.resolve("cut-" + day + "/nightly").toString();
    Shell again = Shell.run("run", sweep, path, "--no-answer");
    assertThat(again.code()).as(again.err()).isEqualTo(Exit.SOME_FAILED);
    assertThat(again.out()).isEqualTo(folder + " is complete: 4 trials, 2 of them failed\n");
    Shell rows = Shell.run("query", folder, "SELECT state, failure FROM trials ORDER BY trial");
    assertThat(rows.out().lines().filter(line -> line.startsWith("COMPLETE"))).hasSize(2);
    assertThat(rows.out()).contains("must be trained within 5 s, got more");
    Shell status = Shell.run("status", folder, "--json");
    assertThat(status.out())
        .contains("\"state\" : \"COMPLETE\"")
        .contains("\"failed\" : 2")
        .contains("\"at_work\" : false")
        .containsPattern("\"last_commit\" : \"20[^\"]*Z\"")
        .containsPattern("\"trials_per_second\" : [0-9]");
    assertThat(Shell.run("status", folder).out()).containsPattern("failed +2");
  }

  @Test
  void aDeadlineThatHasPassedStopsCleanlyAndSaysHowToGoOn() {
    String path = "output.path=" + temp.resolve("it's late");
    Shell run =
        Shell.run(
            "run",
            sweep,
            path,
            "epochs=1000000",
            "beta=range(0.001,1,0.001)",
            "--deadline=1s",
            "--block-timeout=1s");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .containsPattern("basin: [0-9]+ of 1,000 trials are committed in ")
        .contains(
            "; continue with run "
                + sweep
                + " 'output.path="
                + temp
                + "/it'\\''s late' epochs=1000000 'beta=range(0.001,1,0.001)'");
    Shell status = Shell.run("status", temp.resolve("it's late/nightly").toString());
    assertThat(status.out()).containsPattern("state +STOPPED");
  }

  @Test
  void whatIsNoDurationIsRefused() {
    for (String text : new String[] {"2", "0s", "-1m", "2 h", "PT2H", "1w"}) {
      Shell run = Shell.run("run", sweep, "--deadline=" + text);
      assertThat(run.code()).isEqualTo(Exit.MISTAKE);
      assertThat(run.err())
          .contains("a duration must be a whole number above 0 with s, m, h or d behind it");
    }
  }

  @Test
  void aPasswordInAFolderIsNotRepeated() {
    Shell status = Shell.run("status", "s3a://KEY:hidden@bucket/run");
    assertThat(status.code()).isEqualTo(Exit.MISTAKE);
    assertThat(status.err()).contains("s3a://KEY:***@bucket/run").doesNotContain("hidden");
    Shell run = Shell.run("run", sweep, "output.path=s3a://KEY:hidden@bucket/run");
    assertThat(run.code()).isEqualTo(Exit.MISTAKE);
    assertThat(run.err() + run.out()).contains("must hold no password").doesNotContain("hidden");
  }
}
