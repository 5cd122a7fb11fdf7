package org.basin.cli;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Hadoop;
import org.basin.explore.ExploreServer;
import org.basin.explore.Explored;
import org.basin.run.UsageException;
import org.basin.store.RunDirectory;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explore FILE} */
@Command(
    name = "explore",
    mixinStandardHelpOptions = true,
    header = "Open a live page: sliders that train, a map without end.",
    description = {
      "",
      "Examples:",
      "  ./basin explore jobs/xor-slider-space.yaml",
      "  ./basin explore jobs/trainability-map.yaml --port 8080 --no-browser",
      "  ./basin explore results/xor-initialisation-grid",
      "",
      "A move of a slider trains the trial at once; a map over two axes trains what is in view,"
          + " finer and finer. Nothing is stored. The page is served on 127.0.0.1 alone, at an"
          + " address that nobody guesses; Ctrl-C ends it.",
      ""
    })
final class ExploreCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A sweep file or the directory of a run, then overrides such as epochs=50.")
  private List<String> words;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Where the page is served; any free port if not given.")
  private int port;

  @Option(names = "--no-browser", description = "Print the address and open no browser.")
  private boolean quiet;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "How long one trial may train; 20 if not given.")
  private int patience;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > 65535) {
      throw new UsageException("0 <= --port <= 65535 must hold, got " + port);
    }
    if (patience < 1) {
      throw new UsageException("1 <= --patience must hold, got " + patience);
    }
    try (ExploreServer server = start()) {
      command.commandLine().getOut().println(server.address());
      command.commandLine().getOut().flush();
      command.commandLine().getErr().println("Ctrl-C ends it.");
      if (!quiet) {
        open(server.address());
      }
      new CountDownLatch(1).await();
    }
    return Exit.DONE;
  }

  private ExploreServer start() throws Exception {
    Configuration configuration = Hadoop.configuration();
    List<String> overrides = words.subList(1, words.size());
    try {
      if (Files.isDirectory(Path.of(words.get(0)))) {
        RunFolder folder = RunFolder.at(words.get(0), command);
        RunDirectory run = folder.open();
        String text = run.sweep().orElseThrow();
        return start(
            changes -> Job.stored(words.get(0), text, changes, configuration),
            folder.question(run),
            configuration,
            overrides);
      }
      String file = words.get(0);
      Optional<String> question =
          Files.isRegularFile(Path.of(file))
              ? RunFolder.question(Optional.of(Files.readString(Path.of(file))))
              : Optional.empty();
      return start(
          changes -> Job.read(file, configuration, changes), question, configuration, overrides);
    } catch (NoClassDefFoundError missing) {
      throw new UsageException(
          "explore needs its server's library, which ./basin has and a jar for spark-submit has"
              + " not");
    }
  }

  private ExploreServer start(
      Explored.Source source,
      Optional<String> question,
      Configuration configuration,
      List<String> overrides)
      throws Exception {
    Explored.Source changed =
        changes -> {
          List<String> all = new ArrayList<>(overrides);
          all.addAll(changes);
          return source.with(all);
        };
    return ExploreServer.start(
        changed, question.orElse(""), configuration, port, Duration.ofSeconds(patience));
  }

  /** Opens it where there is a desktop; else the address that was printed does. */
  private static void open(String address) {
    try {
      if (!GraphicsEnvironment.isHeadless() && Desktop.isDesktopSupported()) {
        Desktop.getDesktop().browse(URI.create(address));
      }
    } catch (IOException | UnsupportedOperationException none) {
      // the address is printed
    }
  }
}
