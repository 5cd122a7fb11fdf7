package org.basin.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How wide the person's screen is, as ls and psql find it out: COLUMNS where it is set, else what
 * the terminal says, else nothing limits a line. Java has no word for this, so {@code stty} is
 * asked; a system without it has no terminal here.
 */
public final class Screen {

  /** Where a line is printed. */
  public enum Stream {
    OUT,
    ERR
  }

  /**
   * Which of the streams 1 and 2 are terminals, as ./basin says, which need start nothing to know.
   */
  private static final String TERMINALS = "basin.terminals";

  /** A terminal that does not know its size is taken for one of this width. */
  private static final int USUAL = 80;

  private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,9})");
  private static final Pattern COLUMNS = Pattern.compile("0*[1-9]\\d{0,8}");

  private Screen() {}

  /** Columns of a line of results; {@link Integer#MAX_VALUE} when nothing limits it. */
  public static int columns() {
    return columns(Stream.OUT).orElse(Integer.MAX_VALUE);
  }

  /** Columns of a line; empty when nothing limits it. */
  static OptionalInt columns(Stream stream) {
    OptionalInt set = set(System.getenv("COLUMNS"));
    return set.isPresent() ? set : width(stream);
  }

  /** What COLUMNS says; empty when that is no width. */
  static OptionalInt set(String columns) {
    return columns != null && COLUMNS.matcher(columns).matches()
        ? OptionalInt.of(Integer.parseInt(columns))
        : OptionalInt.empty();
  }

  /** Columns of the terminal that a stream goes to; empty when it goes elsewhere. */
  static OptionalInt width(Stream stream) {
    // stty tells the size of what it reads; its answer comes by the stream that is not asked about
    boolean out = stream == Stream.OUT;
    String terminals = System.getProperty(TERMINALS);
    if (terminals != null && !terminals.contains(out ? "1" : "2")) {
      return OptionalInt.empty();
    }
    ProcessBuilder asked =
        new ProcessBuilder(
            "sh",
            "-c",
            out
                ? "test -t 1 && stty size <&1 >&2"
                : "test -t 2 && exec 3>&2 2>/dev/null && stty size <&3");
    Redirect own = Redirect.INHERIT;
    asked.redirectOutput(out ? own : Redirect.PIPE).redirectError(out ? Redirect.PIPE : own);
    try {
      Process stty = asked.start();
      stty.getOutputStream().close();
      try (BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(
                  out ? stty.getErrorStream() : stty.getInputStream(), StandardCharsets.UTF_8))) {
        String line = answer.readLine();
        return line == null ? OptionalInt.empty() : size(line);
      }
    } catch (IOException none) {
      return OptionalInt.empty();
    }
  }

  /** The columns in what stty says; a terminal of 0 columns does not know them. */
  static OptionalInt size(String line) {
    Matcher size = SIZE.matcher(line);
    if (!size.matches()) {
      return OptionalInt.of(USUAL);
    }
    int columns = Integer.parseInt(size.group(1));
    return OptionalInt.of(columns == 0 ? USUAL : columns);
  }
}
