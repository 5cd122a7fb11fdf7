package org.basin.sweep.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basin.sweep.Formulas;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.condition.ConditionException;

/** Reads texts of hyperparameters that are formulas and names the place of a mistake in them. */
final class FormulaReader {

  private final Mistakes mistakes;
  private final ScalarReader scalars;

  FormulaReader(Mistakes mistakes) {
    this.mistakes = mistakes;
    this.scalars = new ScalarReader(mistakes);
  }

  /** Whether something lists formulas by their word, as {@code {ideal: [v1, v0]}}. */
  boolean lists(Hyperparameter what, Node node) {
    Formulas formulas = what.formulas();
    return formulas.any()
        && formulas.several()
        && node instanceof Node.Mapping mapping
        && mapping.keys().equals(List.of(formulas.word()));
  }

  /** The text of a list of formulas; empty when a mistake was reported. */
  Optional<String> list(Hyperparameter what, Node.Mapping node, String path) {
    String word = what.formulas().word();
    Node list = node.value(word).orElseThrow();
    String at = path + "." + word;
    if (!(list instanceof Node.Sequence sequence) || sequence.items().isEmpty()) {
      return scalars.refused(list, at, "must be a list of formulas, " + what.formulas().form());
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      formula(sequence.items().get(i), at + "[" + i + "]", "", what.formulas()::formula)
          .ifPresent(texts::add);
    }
    return texts.size() < sequence.items().size()
        ? Optional.empty()
        : Optional.of(what.formulas().written(texts));
  }

  /** The canonical form of a text that means formulas; empty when a mistake was reported. */
  Optional<String> text(Hyperparameter what, Node node, String path) {
    boolean alone = what.formulas().word().isEmpty();
    String law = alone ? "must be " + String.join(", ", what.choices()) + " or a formula; " : "";
    return formula(node, path, law, what.formulas()::canonical);
  }

  private interface Canonical {
    String of(String text) throws ConditionException;
  }

  private Optional<String> formula(Node given, String path, String law, Canonical canonical) {
    Optional<String> text = scalars.lines(given, path);
    if (text.isEmpty()) {
      return text;
    }
    try {
      return Optional.of(canonical.of(text.get()));
    } catch (ConditionException e) {
      Node.Scalar node = (Node.Scalar) given;
      boolean exact = node.verbatim() && node.place().line() > 0;
      int quote = node.plain() ? 0 : 1;
      mistakes.add(
          exact ? node.place().right(e.column() - 1 + quote) : node.place(),
          path,
          law + (exact ? "" : "at character " + e.column() + ": ") + e.getMessage());
      return Optional.empty();
    }
  }
}
