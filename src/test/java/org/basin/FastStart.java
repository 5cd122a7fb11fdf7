package org.basin;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a test starts the packaged jar in a process of a short life: with an archive of the classes
 * that it loads (JEP 350), as the launcher does, which halves what a start of Spark costs. Nothing
 * that is computed depends on it, and without it the process starts slower.
 */
public final class FastStart {

  private static final Path JAR = Path.of("target/basin.jar").toAbsolutePath();
  private static final Path ARCHIVE =
      Path.of("target", "tests-" + Runtime.version() + ".jsa").toAbsolutePath();

  private FastStart() {}

  /** Options of Java for this class path; the first call of a build makes the archive. */
  public static synchronized List<String> options() throws IOException, InterruptedException {
    // another fork of the tests may be making it
    try (FileChannel channel =
            FileChannel.open(
                ARCHIVE.resolveSibling("tests.jsa.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (held.isValid() && !fresh()) {
        Path made = ARCHIVE.resolveSibling("tests.jsa.new");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("conf/jvm.options").toAbsolutePath());
        command.add("-Dlog4j2.configurationFile=" + Path.of("conf/log4j2.properties"));
        command.addAll(archiving(made));
        command.addAll(List.of("-cp", classPath(), "org.basin.cli.Main", "warm-up"));
        make(new ProcessBuilder(command), made, ARCHIVE);
      }
    }
    return from(ARCHIVE);
  }

  private static boolean fresh() throws IOException {
    return Files.exists(ARCHIVE)
        && Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(JAR)) > 0;
  }

  /** Runs what ends with an archive, and moves that to its place. */
  public static void make(ProcessBuilder warmUp, Path made, Path archive)
      throws IOException, InterruptedException {
    Path said = made.resolveSibling(made.getFileName() + ".log");
    Process process = warmUp.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("a warm-up must exit 0, got " + code + ": " + Files.readString(said));
      }
    } finally {
      process.destroyForcibly();
    }
    if (Files.exists(made)) {
      Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Options of a process that makes an archive at its end; it need not be fast for long. */
  public static List<String> archiving(Path made) {
    return List.of(
        "-XX:ArchiveClassesAtExit=" + made,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xlog:disable");
  }

  /** Options of a process that starts from an archive, if there is one. */
  public static List<String> from(Path archive) {
    List<String> options = new ArrayList<>();
    // a few seconds are too short for collecting side by side
    options.add("-XX:+UseSerialGC");
    if (Files.exists(archive)) {
      options.add("-XX:SharedArchiveFile=" + archive);
      options.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:cds*=off:stderr"));
    }
    return options;
  }

  /** The packaged jar and all it stands on, absolute; more may follow behind it. */
  public static String classPath() {
    try {
      String jars = Files.readString(Path.of("target/classpath.txt")).strip();
      return Arrays.stream((JAR + File.pathSeparator + jars).split(File.pathSeparator, -1))
          .map(entry -> Path.of(entry).toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
