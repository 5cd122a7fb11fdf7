package org.basin.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hyperparameter's name with places for indices: the words between underscores that are single
 * capitals from I to L, as in {@code weight_K_I_J}.
 */
record NamePattern(List<String> words) {

  private static final Pattern CAPITAL = Pattern.compile("[I-L]");
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  static NamePattern of(String name) {
    return new NamePattern(List.of(name.split("_", -1)));
  }

  /** A regular expression, of Java and of JavaScript, that all such names match and no others. */
  String regex() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      parts.add(place(i) ? "(" + INDEX + ")" : words.get(i));
    }
    return "^" + String.join("_", parts) + "$";
  }

  boolean matches(String given) {
    String[] parts = given.split("_", -1);
    if (parts.length != words.size()) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      boolean fits = place(i) ? INDEX.matcher(parts[i]).matches() : words.get(i).equals(parts[i]);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  List<Integer> indices(String given) {
    String[] parts = given.split("_", -1);
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < parts.length && i < words.size(); i++) {
      if (place(i)) {
        indices.add(Integer.valueOf(parts[i]));
      }
    }
    return List.copyOf(indices);
  }

  /**
   * The name with the numbers of a misspelt one in its places, so that {@code wieght_0_1_1}
   * suggests of {@code weight_0_1_1}.
   */
  String filledFrom(String given) {
    Matcher numbers = DIGITS.matcher(given);
    List<String> filled = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean fill = place(i) && numbers.find();
      filled.add(fill ? Integer.valueOf(numbers.group()).toString() : words.get(i));
    }
    return String.join("_", filled);
  }

  private boolean place(int word) {
    return CAPITAL.matcher(words.get(word)).matches();
  }
}
