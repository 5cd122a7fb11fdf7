package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of the data of a sweep. */
class DataCommandsTest {

  @TempDir private Path temp;
  private String sweep;

  @BeforeEach
  void write() throws IOException {
    sweep =
        Files.writeString(
                temp.resolve("t.yaml"),
                """
                name: tables
                model: energy
                data:
                  kind: csv
                  path: t.csv
                  label: kind
                parameters:
                  epochs: 2
                  batch_size: 2
                  beta: {values: [0.1, 0.5]}
                """)
            .toString();
    table("a,b,kind\n0,1,x\n1,0,y\n1,1,x\n");
  }

  private void table(String text) throws IOException {
    Files.writeString(temp.resolve("t.csv"), text);
  }

  private void refused(String place, String law, String... overrides) {
    for (String command : new String[] {"plan", "run"}) {
      String[] words = new String[2 + overrides.length];
      words[0] = command;
      words[1] = sweep;
      System.arraycopy(overrides, 0, words, 2, overrides.length);
      Shell shell = Shell.run(words);
      assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
      assertThat(shell.out()).isEmpty();
      assertThat(shell.err()).isEqualTo(place + law + "\n");
    }
  }

  @Test
  void aMistakeInTheFileIsOneAtItsOptionInTheSweep() throws IOException {
    table("a,b,kind\n0,1,x\n1,red,y\n");
    String place = sweep + ":5:9: data.path: ";
    String law = temp.resolve("t.csv") + ": column b must be a number, got red on line 3";
    refused(place, law);
    Shell shell = Shell.run("validate", sweep);
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err()).isEqualTo(place + law + "\n");
  }

  @Test
  void aMissingFileIsNamedWithTheFolderThatWasLookedIn() {
    String law =
        "none.csv: a file of data must exist, got none; a relative path starts at the sweep file";
    refused(
        "command line: data.path=none.csv: data.path: ",
        temp.resolve(law).toString(),
        "data.path=none.csv");
    refused(
        "command line: data.path=../none.csv: data.path: ",
        temp.resolveSibling(law).toString(),
        "data.path=../none.csv");
  }

  @Test
  void aMissingColumnIsAMistakeAtTheLabel() throws IOException {
    table("a,b\n0,1\n");
    refused(
        sweep + ":6:10: data.label: ",
        temp.resolve("t.csv") + ": label must name a column, got kind; columns: a, b");
  }

  @Test
  void aModelOfClassesNeedsTheirColumn() throws IOException {
    table("a,b\n0,1\n1,0\n");
    Path file = Path.of(sweep);
    Files.writeString(file, Files.readString(file).replace("  label: kind\n", ""));
    refused(
        sweep + ":4:3: data.label: ",
        "energy learns classes: label must name their column, got none");
  }

  @Test
  void overridesChangeTheKindAndItsOptions() {
    assertThat(Shell.run("plan", sweep, "data=parity", "--no-calibration").out())
        .contains("tables: energy learns parity\n");
    assertThat(Shell.run("plan", sweep, "data=moons", "data.noise=0.2", "--no-calibration").out())
        .contains("tables: energy learns {kind: moons, noise: 0.2}\n");
    assertThat(Shell.run("plan", sweep, "data=moons", "data.nosie=0.2").err())
        .contains("data.nosie: must be an option of moons, got nosie; did you mean noise?");
  }

  @Test
  void whatIsReadOfARunDoesNotNeedItsDataButReplayDoes() throws IOException {
    Shell run = Shell.run("run", sweep, "output.path=" + temp);
    assertThat(run.code()).as(run.err()).isZero();
    String directory = temp.resolve("tables").toString();
    assertThat(Shell.run("replay", directory, "--trial", "1").code()).isZero();
    table("a,b,kind\n0,1,x\n1,0,y\n1,1,y\n");
    Shell replay = Shell.run("replay", directory, "--trial", "1");
    assertThat(replay.code()).isEqualTo(Exit.MISTAKE);
    assertThat(replay.err()).contains("data changed since the run began: ");
    assertThat(Shell.run("run", sweep, "output.path=" + temp).code()).isEqualTo(Exit.MISTAKE);
    Files.delete(temp.resolve("t.csv"));
    assertThat(Shell.run("top", directory).code()).isZero();
    assertThat(Shell.run("status", directory).code()).isZero();
    Shell gone = Shell.run("replay", directory, "--trial", "1");
    assertThat(gone.code()).isEqualTo(Exit.MISTAKE);
    assertThat(gone.err())
        .isEqualTo(
            "basin: "
                + temp.resolve("t.csv")
                + ": a file of data must exist, got none; a relative path starts at the sweep"
                + " file\n");
  }

  @Test
  void theConfigurationOfSparkReachesEveryPlaceThatOpensData() {
    System.setProperty("spark.hadoop.fs.elsewhere.impl", "org.basin.data.PrefixedFileSystem");
    System.setProperty("spark.hadoop.fs.elsewhere.impl.disable.cache", "true");
    System.setProperty("spark.hadoop.elsewhere.folder", temp.toString());
    try {
      Shell plan = Shell.run("plan", sweep, "data.path=elsewhere:/t.csv", "--no-calibration");
      assertThat(plan.code()).as(plan.err()).isZero();
      Shell run = Shell.run("run", sweep, "output.path=" + temp, "data.path=elsewhere:/t.csv");
      assertThat(run.code()).as(run.err()).isZero();
      Shell replay = Shell.run("replay", temp.resolve("tables").toString(), "--trial", "1");
      assertThat(replay.code()).as(replay.err()).isZero();
    } finally {
      System.clearProperty("spark.hadoop.fs.elsewhere.impl");
      System.clearProperty("spark.hadoop.fs.elsewhere.impl.disable.cache");
      System.clearProperty("spark.hadoop.elsewhere.folder");
    }
    assertThat(Shell.run("plan", sweep, "data.path=elsewhere:/t.csv").code())
        .isEqualTo(Exit.MISTAKE);
  }

  @Test
  void describeListsKindsWithTheirOptions() throws IOException {
    assertThat(Shell.run("describe").out()).contains("spirals", "turns", "0.1 to 10", "required");
    JsonNode data = new ObjectMapper().readTree(Shell.run("describe", "--json").out()).get("data");
    assertThat(data.findValuesAsText("name")).contains("xor", "idx", "split_seed");
    JsonNode csv = data.get(7);
    assertThat(csv.get("options").get(0).get("required").asBoolean()).isTrue();
    assertThat(csv.get("options").get(0).get("type").asText()).isEqualTo("path");
  }
}
