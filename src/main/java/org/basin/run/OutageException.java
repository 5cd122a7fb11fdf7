package org.basin.run;

/** A job failed because the store is out of reach, perhaps for a while only. */
final class OutageException extends RuntimeException {

  OutageException(String report) {
    super(report);
  }
}
