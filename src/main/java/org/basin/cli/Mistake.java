package org.basin.cli;

/** Something the person can mend; its message says all, and no stack trace is wanted. Exit 2. */
final class Mistake extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Mistake(String message) {
    super(message);
  }
}
