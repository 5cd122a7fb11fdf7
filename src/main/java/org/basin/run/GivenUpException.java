package org.basin.run;

/** A run that stops because its processes keep dying. The message says what to do. */
public final class GivenUpException extends RuntimeException {

  GivenUpException(String message) {
    super(message);
  }
}
