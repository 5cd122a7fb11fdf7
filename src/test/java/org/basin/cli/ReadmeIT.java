package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.basin.cli.Markdown.Block;
import org.basin.cli.process.Exit;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.Models;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README and the pages that go on from it, word by word, in a checkout of their own.
 *
 * <ul>
 *   <li>{@code sh}: executed in order; must exit 0, or as {@code <!-- exits: 2 -->} above it says.
 *   <li>{@code java}, {@code sql}: executed in one program, where {@code spark} is a session.
 *   <li>{@code sql duckdb}: executed by DuckDB.
 *   <li>{@code yaml}: must be a sweep.
 *   <li>{@code text} right below a block is exactly what it prints, on stderr when it fails. The
 *       number and size of files are left out: they depend on the number of cores.
 *   <li>{@code <!-- file: NAME -->} puts a block into the checkout before anything runs.
 *   <li>{@code <!-- not executed: why -->} leaves a block out.
 * </ul>
 */
class ReadmeIT {

  private static final List<String> PAGES = List.of("README.md", "docs/xor.md", "docs/spark.md");
  private static final Set<String> EXECUTED = Set.of("sh", "java", "sql", "sql duckdb", "yaml");
  private static final Set<String> SHOWN = Set.of("text", "python");
  private static final Pattern FILES = Pattern.compile("\\([0-9,]+ files?, [0-9.]+ [kMG]?B\\)");

  /** What the JVM and the launcher say beside the program. */
  private static final Pattern ASIDE = Pattern.compile("(?m)^(WARNING:|basin: (build|prep)).*\n");

  /** Commands that train nothing: their short lives compile little. */
  private static final Pattern ASKING =
      Pattern.compile("(\\./basin (map|plan|query|status|validate) [^\n]*\n?)+");

  @TempDir private static Path home;
  private static List<Block> blocks;
  private static final List<Printed> PRINTED = new ArrayList<>();

  /** A block and what it printed. */
  private record Printed(Block block, int code, String out, String err) {}

  @BeforeAll
  static void followTheReadme() throws Exception {
    blocks = new ArrayList<>();
    for (String page : PAGES) {
      blocks.addAll(Markdown.blocks(Files.readAllLines(Path.of(page))));
    }
    checkout();
    for (Block block : blocks) {
      if (block.mark("file").isPresent()) {
        Files.writeString(home.resolve(block.mark("file").get()), block.text() + "\n");
      }
    }
    for (Block block : executed("sh")) {
      PRINTED.add(process(block, List.of("sh", "-e", "-c", block.text())));
    }
  }

  @Test
  void everyBlockIsExecutedOrSaysWhyNot() {
    assertThat(blocks).extracting(Block::language).containsAll(EXECUTED);
    assertThat(blocks)
        .allSatisfy(
            block ->
                assertThat(EXECUTED.contains(block.language()))
                    .as("line " + block.line() + ": " + block.language())
                    .isNotEqualTo(SHOWN.contains(block.language())))
        .allSatisfy(block -> assertThat(block.mark("not executed")).isNotEqualTo(""));
  }

  @Test
  void commandsDoWhatIsShown() {
    assertThat(PRINTED).hasSizeGreaterThan(4).allSatisfy(ReadmeIT::check);
  }

