package org.basin.data;

/**
 * Data that cannot be used as it is: a file that is missing, damaged or of another shape, or
 * options that do not fit together. The message names file, place, law and value.
 */
public final class DataException extends RuntimeException {

  private final String option;

  /**
   * @param option the option of the data source at fault, such as {@code path}; "" for all of it
   */
  DataException(String option, String message) {
    super(message);
    this.option = option;
  }

  /** What another machine said of its data. */
  public static DataException elsewhere(String message) {
    return new DataException("", "on an executor: " + message);
  }

  /** The option of the data source at fault; "" for all of it. */
  public String option() {
    return option;
  }
}
