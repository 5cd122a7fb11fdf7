package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar on another Java than the one that runs the tests, where one is installed. */
class OtherJavaIT {

  private static final String SWEEP =
      """
      name: small
      model: energy
      data: xor
      seed: 7
      replicates: 3
      parameters:
        activation: {values: [sigmoid, tanh, relu, hard-sigmoid, identity]}
        init: {values: [xavier, normal]}
        beta: {values: [0.1, 0.5]}
        alpha: {values: [0.1, 1000000]}
        weight_0_0_0: {min: -2, max: 2, step: 0.1}
      """;

  private static final Pattern MAJOR = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"vector", "scalar"})
  void anotherJavaGivesTheSameBits(String engine) throws Exception {
    Optional<Path> other = other();
    assumeTrue(
        other.isPresent(),
        "no Java >= 17 of another version than "
            + Runtime.version().feature()
            + " is installed in "
            + folders());
    Path sweep = Files.writeString(temp.resolve("small.yaml"), SWEEP);
    List<String> here = rows(run(Path.of(System.getProperty("java.home")), sweep, engine));
    List<String> there = rows(run(other.orElseThrow(), sweep, engine));
    assertThat(here).hasSize(5 * 2 * 2 * 2 * 41 * 3);
    assertThat(here).anyMatch(row -> row.contains("DIVERGED"));
    assertThat(there).as(other.get().toString()).isEqualTo(here);
  }

  @Test
  void theReleaseFileTellsTheVersion() {
    assertThat(major(Path.of(System.getProperty("java.home"))))
        .isEqualTo(Runtime.version().feature());
  }

  /** The newest Java of another version than this one. */
  private static Optional<Path> other() throws IOException {
    Optional<Path> newest = Optional.empty();
    for (Path folder : folders()) {
      List<Path> homes = new ArrayList<>();
      if (Files.isDirectory(folder)) {
        try (Stream<Path> all = Files.list(folder)) {
          all.sorted().forEach(homes::add);
        }
      }
      for (Path each : homes) {
        Path home =
            Files.isDirectory(each.resolve("Contents/Home")) ? each.resolve("Contents/Home") : each;
        int major = major(home);
        boolean newer = newest.isEmpty() || major > major(newest.get());
        if (major >= 17 && major != Runtime.version().feature() && newer) {
          newest = Optional.of(home);
        }
      }
    }
    return newest;
  }

  /** Where Javas are installed: beside this one, and where operating systems put them. */
  private static List<Path> folders() {
    Path home = Path.of(System.getProperty("java.home"));
    List<Path> folders = new ArrayList<>();
    if (home.getParent() != null) {
      folders.add(home.getParent());
    }
    folders.add(Path.of("/usr/lib/jvm"));
    folders.add(Path.of("/Library/Java/JavaVirtualMachines"));
    return folders.stream().distinct().toList();
  }

  /** The feature version of a Java; 0 when there is none. */
  private static int major(Path home) {
    try {
      Matcher matcher = MAJOR.matcher(Files.readString(home.resolve("release")));
      boolean there = Files.isExecutable(java(home)) && matcher.find();
      return there ? Integer.parseInt(matcher.group(1)) : 0;
    } catch (IOException none) {
      return 0;
    }
  }

  private static Path java(Path home) {
    return home.resolve("bin").resolve(File.separatorChar == '/' ? "java" : "java.exe");
  }

  /** Runs the sweep and gives its directory. */
  private Path run(Path home, Path sweep, String engine) throws Exception {
    String name = major(home) + engine;
    Path error = temp.resolve(name + ".err");
    Process process =
        new ProcessBuilder(
                java(home).toString(),
                "@conf/jvm.options",
                "-Dbasin.home=" + Path.of("").toAbsolutePath(),
                "-Dlog4j2.configurationFile=conf/log4j2.properties",
                "-cp",
                Path.of("target/basin.jar").toAbsolutePath()
                    + File.pathSeparator
                    + Files.readString(Path.of("target/classpath.txt")).strip(),
                "org.basin.cli.Main",
                "run",
                sweep.toString(),
                "engine=" + engine,
                "output.path=" + temp.resolve(name),
                "--no-answer")
            .redirectOutput(temp.resolve(name + ".out").toFile())
            .redirectError(error.toFile())
            .start();
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).as(name + " ends in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(error)).isZero();
    Path run = temp.resolve(name).resolve("small");
    assertThat(Files.readString(run.resolve("run.json"))).contains(" " + major(home) + ".");
    return run;
  }

  /** All rows by trial, numbers by their bits. */
  private static List<String> rows(Path run) throws Exception {
    List<String> rows = new ArrayList<>();
    String sql = "SELECT * FROM '" + run + "/waves/*/*.parquet' ORDER BY trial";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int c = 1; c <= columns; c++) {
          Object value = result.getObject(c);
          row.append(
                  value instanceof Float number
                      ? Integer.toHexString(Float.floatToRawIntBits(number))
                      : String.valueOf(value))
              .append(' ');
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }
}
