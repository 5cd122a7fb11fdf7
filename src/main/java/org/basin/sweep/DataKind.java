package org.basin.sweep;

import java.util.List;
import java.util.Optional;

/**
 * A kind of data that a sweep file may name.
 *
 * @param name as users write it
 * @param text one line that says what it is
 * @param options in the order in which they are described and written
 */
public record DataKind(String name, String text, List<DataOption> options) {

  public DataKind {
    options = List.copyOf(options);
  }

  /** The option of a name; empty when this kind has none. */
  public Optional<DataOption> option(String name) {
    return options.stream().filter(option -> option.name().equals(name)).findFirst();
  }
}
