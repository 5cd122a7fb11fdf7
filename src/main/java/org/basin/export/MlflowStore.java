package org.basin.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.basin.draw.Shown;
import org.basin.sweep.text.Quote;

/**
 * A folder in the layout of MLflow's file store, {@code mlruns}:
 *
 * <pre>
 * EXPERIMENT/meta.yaml         the experiment
 * EXPERIMENT/RUN/meta.yaml     a run
 * EXPERIMENT/RUN/params/NAME   one line
 * EXPERIMENT/RUN/metrics/NAME  lines of time, value and step
 * EXPERIMENT/RUN/tags/NAME     a text
 * EXPERIMENT/RUN/artifacts/    files
 * </pre>
 *
 * <p>Source: {@code mlflow/store/tracking/file_store.py} of MLflow 1.0 to 3. Texts are written as
 * they are read there: parameters of one line, numbers as Python reads them.
 */
final class MlflowStore {

  private static final String META = "meta.yaml";

  /** MLflow's {@code SourceType.LOCAL}. */
  private static final String LOCAL = "4";

  private final Path root;

  MlflowStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** The id of the experiment of a name; empty if there is none. */
  Optional<String> experiment(String name) throws IOException {
    if (!Files.isDirectory(root)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.sorted().toList()) {
        Path meta = folder.resolve(META);
        if (Files.isRegularFile(meta) && named(Files.readAllLines(meta), name)) {
          return Optional.of(folder.getFileName().toString());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean named(List<String> meta, String name) {
    return Stream.of(name, "'" + name + "'", Quote.yaml(name), '"' + name + '"')
        .anyMatch(it -> meta.contains("name: " + it));
  }

  /** Begins an experiment. */
  void create(String experiment, String name, long now) throws IOException {
    Map<String, String> meta = new LinkedHashMap<>();
    meta.put("artifact_location", text(uri(root.resolve(experiment))));
    meta.put("creation_time", String.valueOf(now));
    meta.put("experiment_id", text(experiment));
    meta.put("last_update_time", String.valueOf(now));
    meta.put("lifecycle_stage", "active");
    meta.put("name", text(name));
    Path folder = Files.createDirectories(root.resolve(experiment));
    write(folder.resolve(META), yaml(meta));
  }

  /** Whether a run is there. */
  boolean holds(String experiment, String run) {
    return Files.exists(root.resolve(experiment).resolve(run).resolve(META));
  }

  /** Adds a run. */
  void add(String experiment, MlflowRun run) throws IOException {
    Path folder = Files.createDirectories(root.resolve(experiment).resolve(run.id()));
    Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
    for (Map.Entry<String, String> file : run.artifacts().entrySet()) {
      write(artifacts.resolve(file.getKey()), file.getValue());
    }
    Path params = Files.createDirectories(folder.resolve("params"));
    for (Map.Entry<String, String> param : run.params().entrySet()) {
      write(params.resolve(param.getKey()), param.getValue());
    }
    Path metrics = Files.createDirectories(folder.resolve("metrics"));
    for (Map.Entry<String, Double> metric : run.metrics().entrySet()) {
      write(
          metrics.resolve(metric.getKey()),
          "%d %s 0%n".formatted(run.end(), Shown.exact(metric.getValue())).replace("\r", ""));
    }
    Path tags = Files.createDirectories(folder.resolve("tags"));
    for (Map.Entry<String, String> tag : run.tags().entrySet()) {
      write(tags.resolve(tag.getKey()), tag.getValue());
    }
    // by this file MLflow knows a run
    write(folder.resolve(META), yaml(meta(experiment, run, artifacts)));
  }

  private static Map<String, String> meta(String experiment, MlflowRun run, Path artifacts) {
    Map<String, String> meta = new LinkedHashMap<>();
    meta.put("artifact_uri", text(uri(artifacts)));
    meta.put("end_time", run.status() == MlflowRun.Status.RUNNING ? "null" : "" + run.end());
    meta.put("entry_point_name", text(""));
    meta.put("experiment_id", text(experiment));
    meta.put("lifecycle_stage", "active");
    meta.put("run_id", text(run.id()));
    meta.put("run_name", text(run.name()));
    meta.put("run_uuid", text(run.id()));
    meta.put("source_name", text(""));
    meta.put("source_type", LOCAL);
    meta.put("source_version", text(""));
    meta.put("start_time", "" + run.start());
    meta.put("status", "" + run.status().code());
    meta.put("tags", "[]");
    meta.put("user_id", text("basin"));
    return meta;
  }

  /** Always quoted: an id of digits must stay a text. */
  private static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String uri(Path path) {
    return path.toUri().toString().replaceFirst("/$", "");
  }

  private static String yaml(Map<String, String> meta) {
    StringBuilder text = new StringBuilder();
    meta.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
    return text.toString();
  }

  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
