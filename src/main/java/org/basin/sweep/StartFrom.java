package org.basin.sweep;

import java.io.Serializable;
import org.basin.sweep.text.Quote;

/**
 * The checkpoint whose parameters all trials of a sweep start from. {@code toString} gives it as a
 * kept sweep has it.
 *
 * @param file its path; "" for none
 * @param fingerprint of its parameters, which is what decides the rows
 */
public record StartFrom(String file, String fingerprint) implements Serializable {

  /** Trials draw where they start. */
  public static final StartFrom NONE = new StartFrom("", "");

  /** Whether trials draw where they start. */
  public boolean none() {
    return file.isEmpty();
  }

  @Override
  public String toString() {
    return "{file: " + Quote.yaml(file) + ", fingerprint: " + Quote.yaml(fingerprint) + "}";
  }
}
