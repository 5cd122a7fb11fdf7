package org.basin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.basin.cli.process.SparkDefaults;

/** The commented sweep that {@code init} writes for a model family: one file of resources each. */
final class FirstSweep {

  /** Where a checkout keeps the schema of sweep files. */
  static final String SCHEMA = "conf/sweep.schema.json";

  /** The comment by which editors find the schema. */
  private static final String MODELINE = "# yaml-language-server: $schema=";

  private FirstSweep() {}

  /**
   * The text of a sweep.
   *
   * @param model one of this build
   * @param file that it is for, which names the sweep
   */
  static String text(String model, Path file) {
    Optional<String> schema = schema(file);
    return template(model)
        .lines()
        .filter(line -> schema.isPresent() || !line.equals("$modeline"))
        .map(line -> line.equals("$modeline") ? "#\n" + MODELINE + schema.orElseThrow() : line)
        .map(line -> line.replace("$name", name(file)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String template(String model) {
    String name = "init/" + model + ".yaml";
    try (InputStream in = FirstSweep.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "a first sweep must be there for each model, got none: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the jar must be readable, got " + e, e);
    }
  }

  /** The file's name as a sweep may be called. */
  private static String name(Path file) {
    String stem = file.getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "");
    String sound = stem.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[._-]+", "");
    return sound.isEmpty() ? "first" : sound.substring(0, Math.min(200, sound.length()));
  }

  /** The schema as the file's folder sees it; empty without a checkout. */
  private static Optional<String> schema(Path file) {
    String home = System.getProperty(SparkDefaults.HOME);
    if (home == null) {
      return Optional.empty();
    }
    Path schema = Path.of(home, SCHEMA).toAbsolutePath().normalize();
    Path folder = file.toAbsolutePath().normalize().getParent();
    return Optional.of(folder.relativize(schema).toString().replace('\\', '/'));
  }
}
