package org.basin.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.basin.cli.process.Hadoop;
import org.basin.cli.process.SparkStart;
import org.basin.read.Dialect;
import org.basin.read.DuckTable;
import org.basin.read.RunTable;
import org.basin.read.SparkTable;
import org.basin.read.Trials;
import org.basin.run.UsageException;
import org.basin.store.PlainFile;
import org.basin.store.RunDirectory;
import org.basin.store.StoreException;
import org.basin.sweep.PathLaw;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Job;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The directory of a run that a command reads. */
final class RunFolder {

  /** Where runs go unless a sweep says otherwise. */
  private static final String RESULTS = "results";

  /** Runs that a message lists at the most. */
  private static final int LISTED = 12;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "The directory of a run, such as results/xor-initialisation-grid.")
  private String path;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** The directory at a path, for a command that reads more than one. */
  static RunFolder at(String path, CommandSpec command) {
    RunFolder folder = new RunFolder();
    folder.path = path;
    folder.command = command;
    return folder;
  }

  String path() {
    return path;
  }

  /** The directory, which must hold a run. */
  RunDirectory open() {
    return open(Hadoop::directory);
  }

  private RunDirectory open(Function<Path, RunDirectory> at) {
    Path folder = folder("a run directory", path);
    RunDirectory directory = at.apply(folder);
    if (!directory.exists()) {
      throw new UsageException(
          "%s: this must be the directory of a run, but no run is there; %s"
              .formatted(path, elsewhere(at, folder)));
    }
    return directory;
  }

  /**
   * The folder that an argument names.
   *
   * @param what the argument is called
   */
  static Path folder(String what, String path) {
    Optional<String> law = PathLaw.broken(path);
    if (law.isPresent()) {
      throw new UsageException("%s %s, got %s".formatted(what, law.get(), PathLaw.masked(path)));
    }
    try {
      return new Path(path);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          what
              + " must be a path, with ./ before it where its first name holds a colon, got '"
              + path
              + "'");
    }
  }

  /** Where runs are that the person may have meant: in that folder, beside it, or in results. */
  private static String elsewhere(Function<Path, RunDirectory> at, Path folder) {
    List<String> within = runs(at, folder.toString());
    if (!within.isEmpty()) {
      return "in it are " + some(within, folder);
    }
    String parent = folder.getParent() == null ? "" : folder.getParent().toString();
    List<String> beside = runs(at, parent);
    if (beside.isEmpty() && !parent.equals(RESULTS)) {
      beside = runs(at, RESULTS);
    }
    return beside.isEmpty()
        ? "./basin run FILE makes one, by default results/NAME"
        : "there are " + some(beside, folder);
  }

  private static List<String> runs(Function<Path, RunDirectory> at, String folder) {
    try {
      return at.apply(new Path(folder.isEmpty() ? "." : folder)).runs().stream()
          .map(
              run ->
                  folder.isEmpty() ? run : folder.endsWith("/") ? folder + run : folder + "/" + run)
          .toList();
    } catch (StoreException closed) {
      return List.of(); // they are only a hint
    }
  }

  /** The likeliest first: those that begin with the name that was given. */
  private static String some(List<String> runs, Path given) {
    List<String> sorted = new ArrayList<>(runs);
    sorted.sort(Comparator.comparing(run -> !new Path(run).getName().startsWith(given.getName())));
    String listed = String.join(", ", sorted.subList(0, Math.min(LISTED, sorted.size())));
    int left = sorted.size() - LISTED;
    return left > 0 ? listed + " and " + left + " more" : listed;
  }

  /** What a command does with the committed rows of a run. */
  interface Reading {
    void of(Trials trials) throws Exception;
  }

  /** What a command asks of the table of a run. */
  interface Asking {
    void of(RunTable table) throws Exception;
  }

  /** Opens the committed rows, of which there must be some, for as long as a command reads them. */
  void read(String command, Reading reading) throws Exception {
    ask(command, Optional.empty(), table -> reading.of(Trials.of(table)));
  }

  /**
   * The same for questions of a dialect.
   *
   * @param wanted the dialect; empty for DuckDB's where it can read the run, else Spark's
   */
  void ask(String name, Optional<Dialect> wanted, Asking asking) throws Exception {
    RunDirectory directory = open();
    Optional<String> refusal =
        wanted.equals(Optional.of(Dialect.SPARK)) ? Optional.of("") : DuckTable.refusal(directory);
    if (refusal.isEmpty()) {
      try (RunTable table = some(DuckTable.open(directory), directory)) {
        asking.of(table);
      }
      return;
    }
    if (wanted.isPresent() && wanted.get() == Dialect.DUCKDB) {
      throw new UsageException("--duckdb: " + refusal.get());
    }
    refusal
        .filter(DuckTable::unexpected)
        .ifPresent(
            law -> command.commandLine().getErr().println("basin: " + law + "; Spark reads"));
    try (SparkSession spark = SparkStart.open("basin " + name, Optional.empty())) {
      Configuration configuration = spark.sparkContext().hadoopConfiguration();
      RunDirectory seen = open(folder -> RunDirectory.at(configuration, folder));
      asking.of(some(SparkTable.open(spark, seen), seen));
    }
  }

  private RunTable some(Optional<RunTable> table, RunDirectory directory) {
    return table.orElseThrow(
        () ->
            new UsageException(
                directory.record().filter(run -> run.trials() == 0).isPresent()
                    ? path + ": this run has no trials: the sweep's where excludes them all"
                    : path
                        + ": some trials must be committed, got none yet; ./basin status "
                        + path));
  }

  /** The question of the sweep: the comment that stands above it. */
  Optional<String> question(RunDirectory directory) {
    return question(directory.sweep());
  }

  /** The same of the sweep as run. */
  static Optional<String> question(Optional<String> sweep) {
    return sweep
        .flatMap(text -> text.lines().findFirst())
        .filter(line -> line.startsWith("# "))
        .map(line -> line.substring(2));
  }

  /** The sweep as run, and its trials. */
  Job job(RunDirectory directory) throws SweepException {
    return job(directory, List.of());
  }

  /** The sweep as run, with overrides. */
  Job job(RunDirectory directory, List<String> overrides) throws SweepException {
    String text =
        directory
            .sweep()
            .orElseThrow(
                () ->
                    new UsageException(
                        path
                            + ": sweep.yaml must be there, got nothing; put it back, or run the"
                            + " sweep file again on this directory: it is written anew"));
    String name = path + "/sweep.yaml";
    List<RunDirectory.Said> history = directory.history();
    if (history.isEmpty()) {
      return Job.stored(name, text, overrides);
    }
    RunDirectory.Said last = history.get(history.size() - 1);
    List<Sweep> smaller = new ArrayList<>();
    for (RunDirectory.Said said : history.subList(0, history.size() - 1)) {
      smaller.add(Job.stored(name, said.sweep(), List.of()).sweep());
    }
    // a driver may have died before it wrote the sweep that it extended the run to
    String digest = SweepWriter.digest(Job.stored(name, text, List.of()).sweep());
    String newest = digest.equals(last.digest()) ? text : last.sweep();
    return Job.stored(name, newest, overrides).extending(smaller);
  }

  /** The sweep as run, whose trials this build trains again to the same rows. */
  Job repeatable(RunDirectory directory) throws SweepException {
    directory.requireRevision(directory.log());
    return job(directory);
  }

  /**
   * Where files go that are made of a run: into a folder in its directory, or the one that is
   * named.
   *
   * @throws UsageException when none is named and the run is on another file system
   */
  static java.nio.file.Path local(
      RunDirectory directory, String name, Optional<java.nio.file.Path> named) {
    if (named.isPresent()) {
      return named.get();
    }
    if (!"file".equals(directory.path().toUri().getScheme())) {
      throw new UsageException(
          "--output must name a local folder when the run is on another file system, got none for "
              + directory.path());
    }
    return java.nio.file.Path.of(directory.path().toUri()).resolve(name);
  }

  /** Writes a file that is made of a run's rows. */
  static void write(Path file, byte[] content) {
    PlainFile.write(Hadoop.configuration(), file, content);
  }
}
