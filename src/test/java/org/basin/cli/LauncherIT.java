package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout of its own, in a folder with blanks. Its Maven is a stand-in that
 * counts how often it is asked and hands out the jar of this build.
 */
class LauncherIT {

  @TempDir private Path temp;
  private Path home;

  @BeforeEach
  void checkout() throws IOException {
    home = Files.createDirectories(temp.resolve("a check out"));
    Files.createDirectories(home.resolve("src/main"));
    Files.createDirectories(home.resolve("conf"));
    Files.createDirectories(home.resolve("prebuilt"));
    for (String name : List.of("basin", "pom.xml", "conf/jvm.options", "conf/log4j2.properties")) {
      Files.copy(Path.of(name), home.resolve(name));
    }
    Files.copy(Path.of("target/basin.jar"), home.resolve("prebuilt/basin.jar"));
    Files.copy(Path.of("target/classpath.txt"), home.resolve("prebuilt/classpath.txt"));
    Path maven = home.resolve("mvnw");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        echo "$@" >>builds
        mkdir -p target
        cp prebuilt/* target/
        """);
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void aFreshCheckoutIsBuiltOnceThoughTwoStartTogether() throws Exception {
    Process one = start(Map.of(), "--version");
    Process two = start(Map.of(), "--version");
    assertThat(finish(one)).isZero();
    assertThat(finish(two)).isZero();
    assertThat(builds()).hasSize(1);
    assertThat(home.resolve("target/launch.lock")).doesNotExist();
  }

  @Test
  void onlyChangedSourcesAreBuiltAgain() throws Exception {
    assertThat(finish(start(Map.of(), "--version"))).isZero();
    assertThat(finish(start(Map.of(), "--version"))).isZero();
    assertThat(builds()).hasSize(1);
    Path source = Files.writeString(home.resolve("src/main/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(finish(start(Map.of(), "--version"))).isZero();
    assertThat(builds()).hasSize(2);
  }

  @Test
  void aLockWhoseOwnerDiedIsNoHindrance() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(home.resolve("target"));
    Files.createSymbolicLink(
        home.resolve("target/launch.lock"), Path.of(Long.toString(dead.pid())));
    assertThat(finish(start(Map.of(), "--version"))).isZero();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aFailedBuildIsSaidAndRunsNothing() throws Exception {
    Files.writeString(home.resolve("mvnw"), "#!/bin/sh\necho 'no compiler today' >&2\nexit 1\n");
    assertThat(finish(start(Map.of(), "--version"))).isEqualTo(Exit.ERROR);
    assertThat(error()).contains("no compiler today", "basin: the build failed");
  }

  @Test
  void theProcessBecomesJavaAndKeepsTheCallersFolderAndArguments() throws Exception {
    Process process = start(Map.of(), "validate", "jobs/no such file.yaml");
    assertThat(finish(process)).isEqualTo(Exit.MISTAKE);
    assertThat(error()).contains("jobs/no such file.yaml:");
  }

  @Test
  void aLinkToTheLauncherFindsItsHome() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("a check out/basin"));
    assertThat(finish(start(link, Map.of(), "--version"))).isZero();
    assertThat(Files.readString(temp.resolve("out"))).contains("Spark ");
  }

  @Test
  void anOldJavaIsRefusedWithWhatToDo() throws Exception {
    Path old = Files.createDirectories(temp.resolve("old/bin")).getParent();
    Path java = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    assertThat(finish(start(Map.of("JAVA_HOME", old.toString()), "--version"))).isNotZero();
    assertThat(error()).contains("Java >= 17 must hold, got 11.0.2").contains("set JAVA_HOME");
  }

  @Test
  void aJavaHomeWithoutJavaIsRefused() throws Exception {
    assertThat(finish(start(Map.of("JAVA_HOME", temp.toString()), "--version"))).isNotZero();
    assertThat(error()).contains("JAVA_HOME must hold bin/java, got JAVA_HOME=" + temp);
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    return start(home.resolve("basin"), environment, arguments);
  }

  private Process start(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(temp.resolve("out").toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(temp.resolve("err").toFile()));
    builder.environment().put("BASIN_ARCHIVE", "off");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static int finish(Process process) throws InterruptedException {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends in time").isTrue();
    return process.exitValue();
  }

  private List<String> builds() {
    try {
      return Files.readAllLines(home.resolve("builds"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String error() throws IOException {
    return Files.readString(temp.resolve("err"), StandardCharsets.UTF_8);
  }
}
