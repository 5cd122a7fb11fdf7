package org.basin.store;

/**
 * A run directory that cannot be used as asked. The message names the place, states the law, then
 * the values, and says what to do; it is written for the person at the terminal.
 */
public sealed class StoreException extends RuntimeException permits LockedException {

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
