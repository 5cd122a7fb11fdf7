package org.basin.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The classes that a column of labels names. They are numbered in the order of their values when
 * all are whole numbers, else in the order of their texts, so that the order of the rows does not
 * count.
 */
final class LabelColumn {

  /** More classes than this are a number to be predicted, or a key. */
  private static final int MOST = 1000;

  /** Doubles beyond this need not tell whole numbers apart. */
  private static final double EXACT = 0x1p53;

  /** What stands for no value in tables that pandas, R and databases write. */
  private static final Set<String> MISSING =
      Set.of(
          "", "NA", "N/A", "n/a", "<NA>", "#NA", "#N/A", "NaN", "nan", "-NaN", "-nan", "NAN", "NaT",
          "NULL", "Null", "null", "None", "\\N");

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();

  /**
   * Counts a label in.
   *
   * @return its number for the time being
   * @throws IllegalArgumentException if it is missing or one too many
   */
  int add(String text, int line) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    if (MISSING.contains(text)) {
      throw new IllegalArgumentException(
          "must name a class in every row, got %s on line %d; leave out the rows without a label, or"
                  .formatted(text.isEmpty() ? "nothing" : text, line)
              + " give a class that is called so another name");
    }
    if (texts.size() == MOST) {
      throw new IllegalArgumentException(
          "must hold at most %,d classes, got more on line %d".formatted(MOST, line));
    }
    numbers.put(text, texts.size());
    texts.add(text);
    lines.add(line);
    return texts.size() - 1;
  }

  /**
   * The final numbers.
   *
   * @param names receives the names of the classes in their order
   * @return final number of each number given by {@link #add}
   * @throws IllegalArgumentException if they make fewer than two classes, or numbers among them are
   *     not whole
   */
  int[] sorted(List<String> names) {
    boolean numeric = texts.stream().allMatch(LabelColumn::number);
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      keys.add(numeric ? (Object) whole(i) : texts.get(i));
    }
    List<Object> classes = keys.stream().sorted().distinct().toList();
    if (classes.size() < 2) {
      throw new IllegalArgumentException("must hold at least 2 classes, got 1: " + classes.get(0));
    }
    classes.forEach(key -> names.add(key.toString()));
    Map<Object, Integer> places = new HashMap<>();
    classes.forEach(key -> places.put(key, places.size()));
    return keys.stream().mapToInt(places::get).toArray();
  }

  private static boolean number(String text) {
    try {
      return !Double.isNaN(Decimal.parse(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private long whole(int i) {
    double value = Decimal.parse(texts.get(i));
    if (value != Math.rint(value) || Math.abs(value) >= EXACT) {
      throw new IllegalArgumentException(
          "must hold whole numbers or texts, got %s on line %d"
              .formatted(texts.get(i), lines.get(i)));
    }
    return (long) value;
  }
}
