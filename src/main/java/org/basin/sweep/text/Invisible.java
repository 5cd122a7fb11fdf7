package org.basin.sweep.text;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Characters that look like a blank, or like nothing, but are neither a blank nor part of a name or
 * a number: they come along when text is copied from a web page or a word processor. Texts in
 * quotes and comments may hold them.
 */
public final class Invisible {

  /** What a text without quotes must obey; the character follows. */
  public static final String LAW =
      "words must be spaced by blanks and hold no invisible characters, got ";

  /** All spaces but the blank, all format characters, fillers and joiners. */
  private static final Pattern CHARACTERS =
      Pattern.compile(
          "[\\p{Zs}\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0&&[^ ]]");

  private Invisible() {}

  /** Where the first one stands; -1 if there is none. */
  public static int first(String text) {
    return CHARACTERS.matcher(text).results().mapToInt(MatchResult::start).findFirst().orElse(-1);
  }

  /** Where the last one stands; -1 if there is none. */
  public static int last(String text) {
    return CHARACTERS.matcher(text).results().mapToInt(MatchResult::start).max().orElse(-1);
  }

  /** Such as {@code U+00A0 (no-break space)}. */
  public static String name(int character) {
    String name = Character.getName(character);
    return String.format(
        Locale.ROOT,
        "U+%04X%s",
        character,
        name == null ? "" : " (" + name.toLowerCase(Locale.ROOT) + ")");
  }

  /** The text with a name in the place of each. */
  public static String named(String text) {
    return CHARACTERS
        .matcher(text)
        .replaceAll(it -> String.format(Locale.ROOT, "<U+%04X>", it.group().codePointAt(0)));
  }

  /** The text as it was meant. */
  public static String without(String text) {
    return CHARACTERS.matcher(text.replaceAll("\\p{Zs}", " ")).replaceAll("").strip();
  }
}
