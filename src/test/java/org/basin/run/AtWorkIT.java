package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local run at work: what it listens on, what it tells, how it ends when it is told to. */
class AtWorkIT {

  private static final String SECRET = "Jb7-never-to-be-seen";

  /** A block takes minutes. */
  private static final String SWEEP =
      """
      name: slow
      model: energy
      data: xor
      parameters:
        epochs: 1000000
        free_steps: 1000
        hidden: [30, 30]
        beta: {min: 0.1, max: 0.5, count: 1000}
      """;

  @TempDir private Path temp;

  @Test
  void aRunListensOnLoopbackAloneTellsNoSecretAndEndsWhenTold() throws Exception {
    Path sweep = Files.writeString(temp.resolve("slow.yaml"), SWEEP);
    Path run = temp.resolve("slow");
    try (ClusterDriver driver =
        ClusterDriver.start(
            temp.resolve("driver"),
            List.of("-Xmx512m", "-Dbasin.home=" + Path.of("").toAbsolutePath()),
            Map.of(
                "spark.hadoop.fs.s3a.secret.key", SECRET, "spark.hadoop.fs.s3a.access.key", SECRET),
            "run",
            sweep.toString(),
            "output.path=" + temp)) {
      driver.await(() -> ClusterDriver.staged(run), "a task at work");
      assertThat(listening(driver.pid())).isNotEmpty().allMatch(AtWorkIT::loopback);
      assertRefused(sweep);
      driver.terminate();
      assertThat(driver.exit()).isEqualTo(143);
      assertThat(driver.error())
          .contains("Stopped: 0 of 1,000 trials are committed in ")
          .doesNotContain("Exception");
    }
    assertThat(run.resolve("_lock")).doesNotExist();
    assertThat(run.resolve("run.json")).content().contains("STOPPED");
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(each, StandardCharsets.ISO_8859_1))
            .as(each.toString())
            .doesNotContain(SECRET);
      }
    }
  }

  /** A second start, as a timer might make it, leaves at once. */
  private void assertRefused(Path sweep) throws Exception {
    try (ClusterDriver second =
        ClusterDriver.start(
            temp.resolve("second"),
            List.of(),
            Map.of(),
            "run",
            sweep.toString(),
            "output.path=" + temp)) {
      assertThat(second.exit()).as(second.error()).isEqualTo(75);
      assertThat(second.error()).contains("another process holds this run");
    }
  }

  private static boolean loopback(String address) {
    return address.equals("0100007F")
        || address.equals("00000000000000000000000001000000")
        || address.equals("0000000000000000FFFF00000100007F");
  }

  /** Addresses, as the kernel writes them, on which a process listens. */
  private static List<String> listening(long pid) throws IOException {
    Set<String> own = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path each : descriptors.toList()) {
        try {
          String target = Files.readSymbolicLink(each).toString();
          own.add(target.replaceFirst("socket:\\[(\\d+)]", "$1"));
        } catch (IOException closed) {
          // between two looks
        }
      }
    }
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
        String[] words = line.strip().split("\\s+");
        if (words[3].equals("0A") && own.contains(words[9])) {
          addresses.add(words[1].replaceFirst(":.*", ""));
        }
      }
    }
    return addresses;
  }
}
