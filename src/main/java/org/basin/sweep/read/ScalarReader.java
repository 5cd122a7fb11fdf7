package org.basin.sweep.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.basin.sweep.PathLaw;
import org.basin.sweep.text.Nearest;
import org.basin.sweep.text.Numeral;
import org.basin.sweep.text.Quote;

/**
 * Reads single texts and numbers. An empty result means that the mistake was reported, here or
 * before.
 */
final class ScalarReader {

  /** Doubles of this size and more need not hold every whole number. */
  private static final double EXACT = 0x1p53;

  /** Bounds beyond this are not named in messages. */
  private static final double UNBOUNDED = 1e15;

  private final Mistakes mistakes;

  ScalarReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** A text; without quotes it may look like anything but nothing. */
  Optional<String> text(Node node, String path) {
    if (node instanceof Node.Scalar scalar && !scalar.empty()) {
      if (SourceText.printable(scalar.text()) && scalar.text().indexOf('\n') < 0) {
        return Optional.of(scalar.text());
      }
      return refused(node, path, "must be one line of printable characters");
    }
    return refused(node, path, "must be a text");
  }

  /** A path or a URI, as {@link PathLaw} allows it. */
  Optional<String> path(Node node, String path) {
    Optional<String> text = text(node, path);
    Optional<String> law = text.flatMap(PathLaw::broken);
    if (law.isPresent()) {
      String shown = PathLaw.masked(text.get());
      return refused(new Node.Scalar(shown, false, false, node.place()), path, law.get());
    }
    return text;
  }

  /** A text that may go over several lines, which are joined by blanks. */
  Optional<String> lines(Node node, String path) {
    if (node instanceof Node.Scalar scalar) {
      String line = scalar.text().replace('\n', ' ');
      return text(new Node.Scalar(line, scalar.plain(), scalar.verbatim(), scalar.place()), path);
    }
    return text(node, path);
  }

  /** One of some words. */
  Optional<String> oneOf(Node node, String path, List<String> words) {
    Optional<String> text = text(node, path);
    if (text.isPresent() && !words.contains(text.get())) {
      mistakes.add(
          node.place(), path, "must be one of the valid names, " + Nearest.of(text.get(), words));
      return Optional.empty();
    }
    return text;
  }

  /** A whole number in {@code [min, max]}; {@code 1e3} and {@code 20.0} are whole. */
  Optional<Long> whole(Node node, String path, long min, long max) {
    Optional<BigInteger> number = Optional.empty();
    if (node instanceof Node.Scalar scalar && scalar.plain()) {
      number = Numeral.whole(scalar.text());
      if (number.isEmpty()) {
        number =
            Numeral.real(scalar.text())
                .filter(real -> real == Math.rint(real) && Math.abs(real) < EXACT)
                .map(real -> BigInteger.valueOf(real.longValue()));
      }
    }
    if (number.isEmpty()) {
      return refused(node, path, "must be a whole number");
    }
    boolean inside =
        number.get().compareTo(BigInteger.valueOf(min)) >= 0
            && number.get().compareTo(BigInteger.valueOf(max)) <= 0;
    if (!inside) {
      return refused(node, path, "must " + interval(min, max));
    }
    return number.map(BigInteger::longValueExact);
  }

  /** A finite number in {@code [min, max]}. */
  Optional<Double> real(Node node, String path, double min, double max) {
    if (!(node instanceof Node.Scalar scalar) || !scalar.plain()) {
      return refused(node, path, "must be a number");
    }
    Optional<Double> number = Numeral.real(scalar.text());
    if (number.isEmpty()) {
      boolean known = Numeral.notFinite(scalar.text());
      return refused(node, path, known ? "must be a finite number" : "must be a number");
    }
    if (number.get().isInfinite()) {
      return refused(node, path, "must be finite as a double");
    }
    if (number.get() < min || number.get() > max) {
      return refused(node, path, "must " + interval(min, max));
    }
    return number;
  }

  /** A finite number in {@code [min, max]}, as its text says it. */
  Optional<BigDecimal> decimal(Node node, String path, double min, double max) {
    return real(node, path, min, max).map(it -> Numeral.decimal(((Node.Scalar) node).text()));
  }

  /** Yes or no. */
  Optional<Boolean> truth(Node node, String path) {
    boolean plain = node instanceof Node.Scalar scalar && scalar.plain();
    return switch (plain ? ((Node.Scalar) node).text() : "") {
      case "true", "True", "TRUE" -> Optional.of(true);
      case "false", "False", "FALSE" -> Optional.of(false);
      default -> refused(node, path, "must be true or false");
    };
  }

  /** A mapping all of whose keys are known; unknown ones are reported and passed over. */
  Optional<Node.Mapping> mapping(Node node, String path, List<String> keys, String example) {
    if (!(node instanceof Node.Mapping mapping)) {
      return refused(node, path, "must be a mapping such as " + example);
    }
    for (Node.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (!keys.contains(key)) {
        mistakes.add(
            entry.key().place(),
            path + "." + Quote.shown(key),
            "must be a known key, " + Nearest.of(key, keys));
      }
    }
    return Optional.of(mapping);
  }

  /** Reports what was got instead. */
  <T> Optional<T> refused(Node node, String path, String law) {
    return refused(node, path, law, "");
  }

  /** Reports what was got instead, and what to do. */
  <T> Optional<T> refused(Node node, String path, String law, String remedy) {
    if (!(node instanceof Node.Broken)) {
      mistakes.add(node.place(), path, law + ", got " + node.shown() + remedy);
    }
    return Optional.empty();
  }

  private static String interval(double min, double max) {
    if (max >= UNBOUNDED) {
      return "be at least " + Numeral.text(min);
    }
    if (min <= -UNBOUNDED) {
      return "be at most " + Numeral.text(max);
    }
    return "lie between " + Numeral.text(min) + " and " + Numeral.text(max);
  }

  private static String interval(long min, long max) {
    return min == Long.MIN_VALUE && max == Long.MAX_VALUE
        ? "lie between " + min + " and " + max
        : interval((double) min, (double) max);
  }
}
