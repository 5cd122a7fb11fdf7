package org.basin.run;

/** A setting of Spark's that Basin reads, and that cannot be used as it is. */
public final class SettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  SettingException(String message) {
    super(message);
  }
}
