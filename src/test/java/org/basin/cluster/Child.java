package org.basin.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that a test started; it and all that it started end with it. */
final class Child implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Process process;
  private final Path out;
  private final Path err;
  private final Queue<ProcessHandle> orphans = new ConcurrentLinkedQueue<>();

  private Child(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /**
   * Starts a process.
   *
   * @param name of its two logs
   */
  static Child start(Path logs, String name, Map<String, String> environment, List<String> command)
      throws IOException {
    Path out = logs.resolve(name + ".out");
    Path err = logs.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new Child(builder.start(), out, err);
  }

  /** Waits for the end; the exit code. */
  int exit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("a process must end within " + PATIENCE + "; " + err());
    }
    return process.exitValue();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  /** Its complaints, or that they can't be read. */
  String err() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Waits until its log has such a text; the first group. */
  String await(String pattern) {
    Pattern text = Pattern.compile(pattern);
    await(pattern + " in the log", () -> text.matcher(err()).find());
    Matcher found = text.matcher(err());
    return found.find() ? found.group(found.groupCount()) : "";
  }

  /** Waits until something holds, as long as the process lives. */
  void await(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (!process.isAlive() && !holds.getAsBoolean() || System.nanoTime() > end) {
        throw new AssertionError("must come: " + what + "; " + err());
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  /** The processes that it started whose command lines have such a word. */
  Stream<ProcessHandle> descendants(String word) {
    return process.descendants().filter(each -> commandLine(each).contains(word));
  }

  static String commandLine(ProcessHandle handle) {
    try {
      // ProcessHandle tells no arguments of long command lines
      return Files.readString(Path.of("/proc", "" + handle.pid(), "cmdline"));
    } catch (IOException gone) {
      return handle.info().commandLine().orElse("");
    }
  }

  /** SIGKILL, to it alone; what it started ends by itself, or with {@link #close}. */
  void kill() throws InterruptedException {
    process.descendants().forEach(orphans::add);
    process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.descendants().forEach(orphans::add);
    process.destroyForcibly();
    orphans.forEach(ProcessHandle::destroyForcibly);
  }
}
