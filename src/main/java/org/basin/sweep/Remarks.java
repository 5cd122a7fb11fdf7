package org.basin.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * What a person says beside a sweep, for people and for lists of runs. It decides no row and is not
 * part of the digest.
 *
 * @param notes text of one line or more; "" for none
 * @param tags words by which runs are found, each of one line
 */
public record Remarks(String notes, List<String> tags) implements Serializable {

  /** Characters of the notes at the most. */
  public static final int MOST_NOTES = 4000;

  /** Tags at the most. */
  public static final int MOST_TAGS = 32;

  /** Characters of a tag at the most. */
  public static final int MOST_TAG = 64;

  /** Nothing is said. */
  public static final Remarks NONE = new Remarks("", List.of());

  public Remarks {
    tags = List.copyOf(tags);
  }
}
