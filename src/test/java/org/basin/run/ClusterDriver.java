package org.basin.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basin.FastStart;

/** Basin's command line in a process of its own, with executors in processes of theirs. */
final class ClusterDriver implements AutoCloseable {

  private static final long SECONDS = 400;
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  private final Process process;
  private final Path folder;

  private ClusterDriver(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * Starts it.
   *
   * @param folder of its own, which becomes the folder that it stands in
   * @param java options of the driver's Java
   * @param settings Spark's
   */
  static ClusterDriver start(
      Path folder, List<String> java, Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    String classPath = FastStart.classPath();
    List<String> fast = FastStart.options();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("conf/jvm.options").toAbsolutePath());
    command.addAll(fast);
    command.addAll(java);
    command.add("-Dlog4j2.configurationFile=" + Path.of("conf/log4j2.properties").toAbsolutePath());
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dspark.executor.extraClassPath=" + classPath);
    Map<String, String> all = new TreeMap<>(settings);
    all.merge(
        EXECUTOR_OPTIONS,
        fast.stream().map(each -> '"' + each + '"').collect(Collectors.joining(" ")),
        (given, more) -> more + " " + given);
    all.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", classPath, "org.basin.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Files.createDirectories(folder).toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    Path home = Files.createDirectories(folder.resolve("spark/jars")).getParent();
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return new ClusterDriver(builder.start(), folder);
  }

  /** The process id of the driver. */
  long pid() {
    return process.pid();
  }

  /** The executors that live. */
  List<ProcessHandle> executors() {
    return process
        .descendants()
        .filter(each -> commandLine(each).contains("CoarseGrainedExecutorBackend"))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    } catch (IOException gone) {
      return "";
    }
  }

  /** Folders that executors stand in, of those that live or lived. */
  List<Path> executorFolders() {
    Path work = folder.resolve("spark/work");
    if (Files.notExists(work)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(work, 2)) {
      return found.filter(each -> each.getNameCount() == work.getNameCount() + 2).toList();
    } catch (IOException | UncheckedIOException changing) {
      return List.of();
    }
  }

  /** Waits until a run has so many commits. */
  void awaitCommits(Path run, int commits) throws InterruptedException {
    await(() -> DriverProcess.commits(run) >= commits, commits + " commits");
  }

  /** Whether a task of a run has begun its file. */
  static boolean staged(Path run) {
    try (Stream<Path> files = Files.walk(run.resolve("_staging"))) {
      return files.anyMatch(each -> each.toString().endsWith(".parquet"));
    } catch (IOException | UncheckedIOException notYet) {
      return false;
    }
  }

  /** Waits until something holds; fails when it does not before the driver ends. */
  void await(java.util.function.BooleanSupplier holds, String what) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    boolean ended = false;
    while (!holds.getAsBoolean()) {
      if (ended || System.nanoTime() > end) {
        throw new AssertionError("must see " + what + ", got the end: " + error());
      }
      ended = process.waitFor(5, TimeUnit.MILLISECONDS);
    }
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Waits for the end; the exit code. */
  int exit() throws InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("a driver must end within " + SECONDS + " s; " + error());
    }
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  String error() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> left = process.descendants().toList();
    process.destroyForcibly();
    left.forEach(ProcessHandle::destroyForcibly);
  }
}
