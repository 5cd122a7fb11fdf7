package org.basin.checkpoint;

/** Samples of a person's own that a net can't be asked. The message says law and values. */
public final class InputException extends RuntimeException {

  InputException(String message) {
    super(message);
  }
}
