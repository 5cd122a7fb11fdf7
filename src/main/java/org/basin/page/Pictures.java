package org.basin.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.draw.Drawing;
import org.basin.draw.Figure;
import org.basin.draw.Html;
import org.basin.draw.Medium;

/**
 * Pictures of trials, drawn when the page is made.
 *
 * @param drawn one after the other
 * @param reason why there are none; "" where there are some
 */
public record Pictures(List<Drawn> drawn, String reason) {

  /**
   * A picture.
   *
   * @param title stands above
   * @param caption lines below
   * @param svg an element
   */
  public record Drawn(String title, List<String> caption, String svg) {
    public Drawn {
      caption = List.copyOf(caption);
    }

    /** A figure of a trial. */
    public static Drawn of(long trial, Figure figure) {
      return new Drawn(
          "trial %d: %s".formatted(trial, figure.title()),
          figure.caption(),
          new String(Drawing.bytes(figure, Medium.SVG), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  public Pictures {
    drawn = List.copyOf(drawn);
  }

  /** None, and why. */
  public static Pictures none(String reason) {
    return new Pictures(List.of(), reason);
  }

  Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("drawn", drawn.size());
    map.put("reason", reason);
    return map;
  }

  /** The elements that stand in the page. */
  Map<String, String> markup() {
    StringBuilder figures = new StringBuilder();
    for (Drawn picture : drawn) {
      List<String> said = new ArrayList<>(List.of(picture.title()));
      said.addAll(picture.caption());
      String text = Html.escaped(String.join("; ", said));
      figures
          .append("<figure class=\"drawn\"><div role=\"img\" aria-label=\"")
          .append(text)
          .append("\">")
          .append(picture.svg())
          .append("</div><figcaption>")
          .append(Html.escaped(picture.title()))
          .append("</figcaption></figure>\n");
    }
    return Map.of("pictures", figures.toString());
  }
}
