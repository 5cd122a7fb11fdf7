package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.server.NoOpRpcHandler;
import org.apache.spark.network.util.MapConfigProvider;
import org.apache.spark.network.util.TransportConf;
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
      List<String> sockets = listening(driver.pid());
      assertThat(sockets).isNotEmpty().allMatch(AtWorkIT::loopback);
      for (String socket : sockets) {
        assertTurnedAway(Integer.parseInt(socket.replaceFirst(".*:", ""), 16));
      }
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

  @Test
  void aSecondSignalEndsItAtOnce() throws Exception {
    Path sweep = Files.writeString(temp.resolve("slow.yaml"), SWEEP);
    Path run = temp.resolve("slow");
    String[] arguments = {"run", sweep.toString(), "output.path=" + temp};
    try (ClusterDriver driver =
        ClusterDriver.start(temp.resolve("driver"), List.of(), Map.of(), arguments)) {
      driver.await(() -> ClusterDriver.staged(run), "a task at work");
      driver.terminate();
      driver.await(() -> driver.error().contains("Stopping: "), "the first signal");
      driver.terminate();
      assertThat(driver.exit()).isEqualTo(143);
      assertThat(driver.error())
          .contains("Stopped at once: the wave at work is dropped")
          .doesNotContain("trials are committed in");
    }
    // as after a crash, the next start clears away what is left
    assertThat(run.resolve("_lock")).exists();
    assertThat(run.resolve("commits")).doesNotExist();
  }

  /**
   * Another user of the machine, who speaks Spark's language but has no secret: Spark tells him
   * that it expected a handshake. Without authentication it would try to make sense of his words.
   */
  private static void assertTurnedAway(int port) throws Exception {
    TransportConf settings = new TransportConf("rpc", MapConfigProvider.EMPTY);
    try (TransportContext context = new TransportContext(settings, new NoOpRpcHandler());
        TransportClientFactory strangers = context.createClientFactory();
        TransportClient stranger = strangers.createUnmanagedClient("127.0.0.1", port)) {
      ByteBuffer words = ByteBuffer.wrap("let me in".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> stranger.sendRpcSync(words, 30_000))
          .as("port " + port)
          .hasMessageContaining("Expected SaslMessage");
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
    return address.startsWith("0100007F:")
        || address.startsWith("00000000000000000000000001000000:")
        || address.startsWith("0000000000000000FFFF00000100007F:");
  }

  /** Addresses and ports, as the kernel writes them, on which a process listens. */
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
          addresses.add(words[1]);
        }
      }
    }
    return addresses;
  }
}
