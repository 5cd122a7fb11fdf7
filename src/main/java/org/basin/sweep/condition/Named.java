package org.basin.sweep.condition;

import java.util.List;

/** What a name in a condition stands for, as far as the grammar depends on it. */
public interface Named {

  /** Any number. */
  Named NUMBER = new AnyNumber();

  /** A name of which nothing is known but that it stands for a number. */
  record AnyNumber() implements Named {
    @Override
    public boolean numeric() {
      return true;
    }

    @Override
    public List<String> choices() {
      return List.of();
    }
  }

  /** Whether its values are numbers; otherwise they are texts. */
  boolean numeric();

  /** The texts that it takes; empty when it takes any. */
  List<String> choices();

  /** Whether it may take a text. */
  default boolean takes(String text) {
    return choices().isEmpty() || choices().contains(text);
  }
}
