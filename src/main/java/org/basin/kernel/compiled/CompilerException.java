package org.basin.kernel.compiled;

/** Code could not be made or loaded; the message says why in one line. */
final class CompilerException extends Exception {

  private static final long serialVersionUID = 1L;

  CompilerException(String message) {
    super(message);
  }
}
