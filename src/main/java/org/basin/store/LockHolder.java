package org.basin.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Who holds a lock.
 *
 * @param id of this holding; also names the attempt's staging folder
 * @param host where the process runs
 * @param pid of the process
 * @param started when the process started, ISO-8601; a pid alone comes round again; "" if unknown
 * @param since when the lock was taken, ISO-8601
 * @param container of YARN that the process runs in; "" if in none
 * @param machine whose process numbers the pid is among: hosts of one name need not be one machine,
 *     nor do containers on it share its numbers; "" if unknown
 */
record LockHolder(
    String id,
    String host,
    long pid,
    String started,
    String since,
    @Absent("\"\"") String container,
    @Absent("\"\"") String machine) {

  private static final String MACHINE = thisMachine();

  LockHolder {
    if (!id.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("id must be letters and digits, got " + id);
    }
    try {
      Instant.parse(since);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("since must be a time of ISO 8601, got " + since);
    }
  }

  /**
   * What a lock says; locks of builds before had neither container nor machine.
   *
   * @throws IllegalArgumentException if it is no lock
   */
  static LockHolder parse(String text) {
    return Json.read(text, LockHolder.class);
  }

  /** This process. */
  static LockHolder here(String id, Instant now) {
    ProcessHandle self = ProcessHandle.current();
    return new LockHolder(
        id,
        hostName(),
        self.pid(),
        self.info().startInstant().map(Instant::toString).orElse(""),
        now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString(),
        System.getenv().getOrDefault("CONTAINER_ID", ""),
        MACHINE);
  }

  /** This start of the kernel, and the namespace in which it numbers our processes. */
  private static String thisMachine() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | RuntimeException elsewhere) {
      return ""; // no Linux
    }
  }

  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Whether its process runs on this host, so that the operating system can tell if it lives. */
  boolean onThisHost() {
    return host.equals(hostName()) && (machine.isEmpty() || machine.equals(MACHINE));
  }

  /** Whether the process lives; only meaningful on its own host. */
  boolean alive() {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return false;
    }
    Optional<Instant> start = process.get().info().startInstant();
    if (start.isEmpty() || started.isEmpty()) {
      return true;
    }
    try {
      // the start time is computed from the boot time, which a clock adjustment moves a little
      Duration apart = Duration.between(Instant.parse(started), start.get()).abs();
      return apart.compareTo(Duration.ofSeconds(2)) <= 0;
    } catch (DateTimeParseException e) {
      return true;
    }
  }

  /** Whether YARN started this process because the other one is over. */
  boolean replaces(LockHolder other) {
    return YarnAttempt.of(container)
        .flatMap(ours -> YarnAttempt.of(other.container).filter(ours::follows))
        .isPresent();
  }

  @Override
  public String toString() {
    return "process %d on %s since %s".formatted(pid, host, since);
  }
}
