package org.basin.sweep.read;

import java.util.Optional;
import java.util.function.Function;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.ConditionException;
import org.basin.sweep.condition.ConditionParser;

/** Reads a condition of a sweep file and names the place of a mistake in it. */
final class ConditionReader {

  private final Function<String, Hyperparameter> names;
  private final Mistakes mistakes;
  private final ScalarReader scalars;

  /**
   * @param names as in {@link ConditionParser#parse}
   */
  ConditionReader(Function<String, Hyperparameter> names, Mistakes mistakes) {
    this.names = names;
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
  }

  /** The condition; empty after a mistake. */
  Optional<Condition> read(Node given, String path) {
    Optional<String> text = scalars.lines(given, path);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ConditionParser.parse(text.get(), names));
    } catch (ConditionException e) {
      Node.Scalar node = (Node.Scalar) given;
      boolean exact = node.verbatim() && node.place().line() > 0;
      int quote = node.plain() ? 0 : 1;
      mistakes.add(
          exact ? node.place().right(e.column() - 1 + quote) : node.place(),
          path,
          exact ? e.getMessage() : "at character " + e.column() + ": " + e.getMessage());
      return Optional.empty();
    }
  }
}
