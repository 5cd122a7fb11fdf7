package org.basin.sweep.read;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.basin.sweep.Method;
import org.basin.sweep.Sweep;
import org.basin.sweep.text.Numeral;

/** How large a product of axes may be, reckoned without rounding. */
final class SizeLaws {

  /** A message stays a line, however many axes there are. */
  private static final int SHOWN = 12;

  private final Declared declared;
  private final List<List<String>> zip;

  SizeLaws(Declared declared, List<List<String>> zip) {
    this.declared = declared;
    this.zip = zip;
  }

  /** Reports a product that is too large; says nothing of axes that could not be read. */
  void check(Optional<Method> method, int replicates, Place place, Mistakes mistakes) {
    if (method.isPresent() && method.get() instanceof Method.Sampled drawn) {
      BigInteger trials =
          BigInteger.valueOf(drawn.trials()).multiply(BigInteger.valueOf(replicates));
      if (trials.bitLength() > 63) {
        mistakes.add(
            place,
            "trials",
            "a sweep must have fewer than 2^63 trials, got trials (%s) × replicates (%s) = %s"
                .formatted(
                    Numeral.grouped(drawn.trials()), Numeral.grouped(replicates), shown(trials)));
      }
      return;
    }
    List<String> digits = digits();
    List<String> structural =
        digits.stream().filter(name -> declared.find(name).orElseThrow().structural()).toList();
    BigInteger structures = product(structural);
    if (structures.compareTo(BigInteger.valueOf(Sweep.MAX_STRUCTURES)) > 0) {
      mistakes.add(
          place,
          "parameters",
          "structural axes must make at most "
              + Numeral.grouped(Sweep.MAX_STRUCTURES)
              + " structures, since each is compiled and checked on its own, got "
              + sizes(structural)
              + " = "
              + shown(structures));
    }
    BigInteger trials = product(digits).multiply(BigInteger.valueOf(replicates));
    if (trials.bitLength() > 63) {
      mistakes.add(
          place,
          "parameters",
          "a sweep must have fewer than 2^63 trials, got "
              + sizes(digits)
              + " × replicates ("
              + Numeral.grouped(replicates)
              + ") = "
              + shown(trials));
    }
  }

  /** One name for every factor: of a zipped group, the first. */
  private List<String> digits() {
    List<String> digits = new ArrayList<>();
    for (String name : declared.axes()) {
      boolean follows = zip.stream().anyMatch(group -> group.indexOf(name) > 0);
      if (!follows && declared.find(name).orElseThrow().axis().isPresent()) {
        digits.add(name);
      }
    }
    return digits;
  }

  private static String shown(BigInteger product) {
    return product.bitLength() < 100
        ? Numeral.grouped(product)
        : "about 2^" + (product.bitLength() - 1);
  }

  private int size(String name) {
    return declared.find(name).orElseThrow().axis().orElseThrow().size();
  }

  private BigInteger product(List<String> names) {
    BigInteger product = BigInteger.ONE;
    for (String name : names) {
      product = product.multiply(BigInteger.valueOf(size(name)));
    }
    return product;
  }

  private String sizes(List<String> names) {
    List<String> factors =
        names.stream()
            .filter(name -> size(name) > 1)
            .map(name -> name + " (" + Numeral.grouped(size(name)) + ")")
            .toList();
    String shown = factors.stream().limit(SHOWN).collect(Collectors.joining(" × "));
    int left = factors.size() - SHOWN;
    return left > 0 ? shown + " × … (" + left + " more)" : shown;
  }
}
