package org.basin.cli;

/** Something the person can mend; its message says all, and no stack trace is wanted. Exit 2. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
