package org.basin.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The values of a table as text of equal width, with as many digits as its narrowest interval is
 * worth: {@code 41.3 % [41.0, 41.6]} for shares, {@code 0.2213 ±0.0004} for means.
 */
final class Figures {

  /** With more decimals than this a number is written as a power of ten. */
  private static final int MOST_DECIMALS = 8;

  private static final int MOST_PERCENT_DECIMALS = 4;

  /** An interval narrower than this part of its ends is rounding, not spread. */
  private static final double NOISE = 1e-12;

  private final Function<SummaryCell, List<String>> parts;
  private final int[] width;

  private Figures(List<SummaryCell> cells, Function<SummaryCell, List<String>> parts) {
    this.parts = parts;
    this.width = new int[3];
    for (SummaryCell cell : cells) {
      List<String> texts = parts.apply(cell);
      for (int i = 0; i < texts.size(); i++) {
        width[i] = Math.max(width[i], texts.get(i).length());
      }
    }
  }

  static Figures of(List<SummaryCell> cells) {
    boolean share = cells.stream().anyMatch(cell -> cell.hits().isPresent());
    return new Figures(cells, share ? shares(cells) : values(cells));
  }

  /** A cell's value and interval; a dash when no trial has the metric. */
  String text(SummaryCell cell) {
    String value = alone(cell);
    return cell.beside().map(other -> value + " | " + number(cell, other)).orElse(value);
  }

  /** Another number with as many digits as the values. */
  private String number(SummaryCell cell, double other) {
    Optional<Double> value = Optional.of(other);
    return parts
        .apply(new SummaryCell(cell.at(), 0, 0, Optional.empty(), value, Optional.empty()))
        .get(0);
  }

  private String alone(SummaryCell cell) {
    List<String> texts = parts.apply(cell);
    if (texts.isEmpty()) {
      return "-";
    }
    String value = padded(texts, 0);
    return switch (texts.size()) {
      case 1 -> value;
      case 2 -> value + " ±" + texts.get(1);
      default -> value + " % [" + padded(texts, 1) + ", " + padded(texts, 2) + "]";
    };
  }

  private String padded(List<String> texts, int part) {
    return " ".repeat(width[part] - texts.get(part).length()) + texts.get(part);
  }

  private static Function<SummaryCell, List<String>> shares(List<SummaryCell> cells) {
    double narrowest = intervals(cells).mapToDouble(it -> it.high() - it.low()).min().orElseThrow();
    int decimals = Math.min(MOST_PERCENT_DECIMALS, Math.max(1, decimals(narrowest / 4, 1)));
    return cell ->
        Stream.of(
                cell.value().orElseThrow(),
                cell.interval().orElseThrow().low(),
                cell.interval().orElseThrow().high())
            .map(percent -> fixed(percent, decimals))
            .toList();
  }

  private static Function<SummaryCell, List<String>> values(List<SummaryCell> cells) {
    int decimals =
        intervals(cells)
            .filter(it -> half(it) > NOISE * Math.max(Math.abs(it.low()), Math.abs(it.high())))
            .mapToDouble(Figures::half)
            .min()
            .stream()
            .mapToInt(half -> decimals(half, 2))
            .findFirst()
            .orElseGet(() -> decimalsOfValues(cells));
    boolean power =
        decimals > MOST_DECIMALS || magnitudes(cells).anyMatch(magnitude -> magnitude >= 1e12);
    Function<Double, String> number =
        power
            ? value -> String.format(Locale.ROOT, "%.3e", value)
            : value -> fixed(value, decimals);
    Function<Double, String> width =
        power ? half -> String.format(Locale.ROOT, "%.1e", half) : number;
    return cell ->
        Stream.concat(
                cell.value().map(number).stream(),
                cell.interval().map(Figures::half).map(width).stream())
            .toList();
  }

  /** Without any interval: three digits of the least value, or none after whole numbers. */
  private static int decimalsOfValues(List<SummaryCell> cells) {
    return magnitudes(cells).allMatch(it -> it == Math.rint(it))
        ? 0
        : decimals(magnitudes(cells).filter(it -> it > 0).min().orElse(1), 3);
  }

  private static DoubleStream magnitudes(List<SummaryCell> cells) {
    return cells.stream().map(SummaryCell::value).flatMap(Optional::stream).mapToDouble(Math::abs);
  }

  private static Stream<Interval> intervals(List<SummaryCell> cells) {
    return cells.stream().map(SummaryCell::interval).flatMap(Optional::stream);
  }

  private static double half(Interval interval) {
    return (interval.high() - interval.low()) / 2;
  }

  /** How many decimals show so many digits of a positive number. */
  private static int decimals(double number, int digits) {
    return Math.max(0, digits - 1 - (int) Math.floor(Math.log10(number)));
  }

  private static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }
}
