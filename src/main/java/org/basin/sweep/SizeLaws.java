package org.basin.sweep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How large a product of axes may be, reckoned without rounding. */
final class SizeLaws {

  private final Declared declared;
  private final List<List<String>> zip;

  SizeLaws(Declared declared, List<List<String>> zip) {
    this.declared = declared;
    this.zip = zip;
  }

  /** Reports a product that is too large; says nothing of axes that could not be read. */
  void check(int replicates, Place place, Mistakes mistakes) {
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
              + Numeral.grouped(structures));
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
              + Numeral.grouped(trials));
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
    return names.stream()
        .filter(name -> size(name) > 1)
        .map(name -> name + " (" + Numeral.grouped(size(name)) + ")")
        .collect(Collectors.joining(" × "));
  }
}
