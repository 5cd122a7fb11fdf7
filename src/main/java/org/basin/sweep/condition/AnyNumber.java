package org.basin.sweep.condition;

import java.util.List;

/** A name of which nothing is known but that it stands for a number. */
public record AnyNumber() implements Named {

  @Override
  public boolean numeric() {
    return true;
  }

  @Override
  public List<String> choices() {
    return List.of();
  }
}
