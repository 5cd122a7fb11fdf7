package org.basin.trial;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Texts as another library has them, each converted once: the rows of a column share a few. */
public final class Converted<T> {

  private static final int MOST = 4096;

  private final Function<String, T> conversion;
  private final Map<Object, T> known = new HashMap<>();
  private Object last;
  private T converted;

  public Converted(Function<String, T> conversion) {
    this.conversion = conversion;
  }

  /** The text of an object, converted. */
  public T of(Object text) {
    if (text != last) {
      if (known.size() == MOST) {
        known.clear();
      }
      converted = known.computeIfAbsent(text, it -> conversion.apply(it.toString()));
      last = text;
    }
    return converted;
  }
}
