package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that read sweep files and need no Spark. */
class SweepCommandsTest {

  private static final String GRID = "jobs/xor-initialisation-grid.yaml";
  private static final String SPACE = "jobs/xor-slider-space.yaml";

  @TempDir private Path temp;

  @Test
  void theSweepsOfThisRepositoryAreGood() {
    Shell shell = Shell.run("validate", GRID, SPACE);
    assertThat(shell.code()).isZero();
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out())
        .isEqualTo(GRID + ": good, 531,441 trials\n" + SPACE + ": good, 4,750,104,241 trials\n");
  }

  @Test
  void everyMistakeOfEveryFileIsNamedAndTheOthersAreStillJudged() throws Exception {
    Path broken =
        Files.writeString(
            temp.resolve("broken.yaml"), "modle: energy\nparameters:\n  beta: {min: 2, max: -2}\n");
    Shell shell = Shell.run("validate", broken.toString(), GRID);
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.out()).isEqualTo(GRID + ": good, 531,441 trials\n");
    assertThat(shell.err())
        .contains(broken + ":1:1: ", "did you mean model?")
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void overridesChangeWhatIsValidatedAsTheyChangeARun() throws Exception {
    Shell shell = Shell.run("validate", GRID, "epochs=20,30", SPACE, "~weight_1_1_0");
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out())
        .isEqualTo(GRID + ": good, 118,098 trials\n" + SPACE + ": good, 231,712,402 trials\n");
    Shell broken = Shell.run("validate", GRID, "epochs=none");
    assertThat(broken.code()).isEqualTo(Exit.MISTAKE);
    assertThat(broken.err())
        .isEqualTo(
            "command line: epochs=none: parameters.epochs: must be a whole number, got none\n");
    Path day = Files.createDirectories(temp.resolve("day=1"));
    Path file = Files.copy(Path.of(GRID), day.resolve("a.yaml"));
    assertThat(Shell.run("validate", SPACE, file.toString()).out()).contains(file + ": good");
  }

  @Test
  void mistakesAreDataInJson() throws Exception {
    Path broken = Files.writeString(temp.resolve("broken.yaml"), "modle: energy\n");
    Shell shell = Shell.run("validate", "--json", broken.toString(), GRID);
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(shell.out());
    assertThat(json.get(0).get("mistakes").get(0).get("line").asInt()).isEqualTo(1);
    assertThat(json.get(1).get("trials").asLong()).isEqualTo(531_441);
    assertThat(json.get(1).get("mistakes")).isEmpty();
  }

  @Test
  void aPlanCountsFourBillionTrialsExactly() {
    Shell shell = Shell.run("plan", SPACE, "--no-calibration");
    assertThat(shell.code()).isZero();
    assertThat(shell.out().lines())
        .contains("trials      4,750,104,241", "blocks      1,159,694 of 4,096 at the most");
  }

  @Test
  void thePlanOfTheLargestSpaceIsThereAtOnce() throws Exception {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          Shell shell = Shell.run("plan", SPACE, "--no-calibration", "replicates=1000000000");
          assertThat(shell.out().lines())
              .contains(
                  "trials      4,750,104,241,000,000,000",
                  "blocks      1,159,693,418,212,891 of 4,096 at the most");
        });
  }

  @Test
  void aPlanListsTheGroupsOfEqualStructure() {
    Shell shell = Shell.run("plan", GRID, "--no-calibration", "epochs=20,30", "~weight_1_1_0");
    assertThat(shell.code()).isZero();
    assertThat(shell.out().lines())
        .contains("structures  2", "epochs  trials", "    20  59,049", "    30  59,049");
  }

  @Test
  void aCalibratedPlanSaysHowLongItTakes() throws Exception {
    Shell shell = Shell.run("plan", GRID, "--json");
    JsonNode json = new ObjectMapper().readTree(shell.out());
    assertThat(json.get("trials").asLong()).isEqualTo(531_441);
    assertThat(json.get("engine").asText()).startsWith("vector");
    assertThat(json.get("trials_per_second_per_core").asDouble()).isPositive();
    assertThat(json.get("training_seconds").asDouble()).isPositive();
    assertThat(json.get("start_seconds").asDouble()).isPositive();
    assertThat(json.get("seconds").asDouble())
        .isGreaterThan(
            json.get("training_seconds").asDouble() + json.get("start_seconds").asDouble());
    assertThat(json.get("files").asLong()).isPositive();
    assertThat(json.get("waves").asLong()).isPositive();
    // a run's files have 10.8 MB
    assertThat(json.get("bytes").asLong()).isBetween(9_700_000L, 12_000_000L);
    assertThat(json.get("axes").get("weight_1_1_0").asInt()).isEqualTo(9);
  }

  @Test
  void aPlanOfLongTrialsMeasuresPartsOfThemAndSaysSo() throws Exception {
    Path file = temp.resolve("wide.yaml");
    Files.writeString(
        file,
        """
        name: wide
        model: energy
        data: {kind: parity, bits: 10}
        parameters:
          hidden: [512, 512]
          epochs: 50
          batch_size: 1
          alpha: {values: [0.1, 0.2]}
        """);
    Shell shell = Shell.run("plan", file.toString());
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out()).contains("trials/s a core, measured on ");
    assertThat(shell.out()).contains(" with fewer samples, scaled from 1.3 % of a trial's");
  }

  @Test
  void aBadOverrideIsThePersonsMistake() {
    Shell shell = Shell.run("plan", GRID, "betta=0.1");
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err()).contains("betta", "did you mean beta?");
  }

  @Test
  void aStackTraceIsShownOnlyWhenAskedFor() {
    assertThat(Shell.run("plan", "no-such.yaml").err()).doesNotContain("\tat ");
    assertThat(Shell.run("plan", "no-such.yaml", "--debug").err()).contains("\tat org.basin.");
    assertThat(Shell.run("--debug", "plan", "no-such.yaml").err()).contains("\tat org.basin.");
  }

  @Test
  void aModelIsDescribedByItsHyperparametersAndMetrics() throws Exception {
    Shell text = Shell.run("describe", "energy");
    assertThat(text.out()).contains("weight_K_I_J", "structural", "free_error");
    JsonNode json = new ObjectMapper().readTree(Shell.run("describe", "energy", "--json").out());
    assertThat(json.get("hyperparameters").findValuesAsText("name")).contains("beta", "hidden");
    assertThat(json.get("metrics").findValuesAsText("name")).contains("error", "free_error");
    assertThat(text.out()).containsPattern("(?m)^free_error +standard ");
    assertThat(json.get("metrics").findValuesAsText("column"))
        .contains("standard")
        .isSubsetOf("standard", "on request", "test part");
  }

  @Test
  void theBuildIsDescribedByModelsDataAndEngines() throws Exception {
    JsonNode json = new ObjectMapper().readTree(Shell.run("describe", "--json").out());
    assertThat(json.get("models").get(0).asText()).isEqualTo("energy");
    assertThat(json.get("engines").get("scalar").asText()).isEqualTo("ready");
    assertThat(json.get("engines").get("vector").asText()).isEqualTo("ready");
  }

  @Test
  void anUnknownModelIsRefused() {
    Shell shell = Shell.run("describe", "enrgy");
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err())
        .isEqualTo("basin: MODEL must be one of energy, ham, layers, neural-grid, got enrgy\n");
  }

  @Test
  void aFolderWithoutARunIsRefused() {
    Shell shell = Shell.run("status", temp.toString());
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err()).contains(temp + ": this must be the directory of a run");
  }
}
