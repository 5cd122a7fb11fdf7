package org.basin.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A store that speaks S3: S3Proxy over a folder, in a process of its own, on loopback. It does not
 * look at signatures.
 */
final class S3 implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

  private static final String BUCKET = "bucket";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final int port;
  private Child server;
  private int started;

  private S3(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts it with one empty bucket. */
  static S3 start(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("objects"));
    try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
      S3 store = new S3(folder, free.getLocalPort());
      free.close();
      store.up();
      store.send("PUT", "");
      return store;
    }
  }

  /** Starts its process, with what was stored before. */
  void up() throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("s3proxy.conf"),
            """
            s3proxy.authorization=none
            s3proxy.endpoint=%s
            jclouds.provider=filesystem-nio2
            jclouds.filesystem.basedir=%s
            """
                .formatted(endpoint(), folder.resolve("objects")));
    server =
        Child.start(
            folder,
            "s3-" + started++,
            Map.of("LOG_LEVEL", "warn"),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                Path.of("target/s3/s3proxy.jar").toAbsolutePath().toString(),
                "--properties",
                settings.toString()));
    server.await("an S3 server that answers", this::answers);
  }

  /** Kills its process; what is stored stays. */
  void down() throws InterruptedException {
    server.kill();
  }

  private boolean answers() {
    try {
      client.send(
          HttpRequest.newBuilder(endpoint()).build(), HttpResponse.BodyHandlers.discarding());
      return true;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The address of a path in its bucket. */
  static String at(String path) {
    return "s3a://" + BUCKET + path;
  }

  /** Keys of all objects below a path, without that path, as the server lists them. */
  SortedSet<String> keys(String path) {
    try {
      String list = send("GET", "?list-type=2&prefix=" + path.substring(1) + "/");
      Matcher key = KEY.matcher(list);
      SortedSet<String> keys = new TreeSet<>();
      while (key.find()) {
        keys.add(key.group(1).substring(path.length()));
      }
      return keys;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How many waves of a run are committed. */
  int commits(String run) {
    return (int) keys(run).stream().filter(key -> key.matches("commits/\\d+\\.json")).count();
  }

  String read(String path) throws IOException, InterruptedException {
    return send("GET", path);
  }

  /** Copies all below a path to this machine's disk, by the server's own answers. */
  void get(String path, Path target) throws IOException, InterruptedException {
    for (String key : keys(path)) {
      if (key.isEmpty() || key.endsWith("/")) {
        continue;
      }
      Path file = target.resolve(key);
      Files.createDirectories(file.getParent());
      client.send(request("GET", path + "/" + key), HttpResponse.BodyHandlers.ofFile(file));
    }
  }

  private String send(String method, String path) throws IOException, InterruptedException {
    return client.send(request(method, path), HttpResponse.BodyHandlers.ofString()).body();
  }

  private HttpRequest request(String method, String path) {
    return HttpRequest.newBuilder(URI.create(endpoint() + "/" + BUCKET + path))
        .method(method, HttpRequest.BodyPublishers.noBody())
        .build();
  }

  @Override
  public void close() {
    server.close();
  }
}
