package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @Test
  void withoutACommandTheCommandsAreNamed() {
    Shell shell = Shell.run();
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err())
        .startsWith("basin: a command must follow, got none; commands: run, plan, validate,")
        .doesNotContain("warm-up");
  }

  @Test
  void aMisspeltCommandIsRefusedWithTheNearestOne() {
    Shell shell = Shell.run("vaildate", "x.yaml");
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err())
        .isEqualTo(
            """
            basin: no such command: vaildate; did you mean validate?
            Try: basin --help
            """);
  }

  @Test
  void shortCommandsAreFoundByTheNearestNameToo() {
    assertThat(Shell.run("rnu", "x.yaml").err())
        .contains("no such command: rnu; did you mean run?");
    assertThat(Shell.run("help", "rnu").err()).contains("no such command: rnu; did you mean run?");
    assertThat(Shell.run("frobnicate").err())
        .contains("no such command: frobnicate; commands: run,");
  }

  @Test
  void helpExplainsACommand() {
    Shell help = Shell.run("help", "run");
    assertThat(help.code()).isZero();
    assertThat(help.out()).isEqualTo(Shell.run("run", "--help").out());
    assertThat(Shell.run("help").out()).isEqualTo(Shell.run("--help").out());
  }

  @ParameterizedTest
  @CsvSource({
    "new, ./basin init MODEL FILE",
    "compare, ./basin answer DIR",
    "dry-run, ./basin plan FILE",
    "resume, ./basin run FILE"
  })
  void whatOtherToolsHaveIsPointedToWhatDoesItHere(String command, String here) {
    Shell shell = Shell.run(command, "x");
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err()).startsWith("basin: no such command: " + command + "; ").contains(here);
    assertThat(Shell.run("run", "x.yaml", "--dry-run").err()).contains("./basin plan FILE");
  }

  @Test
  void aMisspeltOptionIsRefusedWithTheNearestOne() {
    Shell shell = Shell.run("plan", "x.yaml", "--jsno");
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err())
        .isEqualTo(
            """
            basin: no such option: --jsno; did you mean --json?
            Try: basin plan --help
            """);
  }

  @Test
  void aMissingArgumentIsNamed() {
    Shell shell = Shell.run("status");
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err()).contains("DIR").endsWith("Try: basin status --help\n");
  }

  @Test
  void aNumberThatIsNoneIsRefused() {
    Shell shell = Shell.run("top", "results/x", "-n", "ten");
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err()).contains("ten").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "plan",
        "validate",
        "describe",
        "status",
        "top",
        "answer",
        "query",
        "replay",
        "list",
        "diff",
        "export",
        "init",
        "verify"
      })
  void everyCommandTeachesByExample(String command) {
    Shell shell = Shell.run(command, "--help");
    assertThat(shell.code()).isZero();
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out()).contains("Example", "./basin " + command, "--json", "--debug");
    assertThat(shell.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void theHelpListsCommandsAndExitCodes() {
    Shell shell = Shell.run("--help");
    assertThat(shell.code()).isZero();
    assertThat(shell.out())
        .contains("Run a sweep, or continue it where it stopped.")
        .contains("75   another process holds the run")
        .doesNotContain("warm-up");
  }

  @Test
  void everyCommandStandsInOneGroupOfTheHelp() {
    String help = Shell.run("--help").out();
    List<String> grouped = CommandGroups.GROUPS.values().stream().flatMap(List::stream).toList();
    assertThat(grouped).doesNotHaveDuplicates();
    assertThat(
            List.of(
                Shell.run()
                    .err()
                    .strip()
                    .replaceFirst("(?s).*commands: (.*?)\n.*", "$1")
                    .split(", ", -1)))
        .containsExactlyInAnyOrderElementsOf(grouped);
    assertThat(help)
        .contains("\nRead a run:\n  top ", "\nSeveral runs:\n  list ")
        .doesNotContain("Commands:");
  }

  @Test
  void theVersionNamesWhatItStandsOn() {
    Shell shell = Shell.run("--version");
    assertThat(shell.code()).isZero();
    assertThat(shell.out()).contains("Basin ", "Spark ", "Java ");
  }
}
