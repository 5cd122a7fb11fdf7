package org.basin.run;

/** A setting of Spark's or of a sweep that cannot be used on this run as it is. */
public final class SettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  SettingException(String message) {
    super(message);
  }
}
