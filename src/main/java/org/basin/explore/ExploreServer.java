package org.basin.explore;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.basin.draw.JsonText;
import org.basin.sweep.SweepException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The page and what it asks, on 127.0.0.1 alone. All of it lies below a token that only the address
 * that is printed has; a Host or an Origin of another place is refused; the page may load and run
 * what comes from here and nothing else. Nothing is stored: what is saved is handed to the browser.
 */
public final class ExploreServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private static final int MOST_BYTES = 1 << 18;

  private static final int TOKEN_BYTES = 16;

  private static final String WEBJARS = "/META-INF/resources/webjars/";

  /** What the page loads, by name. */
  private static final Map<String, String> FILES =
      Map.of(
          "", "explore.html",
          "explore.css", "explore.css",
          "explore.js", "explore.js",
          "map.js", "map.js",
          "page.css", "/org/basin/page/page.css",
          "leaflet.js", WEBJARS + "leaflet/1.9.4/dist/leaflet.js",
          "leaflet.css", WEBJARS + "leaflet/1.9.4/dist/leaflet.css",
          "echarts.js", WEBJARS + "echarts/5.5.0/echarts.min.js");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Studio studio;
  private final String token;
  private final Javalin server;
  private final Map<String, Visitor> visitors = new ConcurrentHashMap<>();

  private ExploreServer(Studio studio, int port) {
    this.studio = studio;
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    token = HexFormat.of().formatHex(random);
    server = Javalin.start(config -> configure(config, port));
  }

  /**
   * Starts.
   *
   * @param source reads the sweep
   * @param question what stands above the sweep file; may be empty
   * @param configuration how files of data are reached
   * @param port to listen on; 0 for any that is free
   * @param patience how long one trial may train
   * @throws SweepException with all mistakes of the sweep
   */
  public static ExploreServer start(
      Explored.Source source,
      String question,
      Configuration configuration,
      int port,
      Duration patience)
      throws SweepException {
    Explored explored = new Explored(source, configuration);
    explored.data(explored.job(List.of()));
    explored.job(List.of()).engine().here().require();
    int cores = Runtime.getRuntime().availableProcessors();
    Studio studio = new Studio(explored, question, cores, patience.toMillis());
    studio.warmUp();
    return new ExploreServer(studio, port);
  }

  private void configure(io.javalin.config.JavalinConfig config, int port) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = MOST_BYTES;
    config.jetty.host = HOST;
    config.jetty.port = port;
    QueuedThreadPool threads = new QueuedThreadPool(32, 2);
    threads.setDaemon(true);
    threads.setName("basin-explore-server");
    config.jetty.threadPool = threads;
    config.jetty.modifyWebSocketServletFactory(
        factory -> {
          factory.setMaxTextMessageSize(MOST_BYTES);
          factory.setMaxBinaryMessageSize(MOST_BYTES);
          factory.setIdleTimeout(Duration.ofHours(12));
        });
    config.routes.before(this::guard);
    config.routes.wsBeforeUpgrade(this::guardWire);
    FILES.forEach(
        (name, file) -> config.routes.get("/{token}/" + name, it -> file(it, name, file)));
    config.routes.post("/{token}/save", this::save);
    config.routes.ws("/{token}/live", this::live);
    config.routes.exception(SweepException.class, (e, it) -> refuse(it, e));
    config.routes.exception(RuntimeException.class, (e, it) -> refuse(it, e));
  }

  private static void refuse(Context context, Exception e) {
    if (e instanceof Refused refused) {
      context.status(refused.status).result(refused.getMessage());
    } else {
      context.status(400).json(Map.of("message", String.valueOf(Telling.of(e))));
    }
  }

  /** A request that is none of the page's. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    Refused(int status, String law) {
      super(law);
      this.status = status;
    }
  }

  private void guard(Context context) {
    context.header("Content-Security-Policy", POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cache-Control", "no-store");
    if (!ours("http://" + context.header("Host"))) {
      throw new Refused(403, "the host must be 127.0.0.1");
    }
    String origin = context.header("Origin");
    if (origin != null && !ours(origin)) {
      throw new Refused(403, "the origin must be this page");
    }
    String path = context.path();
    String given = path.length() > 1 ? path.substring(1).split("/", 2)[0] : "";
    if (!MessageDigest.isEqual(given.getBytes(UTF_8), token.getBytes(US_ASCII))) {
      throw new Refused(404, "the address must be the one that ./basin explore printed");
    }
  }

  /** A browser says of every wire where it comes from. */
  private void guardWire(Context context) {
    guard(context);
    if (context.header("Origin") == null) {
      throw new Refused(403, "the origin must be this page");
    }
  }

  private boolean ours(String origin) {
    return origin.equals("http://" + HOST + ":" + server.port())
        || origin.equals("http://localhost:" + server.port());
  }

  private static void file(Context context, String name, String file) {
    String type =
        name.endsWith(".js") ? "text/javascript" : name.endsWith(".css") ? "text/css" : "text/html";
    try (InputStream in = ExploreServer.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " must be on the class path, and is not");
      }
      context.contentType(type + "; charset=utf-8").result(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void save(Context context) throws Exception {
    if (context.header("Origin") == null
        || !String.valueOf(context.contentType()).startsWith("application/json")) {
      throw new Refused(403, "a page must ask, in JSON");
    }
    String text = SavedView.text(studio.explored(), JSON.readTree(context.bodyAsBytes()));
    context.contentType("application/json").result(JsonText.line(Map.of("text", text)));
  }

  private void live(WsConfig wire) {
    wire.onConnect(it -> visitors.put(it.sessionId(), new Visitor(studio, wire(it))));
    wire.onMessage(it -> visitors.get(it.sessionId()).hear(it.message()));
    wire.onClose(it -> leave(it.sessionId()));
    wire.onError(it -> leave(it.sessionId()));
  }

  private void leave(String session) {
    Visitor visitor = visitors.remove(session);
    if (visitor != null) {
      visitor.close();
    }
  }

  private static Visitor.Wire wire(WsContext context) {
    return new Visitor.Wire() {
      @Override
      public synchronized void text(String json) {
        if (context.session.isOpen()) {
          context.send(json);
        }
      }

      @Override
      public synchronized void bytes(ByteBuffer bytes) {
        if (context.session.isOpen()) {
          context.send(bytes);
        }
      }
    };
  }

  /** Where the page is. */
  public String address() {
    return "http://" + HOST + ":" + server.port() + "/" + token + "/";
  }

  @Override
  public void close() {
    studio.close();
    server.stop();
  }
}
