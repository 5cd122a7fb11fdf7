package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A command that this build lacks, written as CONTRIBUTING.md says: it opens a run, asks its rows
 * and replies. What remains to add a command is its name in {@link Main}.
 */
class FurtherCommandTest {

  private static final String SWEEP =
      """
      name: small
      model: energy
      data: xor
      parameters: {hidden: [2], epochs: 1, beta: {values: [0.1, 0.2, 0.3]}}
      """;

  @TempDir Path folder;

  /** {@code mean DIR} */
  @Command(
      name = "mean",
      mixinStandardHelpOptions = true,
      header = "The mean of a run's metric.",
      description = {"", "Example:", "  ./basin mean results/small", ""})
  static final class MeanCommand implements Callable<Integer> {

    @Mixin private RunFolder run;

    @Mixin private Reply reply;

    @Override
    public Integer call() throws Exception {
      String metric = run.job(run.open()).sweep().metric().name();
      List<Double> mean = new ArrayList<>();
      run.read(
          "mean",
          trials ->
              mean.add(
                  trials
                      .ask("SELECT avg(%s) FROM %s".formatted(metric, trials.from()))
                      .get(0)
                      .number(0)));
      reply.print(
          () -> Map.of("metric", metric, "mean", mean.get(0)),
          () -> List.of("%s %.1f".formatted(metric, mean.get(0))));
      return Exit.DONE;
    }
  }

  private static Shell shell(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Map.of("mean", MeanCommand.class))
            .execute(arguments);
    return new Shell(code, out.toString().strip(), err.toString().strip());
  }

  @Test
  void itOpensARunAsksItsRowsAndReplies() throws Exception {
    Path file = Files.writeString(folder.resolve("small.yaml"), SWEEP);
    assertThat(Shell.run("run", file.toString(), "output.path=" + folder).code()).isZero();
    String run = folder.resolve("small").toString();
    double mean = Double.parseDouble(shell("mean", run).out().replace("error ", ""));
    assertThat(mean).isBetween(0.0, 100.0);
    assertThat(shell("mean", run, "--json").out()).contains("\"metric\"", "\"mean\"");
    assertThat(shell("mean", "--help").out()).contains("./basin mean results/small", "--json");
  }

  @Test
  void itsMistakesAreToldAsThoseOfAllCommands() {
    Shell none = shell("mean", folder.resolve("none").toString());
    assertThat(none.code()).isEqualTo(Exit.MISTAKE);
    assertThat(none.err()).contains("this must be the directory of a run");
    assertThat(shell("mean", folder.toString(), "--jsno").err()).contains("no such option: --jsno");
  }
}
