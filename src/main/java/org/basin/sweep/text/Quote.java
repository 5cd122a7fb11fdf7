package org.basin.sweep.text;

/** Texts as they are shown in messages and written in sweep files. */
public final class Quote {

  /** Longer texts are cut, so that a message stays a line. */
  private static final int LONGEST = 60;

  private Quote() {}

  /** The text on one line, cut when it is long, with the names of characters that show nothing. */
  public static String shown(String text) {
    String line = Invisible.named(text.replaceAll("\\p{Cntrl}", " "));
    if (line.codePointCount(0, line.length()) <= LONGEST) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /** As a YAML scalar that reads back as this text: plain where that is safe. */
  public static String yaml(String text) {
    boolean plain =
        text.matches("[A-Za-z][A-Za-z0-9_./-]*")
            && !text.matches("(?i)null|true|false|yes|no|on|off|nan|inf|infinity|y|n");
    if (plain) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
