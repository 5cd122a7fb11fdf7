package org.basin.sweep;

import java.io.Serializable;

/**
 * One mistake in a sweep file or on the command line, with its place.
 *
 * @param file the sweep file as it was named, or the override on the command line
 * @param line counted from 1; 0 when the mistake has no line
 * @param column counted from 1; 0 when the mistake has no line
 * @param path where in the file, such as {@code parameters.beta.values[1]}; "" for the whole file
 * @param message the law, then the values
 */
public record Mistake(String file, int line, int column, String path, String message)
    implements Serializable {

  /** {@code file:line:column: path: message}, without what is missing. */
  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line + ":" + column;
    return path.isEmpty() ? place + ": " + message : place + ": " + path + ": " + message;
  }
}
