package org.basin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.basin.cli.process.Exit;
import org.slf4j.helpers.NOPLogger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A small run and questions to it, which load the classes that the launcher archives. */
@Command(name = "warm-up", hidden = true)
final class WarmUp implements Callable<Integer> {

  private static final String SWEEP =
      """
      # What is read?
      name: small
      model: energy
      data: xor
      parameters:
        hidden: [2]
        epochs: {values: [1, 2]}
        beta: {min: 0.1, max: 0.5, step: 0.1}
        weight_0_0_0: {min: -1, max: 1, step: 0.001}
      """;

  private static final String GROUPS = "SELECT beta, avg(error) FROM trials GROUP BY 1";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    NOPLogger.NOP_LOGGER.isErrorEnabled(); // of commands that only ask
    Path folder = Files.createTempDirectory("basin-warm-up");
    try {
      String file = Files.writeString(folder.resolve("small.yaml"), SWEEP).toString();
      String run = folder.resolve("small").toString();
      return List.of(
              new String[] {"validate", file},
              new String[] {"describe", "energy"},
              new String[] {"plan", file},
              new String[] {"run", file, "output.path=" + folder},
              new String[] {"run", file, "engine=vector", "output.path=" + folder.resolve("other")},
              new String[] {"status", run},
              new String[] {"list", folder.toString()},
              new String[] {"list", folder.toString()},
              new String[] {"top", run},
              new String[] {"answer", run, "answer={share: error < 50, by: [beta]}"},
              new String[] {"map", run},
              new String[] {"report", run},
              new String[] {"query", run, GROUPS, "--json"},
              new String[] {"query", run, GROUPS, "--spark"})
          .stream()
          .mapToInt(this::execute)
          .max()
          .orElse(Exit.DONE);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private int execute(String... arguments) {
    return Main.commandLine(spec.commandLine().getOut(), spec.commandLine().getErr())
        .execute(arguments);
  }
}
