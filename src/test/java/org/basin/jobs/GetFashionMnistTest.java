package org.basin.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program against a server on this machine. */
final class GetFashionMnistTest {

  @TempDir private Path place;

  private final Map<String, byte[]> served = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Random random = new Random(7);
    for (String name : List.of("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")) {
      byte[] bytes = new byte[100_003];
      random.nextBytes(bytes);
      served.put(name, bytes);
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().replaceFirst("^/set/", "");
    asked.add(name);
    byte[] bytes = served.get(name);
    exchange.sendResponseHeaders(bytes == null ? 404 : 200, bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private record Outcome(int code, String text) {}

  private Outcome fetch(String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of("jobs", "get-fashion-mnist").toAbsolutePath().toString());
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(place.toFile());
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", java, (path, bin) -> bin + ":" + path);
    // it is compiled at each start
    builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), text);
  }

  private Outcome fetchServed(String... sums) throws Exception {
    Path file = Files.write(place.resolve("sums"), List.of(sums));
    String from = "http://127.0.0.1:" + server.getAddress().getPort() + "/set/";
    return fetch("--from", from, "--sums", file.toString(), "here");
  }

  private String sum(String name) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(served.get(name));
    return HexFormat.of().formatHex(digest) + "  " + name;
  }

  private List<String> here() throws IOException {
    try (Stream<Path> files = Files.list(place.resolve("here"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void filesAreFetchedOnceAndCheckedEachTime() throws Exception {
    String[] sums = {sum("train-images-idx3-ubyte.gz"), sum("train-labels-idx1-ubyte.gz")};
    Outcome first = fetchServed(sums);
    assertThat(first.code()).as(first.text()).isZero();
    assertThat(here()).containsExactlyElementsOf(served.keySet().stream().sorted().toList());
    for (Map.Entry<String, byte[]> file : served.entrySet()) {
      assertThat(place.resolve("here").resolve(file.getKey())).hasBinaryContent(file.getValue());
    }
    asked.clear();
    assertThat(fetchServed(sums).code()).isZero();
    assertThat(asked).isEmpty();
    Files.writeString(place.resolve("here/train-labels-idx1-ubyte.gz"), "broken");
    assertThat(fetchServed(sums).code()).isZero();
    assertThat(asked).containsExactly("train-labels-idx1-ubyte.gz");
    assertThat(place.resolve("here/train-labels-idx1-ubyte.gz"))
        .hasBinaryContent(served.get("train-labels-idx1-ubyte.gz"));
  }

  @Test
  void whatComesWrongIsThrownAway() throws Exception {
    String wanted = sum("train-labels-idx1-ubyte.gz");
    served.put("train-labels-idx1-ubyte.gz", "something else".getBytes(UTF_8));
    Outcome outcome = fetchServed(wanted);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.text())
        .contains("SHA-256 of http://127.0.0.1:")
        .contains("must be " + wanted.substring(0, 64) + ", got ")
        .contains("nothing was kept");
    assertThat(here()).isEmpty();
    assertThat(asked).hasSize(3);
  }

  @Test
  void aFileThatTheServerLacksIsNamed() throws Exception {
    Outcome outcome = fetchServed("0".repeat(64) + "  missing.gz");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.text()).contains("/set/missing.gz must answer with 200, got 404");
    assertThat(here()).isEmpty();
  }

  @Test
  void namesThatLeaveTheFolderAreRefused() throws Exception {
    Outcome outcome = fetchServed("0".repeat(64) + "  ../outside");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.text()).contains("must be a SHA-256 and the name of a file, got 000");
    assertThat(asked).isEmpty();
  }

  @Test
  void theChecksumsOfFashionMnistAreThoseOfItsFourFiles() throws Exception {
    Outcome help = fetch("--help");
    assertThat(help.code()).isZero();
    assertThat(Files.readString(Path.of("jobs", "get-fashion-mnist")).lines())
        .filteredOn(line -> line.matches(" *[0-9a-f]{64} {2}(train|t10k)-.*\\.gz"))
        .hasSize(4);
  }
}
