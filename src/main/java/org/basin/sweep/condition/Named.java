package org.basin.sweep.condition;

import java.util.List;

/** What a name in a condition stands for, as far as the grammar depends on it. */
public interface Named {

  /** Whether its values are numbers; otherwise they are texts. */
  boolean numeric();

  /** The texts that it takes; empty when it takes any. */
  List<String> choices();

  /** Whether it may take a text. */
  default boolean takes(String text) {
    return choices().isEmpty() || choices().contains(text);
  }
}
