package org.basin.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.basin.trial.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExploreServerTest {

  private static final String SWEEP =
      """
      model: energy
      data: xor
      parameters:
        hidden: [2]
        epochs: 2
        alpha: {min: 0.1, max: 1, step: 0.1}
        beta: {min: 0.1, max: 0.9, step: 0.1}
      """;

  private static ExploreServer server;
  private static URI address;

  @BeforeAll
  static void start() throws Exception {
    server =
        ExploreServer.start(
            changes -> Job.stored("t.yaml", SWEEP, changes, new Configuration()),
            "",
            new Configuration(),
            0,
            Duration.ofSeconds(60));
    address = URI.create(server.address());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The status line and the headers of an answer to a request that no browser sends. */
  private static String raw(String method, String path, String headers, String body)
      throws Exception {
    try (Socket socket = new Socket("127.0.0.1", address.getPort())) {
      String request =
          "%s %s HTTP/1.1\r\n%s%s\r\n\r\n%s"
              .formatted(
                  method,
                  path,
                  headers,
                  body.isEmpty() ? "" : "\r\nContent-Length: " + body.length(),
                  body);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.setSoTimeout(60_000);
      byte[] read = new byte[4096]; // the head of an answer and the beginning of its body
      int length = socket.getInputStream().readNBytes(read, 0, 12);
      length += Math.max(0, socket.getInputStream().read(read, length, read.length - length));
      return new String(read, 0, length, UTF_8);
    }
  }

  private static String host() {
    return "Host: 127.0.0.1:" + address.getPort();
  }

  @Test
  void onlyThePageAtItsAddressIsServed() throws Exception {
    String path = address.getPath();
    String origin = "\r\nOrigin: http://127.0.0.1:" + address.getPort();
    assertThat(raw("GET", path, host(), ""))
        .startsWith("HTTP/1.1 200")
        .contains("script-src 'self';", "frame-ancestors 'none'", "nosniff");
    assertThat(raw("GET", path + "explore.js", host() + origin, "")).startsWith("HTTP/1.1 200");
    assertThat(raw("GET", "/", host(), "")).startsWith("HTTP/1.1 404");
    assertThat(raw("GET", "/" + "0".repeat(32) + "/", host(), "")).startsWith("HTTP/1.1 404");
    assertThat(raw("GET", path, "Host: evil.example", "")).startsWith("HTTP/1.1 403");
    assertThat(raw("GET", path, host() + "\r\nOrigin: http://evil.example", ""))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET", path + "save", host(), "")).startsWith("HTTP/1.1 404");
    String json = "\r\nContent-Type: application/json";
    assertThat(raw("POST", path + "save", host() + json, "{}")).startsWith("HTTP/1.1 403");
    assertThat(raw("POST", path + "save", host() + origin, "{}")).startsWith("HTTP/1.1 403");
    assertThat(raw("POST", path + "save", host() + json + origin, "{}"))
        .startsWith("HTTP/1.1 400")
        .contains("must be a number");
    assertThat(raw("POST", path + "save", host() + json + origin, "x".repeat(300_000)))
        .startsWith("HTTP/1.1 413");
  }

  /** The status with which a wire is refused; 101 when it is opened. */
  private static int opening(String path, String... origin) {
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    for (String one : origin) {
      builder.header("Origin", one);
    }
    URI uri = URI.create("ws://127.0.0.1:" + address.getPort() + path);
    try {
      builder.buildAsync(uri, new WebSocket.Listener() {}).join().abort();
      return 101;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  @Test
  void aWireIsOpenedByThePageAlone() {
    String live = address.getPath() + "live";
    String here = "http://127.0.0.1:" + address.getPort();
    assertThat(opening(live, here)).isEqualTo(101);
    assertThat(opening(live)).isEqualTo(403);
    assertThat(opening(live, "http://evil.example")).isEqualTo(403);
    assertThat(opening("/" + "0".repeat(32) + "/live", here)).isEqualTo(404);
  }

  @Test
  void aWireTellsControlsTrialsTilesAndMistakes() throws Exception {
    BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    WebSocket wire = open(heard);
    wire.sendText("{\"type\": \"controls\", \"id\": 1}", true).join();
    assertThat((String) heard.poll(60, TimeUnit.SECONDS))
        .contains("\"id\":1", "\"name\":\"alpha\"", "\"epochs\"");
    wire.sendText("{\"type\": \"trial\", \"id\": 2, \"scene\": {}}", true).join();
    assertThat((String) heard.poll(60, TimeUnit.SECONDS))
        .contains("\"id\":2", "COMPLETE", "\"figures\"", "\"learned\":\"state-0\"");
    String axis = "{\"name\": \"%s\", \"low\": \"0.1\", \"high\": \"0.9\", \"log\": false}";
    wire.sendText(
            "{\"type\": \"tile\", \"id\": 3, \"scene\": {}, \"shade\": \"cost\", \"zoom\": 0, \"i\": 0, \"j\": 0, \"x\": %s, \"y\": %s}"
                .formatted(axis.formatted("alpha"), axis.formatted("beta")),
            true)
        .join();
    for (int pass = 0; pass < Tile.PASSES; pass++) {
      ByteBuffer tile = (ByteBuffer) heard.poll(60, TimeUnit.SECONDS);
      assertThat(tile.getInt(0)).isEqualTo(3);
      assertThat(tile.getInt(4)).isEqualTo(pass);
      assertThat(tile.remaining()).isEqualTo(16 + 5 * (1 << (10 + 2 * pass)));
    }
    wire.sendText("{\"type\": \"tile\", \"id\": 4, \"zoom\": 99}", true).join();
    assertThat((String) heard.poll(60, TimeUnit.SECONDS)).contains("\"failed\"", "zoom <= 40");
    wire.sendText("nonsense", true).join();
    assertThat((String) heard.poll(60, TimeUnit.SECONDS)).contains("must be JSON");
    wire.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  private static WebSocket open(BlockingQueue<Object> heard) {
    StringBuilder text = new StringBuilder();
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    CompletableFuture<WebSocket> opened =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Origin", "http://127.0.0.1:" + address.getPort())
            .buildAsync(
                URI.create(server.address().replace("http", "ws") + "live"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket wire, CharSequence part, boolean last) {
                    text.append(part);
                    if (last) {
                      heard.add(text.toString());
                      text.setLength(0);
                    }
                    wire.request(1);
                    return null;
                  }

                  @Override
                  public CompletionStage<?> onBinary(
                      WebSocket wire, ByteBuffer part, boolean last) {
                    byte[] all = new byte[part.remaining()];
                    part.get(all);
                    bytes.writeBytes(all);
                    if (last) {
                      heard.add(
                          ByteBuffer.wrap(bytes.toByteArray())
                              .order(java.nio.ByteOrder.LITTLE_ENDIAN));
                      bytes.reset();
                    }
                    wire.request(1);
                    return null;
                  }
                });
    return opened.join();
  }
}
