package org.basin.kernel.compiled;

/** Something that the engine native has no code for; the message says what. */
final class UnforeseenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnforeseenException(String message) {
    super(message);
  }
}
