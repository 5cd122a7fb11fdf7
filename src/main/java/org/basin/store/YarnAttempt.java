package org.basin.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the times that YARN starts the driver of an application. It starts the next one when the
 * one before is over, on whatever machine, so that the later driver need not wait until the earlier
 * one has been silent for long.
 *
 * @param application such as {@code 1795358981916_0001}
 * @param number from 1
 */
record YarnAttempt(String application, int number) {

  private static final Pattern CONTAINER =
      Pattern.compile("container_(?:e\\d+_)?(\\d+_\\d+)_(\\d{1,9})_\\d+");

  /** The attempt whose container has such a name; none if it is no container's. */
  static Optional<YarnAttempt> of(String container) {
    Matcher name = CONTAINER.matcher(container);
    return name.matches()
        ? Optional.of(new YarnAttempt(name.group(1), Integer.parseInt(name.group(2))))
        : Optional.empty();
  }

  /** Whether the other one is over because this one runs. */
  boolean follows(YarnAttempt other) {
    return application.equals(other.application) && number > other.number;
  }
}
