package org.basin.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.basin.draw.Html;

/**
 * The page with its parts put in: style, libraries and data. Browsers run no script but the two
 * whose hashes stand in its head, and load nothing from elsewhere.
 */
final class Template {

  /** Apache ECharts 5.5.0 as its WebJar has it, with its licence on top. */
  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)\\}\\}");

  private Template() {}

  /**
   * The page.
   *
   * @param texts shown as they are, by the name of their place
   * @param markup elements that are made elsewhere, by the name of their place
   * @param json what the script reads
   */
  static byte[] page(Map<String, String> texts, Map<String, String> markup, String json) {
    Map<String, String> parts = new HashMap<>(markup);
    texts.forEach((name, text) -> parts.put(name, Html.escaped(text)));
    String echarts = resource(ECHARTS);
    String script = resource("page.js");
    parts.put("style", resource("page.css"));
    parts.put("echarts", echarts);
    parts.put("script", script);
    // within a JSON text a < can stand in strings only, and is the same there
    parts.put("data", json.replace("<", "\\u003c"));
    parts.put("hashes", "'" + hash(echarts) + "' '" + hash(script) + "'");
    Matcher place = PLACE.matcher(resource("page.html"));
    StringBuilder page = new StringBuilder(2_000_000);
    while (place.find()) {
      String part = parts.get(place.group(1));
      if (part == null) {
        throw new IllegalStateException("a place must have a part, got " + place.group());
      }
      place.appendReplacement(page, "");
      page.append(part);
    }
    return place.appendTail(page).toString().getBytes(UTF_8);
  }

  private static String hash(String script) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java must have SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " must be on the class path, and is not");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a file of the class path must be readable, got " + name, e);
    }
  }
}
