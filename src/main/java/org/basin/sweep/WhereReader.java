package org.basin.sweep;

import java.util.Optional;

/** Reads {@code where}: a condition over the axes of the sweep. */
final class WhereReader {

  private final Vocabulary vocabulary;
  private final String model;
  private final Declared declared;
  private final boolean listed;
  private final Mistakes mistakes;
  private final ScalarReader scalars;

  WhereReader(
      Vocabulary vocabulary, String model, Declared declared, String method, Mistakes mistakes) {
    this.vocabulary = vocabulary;
    this.model = model;
    this.declared = declared;
    this.listed = method.equals("list");
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
  }

  /** The condition; one that holds everywhere after a mistake. */
  Condition read(Node given) {
    Optional<String> text = scalars.lines(given, "where");
    if (text.isEmpty()) {
      return Condition.ALL;
    }
    try {
      return ConditionParser.parse(text.get(), this::axis);
    } catch (ConditionException e) {
      Node.Scalar node = (Node.Scalar) given;
      boolean exact = node.verbatim() && node.place().line() > 0;
      int quote = node.plain() ? 0 : 1;
      mistakes.add(
          exact ? node.place().right(e.column() - 1 + quote) : node.place(),
          "where",
          exact ? e.getMessage() : "at character " + e.column() + ": " + e.getMessage());
      return Condition.ALL;
    }
  }

  /** The columns of a list of points are axes too, but only the reader of that file knows them. */
  private Hyperparameter axis(String name) {
    Optional<Declared.Parameter> parameter = declared.find(name);
    if (parameter.isPresent() && !parameter.get().fixed()) {
      return parameter.get().what();
    }
    if (parameter.isPresent()) {
      throw new IllegalArgumentException("must name an axis, got " + name + ", which is fixed");
    }
    if (listed) {
      return vocabulary
          .hyperparameter(model, name)
          .orElseThrow(
              () -> new IllegalArgumentException("must name a hyperparameter, got " + name));
    }
    throw new IllegalArgumentException("must name an axis, " + Nearest.of(name, declared.axes()));
  }
}
