package org.basin.sweep;

import java.util.List;

/** A part of the data. */
public enum Part {
  /** What trials learn. */
  TRAIN,
  /** What they are only measured on. */
  TEST;

  /** Both, in a word of a sweep file. */
  public static final String BOTH = "both";

  /** The words of a sweep file for some parts: none, one of them, both. */
  public static final List<String> WORDS = List.of("none", TRAIN.word(), TEST.word(), BOTH);

  /** The parts of a word, which is one of {@link #WORDS}. */
  public static List<Part> of(String word) {
    return word.equals(BOTH)
        ? List.of(values())
        : List.of(values()).stream().filter(part -> part.word().equals(word)).toList();
  }

  /** The word for some parts. */
  public static String word(List<Part> parts) {
    return WORDS.get(
        parts.size() == values().length ? 3 : parts.isEmpty() ? 0 : 1 + parts.get(0).ordinal());
  }

  /** The word in a sweep file. */
  public String word() {
    return Labels.of(this);
  }
}
