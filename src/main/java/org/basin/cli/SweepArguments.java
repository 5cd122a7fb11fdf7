package org.basin.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basin.cli.process.Hadoop;
import org.basin.cli.process.SparkDefaults;
import org.basin.sweep.PathLaw;
import org.basin.sweep.SweepException;
import org.basin.trial.Job;
import org.basin.trial.SweepFile;
import picocli.CommandLine.Parameters;

/** A sweep file and what the command line changes in it. */
final class SweepArguments {

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The sweep file; a name such as hdfs://... where that is.")
  private String file;

  @Parameters(
      index = "1..*",
      paramLabel = "name=value",
      description = {
        "Overrides of the file: beta=0.1,0.2 or alpha=range(0,1,0.1) make axes, seed=7 or"
            + " output.path=elsewhere set a value, ~beta removes a parameter."
      })
  private List<String> overrides = new ArrayList<>();

  /**
   * The first paragraph of the comment above the file, on one line: by custom the question that the
   * sweep answers.
   */
  Optional<String> question() {
    try {
      return Optional.of(
              text()
                  .lines()
                  .dropWhile(String::isBlank)
                  .takeWhile(line -> line.startsWith("#"))
                  .map(line -> line.replaceFirst("^#+", "").strip())
                  .takeWhile(line -> !line.isEmpty())
                  .collect(Collectors.joining(" ")))
          .filter(text -> !text.isEmpty());
    } catch (IOException | SweepException unreadable) {
      // the parser says what is wrong with the file
      return Optional.empty();
    }
  }

  private String text() throws IOException, SweepException {
    byte[] content =
        PathLaw.remote(file)
            ? SweepFile.bytes(file, Hadoop.configuration())
            : Files.readAllBytes(Path.of(file));
    return new String(content, StandardCharsets.UTF_8);
  }

  /** How to type a command on this sweep again. */
  String command(String name) {
    Stream<String> start =
        System.getProperty(SparkDefaults.HOME) == null
            ? Stream.of(name)
            : Stream.of("./basin", name);
    return Stream.of(start, Stream.of(file.toString()), overrides.stream())
        .flatMap(words -> words)
        .map(
            word ->
                word.matches("[A-Za-z0-9_./=,:@%+-]+")
                    ? word
                    : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  /** The sweep, checked, and its trials. */
  Job job() throws SweepException {
    return Job.read(file, Hadoop::configuration, overrides);
  }
}
