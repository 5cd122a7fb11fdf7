package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

  private static final String SLIDERS = "data/golden/A_sliders.json.gz";

  @TempDir private Path temp;

  @Test
  void thisBuildGivesTheReferenceNumbers() {
    Shell shell = Shell.run("verify", SLIDERS);
    assertThat(shell.code()).as(shell.out()).isZero();
    assertThat(shell.out()).contains("scalar-double", "vector", " 0 failed");
  }

  @Test
  void oneEngineAloneCanBeVerified() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(Shell.run("verify", SLIDERS, "--engine=vector", "--json").out());
    assertThat(json.findValuesAsText("arithmetic")).containsOnly("vector");
    assertThat(json.findValuesAsText("verdict")).contains("passed").doesNotContain("failed");
  }

  @Test
  void aChangedNumberFails() throws IOException {
    Shell shell = Shell.run("verify", changed().toString());
    assertThat(shell.code()).isEqualTo(Exit.ERROR);
    assertThat(shell.out()).contains("failed");
  }

  @Test
  void aFileThatIsNoneIsThePersonsMistake() throws IOException {
    Path text = Files.writeString(temp.resolve("x.json"), "{\"format\": \"other\"}");
    Shell shell = Shell.run("verify", text.toString());
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err()).contains("format must be golden-1, got \"other\"");
    Shell missing = Shell.run("verify", temp.resolve("none.json").toString());
    assertThat(missing.code()).isEqualTo(Exit.MISTAKE);
    assertThat(missing.err()).contains("none.json: this file must be readable");
  }

  @Test
  void anUnknownEngineIsRefused() {
    Shell shell = Shell.run("verify", SLIDERS, "--engine", "cuda");
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err()).contains("cuda").doesNotContain("Exception");
  }

  /** The sliders with the first number of the first case's last epoch moved by a thousandth. */
  private Path changed() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode root;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of(SLIDERS)))) {
      root = mapper.readTree(in);
    }
    JsonNode epochs = root.get("cases").get(0).get("epochs");
    ObjectNode last = (ObjectNode) epochs.get(epochs.size() - 1);
    last.put("C", last.get("C").asDouble() + 1e-3);
    return Files.writeString(temp.resolve("changed.json"), mapper.writeValueAsString(root));
  }
}
