package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines of equal rows go on with one another's runs; nd4j, whose roundings differ, does not. */
class EngineClassTest {

  @TempDir private Path temp;

  @Test
  void scalarGoesOnWhereVectorBeganAndNd4jDoesNot() throws IOException {
    Path sweep =
        Files.writeString(
            temp.resolve("mixed.yaml"),
            """
            model: energy
            data: xor
            parameters: {epochs: 3, weight_0_0_0: {min: -2, max: 2, count: 300}}
            """);
    String path = "output.path=" + temp;
    Shell first =
        Shell.run("run", "" + sweep, path, "engine=vector", "--trials", "64", "--block", "64");
    assertThat(first.code()).as(first.err()).isZero();

    Shell other = Shell.run("run", "" + sweep, path, "engine=nd4j");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .contains(
            temp.resolve("mixed")
                + ": engine must be of the class of vector, which trained the rows of this run,"
                + " since the roundings of nd4j differ, got nd4j; run with engine=vector, or give"
                + " another name or output.path");

    Shell second = Shell.run("run", "" + sweep, path, "engine=scalar");
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.out()).contains("trials         300");
    String folder = temp.resolve("mixed").toString();
    assertThat(Shell.run("replay", folder, "--trial", "7").out()).contains("Equal, bit for bit.");
    assertThat(Shell.run("replay", folder, "--trial", "299").out()).contains("Equal, bit for bit.");
  }

  @Test
  void anEngineOfALaterBuildIsNamed() throws IOException {
    Path sweep =
        Files.writeString(
            temp.resolve("later.yaml"),
            "{model: energy, data: xor, parameters: {epochs: {min: 1, max: 200}}}");
    String path = "output.path=" + temp;
    Shell first = Shell.run("run", "" + sweep, path, "--trials", "64", "--block", "64");
    assertThat(first.code()).as(first.err()).isZero();
    Path commit = temp.resolve("later/commits/00000.json");
    String text = Files.readString(commit);
    Files.writeString(
        commit,
        text.replaceFirst(",\\s*\"crc32c\"\\s*:\\s*\"[0-9a-f]{8}\"\\s*}\\s*$", "}")
            .replaceFirst("\"engine\"\\s*:\\s*\"[^\"]*\"", "\"engine\" : \"optical\""));
    for (List<String> words :
        List.of(
            List.of("run", "" + sweep, path),
            List.of("replay", "" + temp.resolve("later"), "--trial", "7"))) {
      Shell shell = Shell.run(words.toArray(String[]::new));
      assertThat(shell.code()).as(shell.err()).isEqualTo(2);
      assertThat(shell.err())
          .contains(
              "the engine that trained a run must be known to this build, got optical; take the"
                  + " build that made the run");
    }
  }
}
