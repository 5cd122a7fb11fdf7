package org.basin.store;

/** Another process holds the run, or has taken it over from this one. */
public final class LockedException extends StoreException {

  LockedException(String message) {
    super(message);
  }
}
