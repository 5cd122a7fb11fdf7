package org.basin.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts that may stand in a list which is written as one text, {@code [affine 2, map max(x, 0)]}:
 * words with single blanks between them, without brackets and quotes, and with commas in
 * parentheses only, so that the list can be read back.
 */
public final class Listed {

  private Listed() {}

  /** Whether a text may stand in a list. */
  public static boolean fits(String text) {
    int depth = 0;
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      boolean blank = Character.isWhitespace(c);
      if (depth < 0
          || "[]\"'".indexOf(c) >= 0
          || (c == ',' && depth == 0)
          || (blank && (c != ' ' || before == ' '))) {
        return false;
      }
      before = c;
    }
    return depth == 0 && before != ' ';
  }

  /** Cuts a text at commas that stand outside of parentheses. */
  public static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth <= 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
