package org.basin.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basin.draw.Shown;
import org.basin.read.Row;
import org.basin.read.Trials;
import org.basin.run.UsageException;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;
import org.basin.trial.Job;

/**
 * A run for MLflow: the experiment is called as the sweep, a run in it sums up the whole, and its
 * child runs are the best configurations. Ids follow from the sweep, so that a run goes into a
 * store once.
 */
public final class MlflowExport {

  /** What MLflow takes of a parameter at the most, all its versions alike. */
  private static final int LONGEST = 500;

  private final RunDirectory directory;
  private final Job job;
  private final Trials trials;
  private final String question;

  /**
   * @param question of the sweep; "" for none
   */
  public MlflowExport(RunDirectory directory, Job job, Trials trials, String question) {
    this.directory = directory;
    this.job = job;
    this.trials = trials;
    this.question = question;
  }

  /**
   * What was written.
   *
   * @param experiment id of the experiment
   * @param run id of the run that sums up
   * @param children ids of the best configurations, the best first
   */
  public record Written(String experiment, String run, List<String> children) {
    public Written {
      children = List.copyOf(children);
    }
  }

  /**
   * Writes it.
   *
   * @param folder a store, or where one is begun
   * @param best configurations at the most
   * @throws UsageException if the run is in the store already
   * @throws IOException if the folder cannot be written
   */
  public Written write(Path folder, int best) throws IOException {
    MlflowStore store = new MlflowStore(folder);
    Sweep sweep = job.sweep();
    RunRecord record =
        directory
            .record()
            .orElseThrow(
                () ->
                    new UsageException(directory.path() + ": run.json must be there, got nothing"));
    String experiment = store.experiment(sweep.name()).orElse(number(sweep.name()));
    String run = hash("run " + sweep.name() + " " + record.digest());
    if (store.holds(experiment, run)) {
      throw new UsageException(
          "a store of MLflow must not hold the run yet, got %s; remove it there, or name another folder"
              .formatted(folder.resolve(experiment).resolve(run)));
    }
    List<Configuration> configurations = Configuration.best(job, trials, best);
    CommitLog log = directory.log();
    long end = directory.lastCommit(log).orElse(Instant.EPOCH).toEpochMilli();
    long start = end - Math.round(1e3 * log.seconds().total());
    if (store.experiment(sweep.name()).isEmpty()) {
      store.create(experiment, sweep.name(), end);
    }
    MlflowRun.Status status =
        switch (record.state()) {
          case COMPLETE -> MlflowRun.Status.FINISHED;
          case RUNNING -> MlflowRun.Status.RUNNING;
          case STOPPED -> MlflowRun.Status.KILLED;
        };
    Map<String, Double> metrics = metrics(log, configurations);
    Map<String, String> artifacts = Map.of("sweep.yaml", directory.sweep().orElse(""));
    List<String> children = new ArrayList<>();
    for (Configuration each : configurations) {
      String id = hash(run + " " + each.trial());
      int rank = children.size() + 1;
      store.add(experiment, child(each, id, run, rank, status, start, end));
      children.add(id);
    }
    // last: by it the store holds the run
    store.add(
        experiment,
        new MlflowRun(
            run, sweep.name(), status, start, end, params(), metrics, tags(record), artifacts));
    return new Written(experiment, run, children);
  }

  private MlflowRun child(
      Configuration of,
      String id,
      String parent,
      int rank,
      MlflowRun.Status status,
      long start,
      long end) {
    String name = "%s %d".formatted(job.sweep().name(), rank);
    Map<String, String> params = new LinkedHashMap<>();
    of.values().forEach((axis, value) -> params.put(axis, line(Shown.exact(value))));
    Map<String, Double> metrics = new LinkedHashMap<>(of.metrics());
    metrics.put("basin.replicates", (double) of.replicates());
    metrics.put("basin.lost", (double) of.lost());
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("mlflow.runName", name);
    tags.put("mlflow.parentRunId", parent);
    tags.put("basin.rank", "" + rank);
    tags.put("basin.trial", "" + of.trial());
    return new MlflowRun(id, name, status, start, end, params, metrics, tags, Map.of());
  }

  /** What the sweep says: fixed values and axes as it writes them, and what they are used with. */
  private Map<String, String> params() {
    Sweep sweep = job.sweep();
    Map<String, String> params = new LinkedHashMap<>();
    params.put("sweep.model", sweep.model());
    params.put("sweep.data", line(sweep.data().toString()));
    params.put("sweep.method", sweep.method().word());
    params.put("sweep.seed", "" + sweep.seed());
    params.put("sweep.replicates", "" + sweep.replicates());
    params.put("sweep.metric", sweep.metric().name());
    params.put("sweep.rank", sweep.metric().rank().word());
    for (Map.Entry<String, Setting> each : sweep.parameters().entrySet()) {
      params.put(each.getKey(), line(each.getValue().toString()));
    }
    return params;
  }

  private Map<String, Double> metrics(CommitLog log, List<Configuration> configurations) {
    String metric = job.sweep().metric().name();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("basin.trials", (double) job.space().count());
    metrics.put("basin.committed", (double) log.rows());
    metrics.put("basin.seconds", log.seconds().total());
    metrics.put("basin.training_seconds", log.seconds().training());
    for (Row row :
        trials.ask(
            "SELECT state, count(*) FROM %s GROUP BY state ORDER BY state"
                .formatted(trials.from()))) {
      String state = row.value(0).toString().toLowerCase(Locale.ROOT);
      metrics.put("basin." + state, (double) row.whole(1));
    }
    configurations.stream()
        .findFirst()
        .flatMap(best -> Optional.ofNullable(best.metrics().get(metric)))
        .ifPresent(value -> metrics.put(metric, value));
    return metrics;
  }

  private Map<String, String> tags(RunRecord record) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("mlflow.runName", record.name());
    tags.put("mlflow.source.name", "basin");
    tags.put("mlflow.source.type", "LOCAL");
    String note =
        Stream.of(question, record.notes())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n\n"));
    if (!note.isEmpty()) {
      tags.put("mlflow.note.content", note);
    }
    if (!record.tags().isEmpty()) {
      tags.put("basin.tags", String.join(", ", record.tags()));
    }
    tags.put("basin.digest", record.digest());
    tags.put("basin.engine", record.engine());
    tags.put("basin.state", record.state().name());
    tags.put("basin.directory", directory.path().toString());
    record.provenance().forEach((name, value) -> tags.put("basin." + name, value));
    return tags;
  }

  /** A text of one line, cut to what MLflow takes. */
  private static String line(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }

  /** An id of an experiment of 18 digits, as MLflow's own are. */
  private static String number(String name) {
    long digits = Long.parseLong(hash("experiment " + name).substring(0, 14), 16);
    return "" + (100_000_000_000_000_000L + digits % 100_000_000_000_000_000L);
  }

  /** 32 digits of base 16. */
  private static String hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] bytes = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
