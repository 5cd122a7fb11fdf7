package org.basin.kernel.compiled;

import java.nio.LongBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Calls of compiled functions, one after the other.
 *
 * @param words for each the function's number, then where its stretches begin that differ between
 *     calls, in bytes
 * @param count how many calls
 * @param operations about how many operations they do in each lane
 */
record Calls(long[] words, int count, long operations) {

  /** The most words that go into one. */
  static final int MOST_WORDS = 1 << 14;

  /** Some one after the other; empty where they are too many. */
  static Optional<Calls> of(List<Calls> some) {
    int words = some.stream().mapToInt(calls -> calls.words.length).sum();
    if (words > MOST_WORDS) {
      return Optional.empty();
    }
    LongBuffer all = LongBuffer.allocate(words);
    some.forEach(calls -> all.put(calls.words));
    return Optional.of(
        new Calls(
            all.array(),
            some.stream().mapToInt(Calls::count).sum(),
            some.stream().mapToLong(Calls::operations).sum()));
  }

  /** One is another only if it is the same object. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
