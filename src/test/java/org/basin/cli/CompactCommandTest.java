package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.basin.cli.process.Exit;
import org.basin.store.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compact DIR}. */
class CompactCommandTest {

  private static final String SWEEP =
      """
      # Does it learn from here?
      name: small
      model: energy
      data: xor
      parameters:
        epochs: 3
        beta: {values: [0.1, 0.5]}
        weight_0_0_0: {min: -2, max: 2, step: 0.1}
      """;

  @TempDir private Path temp;

  @Test
  void aRunIsMergedAndReadAsBefore() throws IOException {
    String sweep = Files.writeString(temp.resolve("small.yaml"), SWEEP).toString();
    String output = "output.path=" + temp;
    for (String trials : new String[] {"20", "40", "60", "82"}) {
      Shell run = Shell.run("run", sweep, output, "--trials", trials, "--no-answer");
      assertThat(run.code()).as(run.err()).isZero();
    }
    Path run = temp.resolve("small");
    String before = Shell.run("top", run.toString(), "--json").out();
    String answer = Shell.run("answer", run.toString()).out();
    var rows = Rows.lines(run);

    Process other = new ProcessBuilder("sleep", "100").start();
    try {
      Files.writeString(
          run.resolve("_lock"),
          """
          {"id": "other", "host": "%s", "pid": %d, "started": "", "since": "2026-11-01T00:00:00Z", "container": ""}
          """
              .formatted(InetAddress.getLocalHost().getHostName(), other.pid()));
      Shell held = Shell.run("compact", run.toString());
      assertThat(held.code()).as(held.err()).isEqualTo(Exit.HELD);
      assertThat(held.err()).contains("process " + other.pid());
    } finally {
      other.destroy();
    }

    Shell compact = Shell.run("compact", run.toString(), "--json");
    assertThat(compact.code()).as(compact.err()).isZero();
    JsonNode said = new ObjectMapper().readTree(compact.out());
    assertThat(said.get("rows").longValue()).isEqualTo(82);
    assertThat(said.get("files").intValue()).isEqualTo(1);
    assertThat(Rows.lines(run)).isEqualTo(rows);
    assertThat(Shell.run("top", run.toString(), "--json").out()).isEqualTo(before);
    assertThat(Shell.run("answer", run.toString()).out()).isEqualTo(answer);
    assertThat(Shell.run("query", run.toString(), "SELECT count(*) AS n FROM trials").out())
        .contains("82");
    assertThat(Shell.run("replay", run.toString(), "--trial", "3").code()).isZero();
    assertThat(Shell.run("status", run.toString(), "--check").out())
        .contains("COMPLETE", "1 files", "none damaged");
    Shell again = Shell.run("compact", run.toString());
    assertThat(again.out()).contains("82 rows, 1 file of ").contains("; nothing to merge");
    Shell more = Shell.run("run", sweep, output);
    assertThat(more.code()).as(more.err()).isZero();
    assertThat(more.err()).contains("complete");
  }

  @Test
  void aFolderWithoutARunIsRefused() {
    Shell none = Shell.run("compact", temp.toString());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("this must be the directory of a run");
  }
}
