package org.basin.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** The way to an S3 server, on which requests are counted and a few meet with an accident. */
final class Door implements AutoCloseable {

  /** What happens to a request on its way. */
  enum Accident {
    /** It arrives without its condition. */
    UNCONDITIONAL,
    /** It is done, and the answer is lost. */
    UNANSWERED,
    /** It is not done: 409, as where two writes of a name meet. */
    CONFLICT
  }

  /** Set by clients of HTTP for themselves. */
  private static final Set<String> OWN =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Map<String, Accident> once = new ConcurrentHashMap<>();
  private final URI server;
  private final HttpServer door;
  private final boolean conditions;

  private Door(URI server, HttpServer door, boolean conditions) {
    this.server = server;
    this.door = door;
    this.conditions = conditions;
  }

  /** A door through which all comes as it was sent. */
  static Door before(S3 store) throws IOException {
    return open(store, true);
  }

  /** A door that makes of the server one that ignores If-None-Match. */
  static Door ignoringConditions(S3 store) throws IOException {
    return open(store, false);
  }

  private static Door open(S3 store, boolean conditions) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Door door = new Door(store.endpoint(), http, conditions);
    http.createContext("/", door::pass);
    http.setExecutor(door.threads);
    http.start();
    return door;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
  }

  /** The next PUT of a key that ends so meets with an accident. */
  void once(String end, Accident accident) {
    once.put(end, accident);
  }

  /** Ends of keys whose accident has not happened. */
  Set<String> waiting() {
    return once.keySet();
  }

  /** Requests by method. */
  Map<String, Long> counts() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((method, count) -> all.put(method, count.sum()));
    return all;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      boolean copy = exchange.getRequestHeaders().containsKey("x-amz-copy-source");
      counts.computeIfAbsent(copy ? "COPY" : method, each -> new LongAdder()).increment();
      byte[] body = exchange.getRequestBody().readAllBytes();
      Accident accident = method.equals("PUT") ? accident(exchange.getRequestURI()) : null;
      if (accident == Accident.CONFLICT) {
        byte[] answer =
            "<Error><Code>ConditionalRequestConflict</Code><Message>conflict</Message></Error>"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(409, answer.length);
        exchange.getResponseBody().write(answer);
        return;
      }
      HttpResponse<byte[]> answer = client.send(request(exchange, method, body), bytes());
      if (accident != Accident.UNANSWERED) {
        answer(exchange, method, answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Accident accident(URI uri) {
    for (String end : once.keySet()) {
      if (uri.getPath().endsWith(end)) {
        return once.remove(end);
      }
    }
    return null;
  }

  private HttpRequest request(HttpExchange exchange, String method, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI().toString()))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!OWN.contains(lower) && (conditions || !lower.equals("if-none-match"))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private static HttpResponse.BodyHandler<byte[]> bytes() {
    return HttpResponse.BodyHandlers.ofByteArray();
  }

  private static void answer(HttpExchange exchange, String method, HttpResponse<byte[]> answer)
      throws IOException {
    Map<String, List<String>> headers = answer.headers().map();
    headers.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          boolean length = lower.equals("content-length") && method.equals("HEAD");
          if (length || !OWN.contains(lower)) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
    byte[] body = answer.body();
    exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    door.stop(0);
    threads.shutdownNow();
  }
}
