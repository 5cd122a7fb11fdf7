package org.basin.golden;

/** A reference file that can't be read as {@code golden-1}; the message says where and why. */
public final class GoldenException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public GoldenException(String message) {
    super(message);
  }
}
