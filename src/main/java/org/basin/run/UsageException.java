package org.basin.run;

/** Something the person can mend; its message says all, and no stack trace is wanted. Exit 2. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
