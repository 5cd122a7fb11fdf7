package org.basin.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.run.UsageException;
import org.basin.sweep.text.Nearest;
import org.basin.trial.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code init [MODEL] [FILE]} */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    header = "Write a first sweep for a model, with comments, that runs in seconds.",
    description = {
      "",
      "Examples:",
      "  ./basin init",
      "  ./basin init ham recall.yaml",
      "",
      "The file must not be there yet. Editors that know YAML complete and check it by the schema"
          + " that its comment names (docs/sweeps.md).",
      ""
    })
final class InitCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      defaultValue = "energy",
      completionCandidates = ModelNames.class,
      description = "The model, one of ./basin describe; ${DEFAULT-VALUE} if not given.")
  private String model;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where the sweep goes; MODEL.yaml if not given.")
  private Optional<Path> file = Optional.empty();

  @Mixin private Reply reply;

  @Override
  public Integer call() {
    List<String> models = Models.withoutData().models();
    if (!models.contains(model)) {
      throw new UsageException("MODEL must be one of the models, " + Nearest.of(model, models));
    }
    Path target = file.orElse(Path.of(model + ".yaml"));
    write(target);
    reply.print(() -> map(target), () -> lines(target));
    return Exit.DONE;
  }

  private void write(Path target) {
    if (target.getFileName() == null || Files.isDirectory(target)) {
      throw new UsageException("FILE must name a file, got " + target);
    }
    try {
      Files.write(
          target,
          FirstSweep.text(model, target).getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(
          "FILE must not be there yet, got %s; give another name".formatted(target));
    } catch (IOException e) {
      throw new UsageException("FILE must be a name that can be written, got " + e);
    }
  }

  private Map<String, Object> map(Path target) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("file", target.toString());
    map.put("model", model);
    return map;
  }

  private static List<String> lines(Path target) {
    return List.of(
        target + " is written. What may follow:",
        "  ./basin validate " + target,
        "  ./basin plan " + target,
        "  ./basin run " + target);
  }
}
