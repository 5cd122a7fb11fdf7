package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.basin.trial.Models;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion script, in a bash of its own. */
class CompletionCommandTest {

  @TempDir private Path folder;
  private Path script;

  @BeforeEach
  void print() throws IOException {
    Shell shell = Shell.run("completion");
    assertThat(shell.code()).isZero();
    script = Files.writeString(folder.resolve("completion"), shell.out());
  }

  private String bash(String... words) throws IOException, InterruptedException {
    Process bash = new ProcessBuilder(words).redirectErrorStream(true).start();
    bash.getOutputStream().close();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
    return said;
  }

  /** What bash offers for the last word. */
  private String[] completed(String... words) throws IOException, InterruptedException {
    String program =
        """
        compopt() { :; }
        source "$1"
        shift
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        COMP_LINE="$*"
        COMP_POINT=${#COMP_LINE}
        _complete_basin
        echo "${COMPREPLY[@]}"
        """;
    String[] all = new String[words.length + 5];
    System.arraycopy(new String[] {"bash", "-c", program, "x", script.toString()}, 0, all, 0, 5);
    System.arraycopy(words, 0, all, 5, words.length);
    return bash(all).strip().split(" +", -1);
  }

  @Test
  void bashAcceptsItAndUsesItForTheCommand() throws Exception {
    bash("bash", "-n", script.toString());
    assertThat(bash("bash", "-c", "source '" + script + "'; complete -p basin"))
        .contains("-F _complete_basin", "-o default");
  }

  @Test
  void commandsAreCompletedAndHiddenOnesAreNot() throws Exception {
    assertThat(completed("./basin", ""))
        .contains("run", "list", "export")
        .doesNotContain("warm-up");
    assertThat(completed("./basin", "di")).containsExactly("diff");
    assertThat(completed("./basin", "bench", "")).contains("energy", "scale");
  }

  @Test
  void optionsAndTheirValuesAreCompleted() throws Exception {
    assertThat(completed("./basin", "export", "results/x", "--ml")).containsExactly("--mlflow");
    assertThat(completed("./basin", "list", "--")).contains("--tag", "--sort", "--json");
    assertThat(completed("./basin", "list", "--sort", ""))
        .containsExactly("age", "name", "state", "trials");
  }

  @Test
  void modelsAreCompleted() throws Exception {
    assertThat(completed("./basin", "init", ""))
        .containsExactlyElementsOf(Models.withoutData().models());
  }
}