  @Test
  void programsPrintWhatIsShown() throws Exception {
    List<Block> parts =
        executedBlocks().filter(b -> Set.of("java", "sql").contains(b.language())).toList();
    String marker = "=== next block";
    StringBuilder program =
        new StringBuilder(
            """
            import static org.apache.spark.sql.functions.*;
            import org.apache.spark.sql.*;

            class Program {
              public static void main(String[] args) throws Exception {
                SparkSession spark = SparkSession.builder().appName("readme").getOrCreate();
            """);
    for (Block part : parts) {
      String body =
          part.language().equals("java")
              ? part.text()
              : "Dataset<Row> rows = spark.sql(\"\"\"\n%s\n\"\"\");\nif (rows.columns().length > 0) rows.show();"
                  .formatted(part.text());
      program.append("{\n").append(body).append("\n}\n");
      program.append("System.out.println(\"").append(marker).append("\");\n");
    }
    Files.writeString(home.resolve("Program.java"), program.append("}\n}\n"));
    Printed all =
        process(
            parts.get(0),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@conf/jvm.options",
                "-Dlog4j2.configurationFile=conf/log4j2.properties",
                "-Dspark.master=local[2]",
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.sql.shuffle.partitions=2",
                "-cp",
                Path.of("target/basin.jar").toAbsolutePath()
                    + File.pathSeparator
                    + Files.readString(Path.of("target/classpath.txt")).strip(),
                "Program.java"));
    assertThat(all.code()).as(all.err()).isZero();
    String[] outs = all.out().split(marker + "\n", -1);
    assertThat(outs).hasSize(parts.size() + 1);
    for (int i = 0; i < parts.size(); i++) {
      check(new Printed(parts.get(i), 0, outs[i], all.err()));
    }
  }

  @Test
  void duckdbReadsTheTable() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (Block block : executed("sql duckdb")) {
        String sql = block.text().replace("'results/", "'" + home + "/results/");
        try (ResultSet result = statement.executeQuery(sql)) {
          assertThat(result.next()).as("line " + block.line()).isTrue();
        }
      }
      String table = "'" + home + "/results/xor-initialisation-grid/waves/*/*.parquet'";
      try (ResultSet result =
          statement.executeQuery(
              "SELECT count(DISTINCT trial), count(*) FILTER (error = 0 AND free_error > 0) FROM "
                  + table)) {
        assertThat(result.next()).isTrue();
        assertThat(result.getLong(1)).isEqualTo(531_441);
        assertThat(result.getLong(2)).isEqualTo(304_771);
      }
    }
  }

  @Test
  void sweepsAreSweeps() throws Exception {
    SweepParser parser = new SweepParser(new Models());
    for (Block block : executed("yaml")) {
      Path file = home.resolve(block.mark("file").orElseThrow());
      assertThat(parser.parse(file, List.of()).model()).isEqualTo("energy");
    }
  }

  private static void check(Printed printed) {
    Block block = printed.block();
    int code = block.mark("exits").map(Integer::valueOf).orElse(Exit.DONE);
    assertThat(printed.code())
        .as("line %d: %s%n%s", block.line(), block.text(), printed.err())
        .isEqualTo(code);
    String shown = code == Exit.DONE ? printed.out() : ASIDE.matcher(printed.err()).replaceAll("");
    block
        .output()
        .ifPresent(
            text -> assertThat(plain(shown)).as("line " + block.line()).isEqualTo(plain(text)));
  }

  private static String plain(String text) {
    return FILES.matcher(text).replaceAll("(files)").strip();
  }

  private static Stream<Block> executedBlocks() {
    return blocks.stream().filter(block -> block.mark("not executed").isEmpty());
  }

  private static List<Block> executed(String language) {
    return executedBlocks().filter(block -> block.language().equals(language)).toList();
  }

  /** A fresh checkout, whose Maven hands out the jar of this build. */
  private static void checkout() throws IOException {
    for (String folder : List.of("src/main", "conf", "jobs", "data/golden", "prebuilt")) {
      Files.createDirectories(home.resolve(folder));
    }
    List<Path> files = new ArrayList<>(List.of(Path.of("basin"), Path.of("pom.xml")));
    for (String folder : List.of("conf", "jobs", "data/golden")) {
      try (Stream<Path> found = Files.list(Path.of(folder))) {
        found.forEach(files::add);
      }
    }
    for (Path file : files) {
      Files.copy(file, home.resolve(file.toString()));
    }
    for (String name : List.of("basin.jar", "classpath.txt")) {
      Files.copy(Path.of("target", name), home.resolve("prebuilt").resolve(name));
    }
    Path maven = home.resolve("mvnw");
    Files.writeString(maven, "#!/bin/sh\nmkdir -p target\ncp prebuilt/* target/\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  private static Printed process(Block block, List<String> command) throws Exception {
    Path out = Files.createTempFile(home, "out", "");
    Path err = Files.createTempFile(home, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    String little = ASKING.matcher(block.text()).matches() ? " -XX:TieredStopAtLevel=1" : "";
    builder.environment().put("COLUMNS", "100");
    builder.environment().put("BASIN_JAVA_OPTS", "-XX:+UseSerialGC" + little);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(block.text() + " ends in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Printed(block, process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
