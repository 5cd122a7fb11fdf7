package org.basin.cli;

import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.basin.store.RunDirectory;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepParser;
import org.basin.trial.Models;
import picocli.CommandLine.Parameters;

/** The directory of a run that a command reads. */
final class RunFolder {

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "The directory of a run, such as results/xor-initialisation-grid.")
  private String path;

  String path() {
    return path;
  }

  /** The directory, which must hold a run. */
  RunDirectory open(Configuration configuration) {
    Path folder;
    try {
      folder = new Path(path);
    } catch (IllegalArgumentException e) {
      throw new Mistake("a run directory must be a path, got '" + path + "': " + e.getMessage());
    }
    RunDirectory directory = RunDirectory.at(configuration, folder);
    if (!directory.exists()) {
      throw new Mistake(
          "%s: this must be the directory of a run, got %s; ./basin run FILE makes one, by default results/NAME"
              .formatted(path, java.nio.file.Files.exists(java.nio.file.Path.of(path))
                  ? "a folder without one" : "nothing there"));
    }
    return directory;
  }

  /** The sweep as run. */
  Sweep sweep(RunDirectory directory) throws SweepException {
    String text =
        directory
            .sweep()
            .orElseThrow(
                () ->
                    new Mistake(
                        path
                            + ": sweep.yaml must be there, got nothing; put it back, or run the"
                            + " sweep file again on this directory: it is written anew"));
    return new SweepParser(new Models())
        .parse(path + "/sweep.yaml", text.getBytes(StandardCharsets.UTF_8), java.util.List.of());
  }
}
