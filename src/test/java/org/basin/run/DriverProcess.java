package org.basin.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.basin.FastStart;

/** A driver in a process of its own. */
final class DriverProcess implements AutoCloseable {

  private static final long SECONDS = 400;

  private final Process process;
  private final Path log;

  private DriverProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a main class of these tests on the packaged jar. */
  static DriverProcess start(Path log, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("conf/jvm.options").toAbsolutePath());
    // short lives: compile little, start fast
    command.addAll(FastStart.options());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx768m");
    command.add("-Dlog4j2.configurationFile=" + Path.of("conf/log4j2.properties").toAbsolutePath());
    command.add("-cp");
    command.add(
        FastStart.classPath()
            + File.pathSeparator
            + Path.of("target/test-classes").toAbsolutePath());
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new DriverProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start(),
        log);
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Waits until a run has so many commits, or the process ends. */
  void awaitCommits(Path run, int commits) throws InterruptedException {
    boolean ended = false;
    while (commits(run) < commits && !ended) {
      ended = process.waitFor(1, TimeUnit.MILLISECONDS);
    }
  }

  static int commits(Path run) {
    try (Stream<Path> files = Files.list(run.resolve("commits"))) {
      return (int) files.count();
    } catch (IOException notYet) {
      return 0;
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(SECONDS, TimeUnit.SECONDS);
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Waits for the end; the exit code. */
  int exit() throws InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("a driver must end within " + SECONDS + " s; " + output());
    }
    return process.exitValue();
  }

  /** What it said. */
  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
