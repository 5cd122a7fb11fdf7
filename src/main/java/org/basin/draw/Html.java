package org.basin.draw;

import java.util.List;

/** A page of HTML that needs nothing from elsewhere; every text is escaped. */
public final class Html {

  private static final String STYLE =
      """
      :root { color-scheme: light; }
      body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fff;
        margin: 2rem auto; max-width: 72rem; padding: 0 1.5rem; }
      h1 { font-size: 1.6rem; margin-bottom: 0.2rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
      table { border-collapse: collapse; } .wide { overflow-x: auto; }
      td, th { padding: 0.15rem 0.8rem 0.15rem 0; text-align: left; vertical-align: top; }
      th { font-weight: 600; border-bottom: 1px solid #bbb; }
      .number { text-align: right; font-variant-numeric: tabular-nums; }
      pre { background: #f6f6f6; padding: 0.8rem; overflow-x: auto; font-size: 13px; }
      figure { display: inline-block; margin: 0.4rem 1rem 0.8rem 0; vertical-align: top; }
      figcaption { font-size: 13px; color: #555; max-width: 340px; }
      img { max-width: 100%; height: auto; }
      svg text { font: 11px system-ui, sans-serif; fill: #222; }
      .bar { fill: #3b6ea5; } .frame { fill: none; stroke: #222; } .tick { stroke: #222; }
      .most { fill: #d6e3f0; } .half { fill: #9dbcdc; } .dot { fill: #123c69; }
      .median { fill: none; stroke: #123c69; stroke-width: 2; }
      .note { color: #8a4b00; }
      """;

  private final StringBuilder body = new StringBuilder();

  /** A text that a browser shows as it is, in an element or an attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A heading of a level from 1. */
  public void heading(int level, String text) {
    element("h" + level, "", text);
  }

  /** A paragraph. */
  public void paragraph(String text) {
    element("p", "", text);
  }

  /** A paragraph that warns. */
  public void note(String text) {
    element("p", " class=\"note\"", text);
  }

  /** Lines as they are, in letters of equal width. */
  public void lines(List<String> lines) {
    element("pre", "", String.join("\n", lines));
  }

  private void element(String name, String attributes, String text) {
    body.append('<').append(name).append(attributes).append('>');
    body.append(escaped(text)).append("</").append(name).append(">\n");
  }

  /**
   * A table.
   *
   * @param names of the columns; none for a table without a line of names
   */
  public void table(List<String> names, List<List<String>> rows) {
    body.append("<div class=\"wide\"><table>\n");
    if (!names.isEmpty()) {
      row("th", names);
    }
    rows.forEach(row -> row("td", row));
    body.append("</table></div>\n");
  }

  private void row(String cell, List<String> texts) {
    body.append("<tr>");
    for (String text : texts) {
      element(cell, TextTable.number(text) ? " class=\"number\"" : "", text);
    }
    body.append("</tr>\n");
  }

  /** An SVG element with a line below. */
  public void chart(String svg, String caption) {
    body.append("<figure>").append(svg);
    element("figcaption", "", caption);
    body.append("</figure>\n");
  }

  /**
   * An image that lies beside the page.
   *
   * @param file its name, without a folder
   */
  public void image(String file, String says) {
    body.append("<figure><img src=\"").append(escaped(file)).append("\" alt=\"");
    body.append(escaped(says)).append("\"></figure>\n");
  }

  /** The whole page. */
  public String page(String title) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    %s</body>
    </html>
    """
        .formatted(escaped(title), STYLE, body);
  }
}
