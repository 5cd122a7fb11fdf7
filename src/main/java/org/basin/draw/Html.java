package org.basin.draw;

/** Texts in markup. */
public final class Html {

  private Html() {}

  /** A text that a browser shows as it is, in an element or an attribute. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
