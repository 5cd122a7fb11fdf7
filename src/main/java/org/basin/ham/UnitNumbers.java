package org.basin.ham;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.basin.sweep.text.Numeral;

/**
 * A number for every unit of some layers, as a sweep file writes them: {@code LAYER NUMBER NUMBER
 * …}, where {@code NUMBER*COUNT} stands for as many equal ones, such as {@code visible 1*32 0*32}.
 */
final class UnitNumbers {

  private static final Pattern REPEATED = Pattern.compile("([^*]+)\\*([1-9][0-9]{0,6})");

  private final Map<Integer, double[]> layers = new HashMap<>();

  /**
   * Reads a list.
   *
   * @param list its name
   * @throws BlueprintException with the name of the list, the law and what breaks it
   */
  UnitNumbers(String list, List<String> texts, List<NeuronLayer> layers) {
    List<String> names = layers.stream().map(NeuronLayer::name).toList();
    for (String text : texts) {
      List<String> words = List.of(text.split(" "));
      int layer = names.indexOf(words.get(0));
      if (layer < 0) {
        throw new BlueprintException(
            list,
            "must name one of the neurons %s, got %s"
                .formatted(String.join(" ", names), words.get(0)));
      }
      double[] numbers = numbers(list, words.subList(1, words.size()), layers.get(layer));
      if (this.layers.put(layer, numbers) != null) {
        throw new BlueprintException(
            list, "must name a layer once, got " + words.get(0) + " twice");
      }
    }
  }

  private static double[] numbers(String list, List<String> words, NeuronLayer layer) {
    List<Double> values = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    long all = 0;
    for (String word : words) {
      var repeated = REPEATED.matcher(word);
      boolean many = repeated.matches();
      values.add(number(list, many ? repeated.group(1) : word, layer));
      counts.add(many ? Integer.parseInt(repeated.group(2)) : 1);
      all += counts.get(counts.size() - 1);
    }
    if (all != layer.units()) {
      throw new BlueprintException(
          list,
          "must have a number for each of the %d units of %s, got %d"
              .formatted(layer.units(), layer.name(), all));
    }
    double[] numbers = new double[layer.units()];
    int next = 0;
    for (int i = 0; i < counts.size(); i++) {
      for (int j = 0; j < counts.get(i); j++) {
        numbers[next++] = values.get(i);
      }
    }
    return numbers;
  }

  private static double number(String list, String word, NeuronLayer layer) {
    return Numeral.real(word)
        .filter(number -> Math.abs(number) <= HamFamily.LARGEST)
        .orElseThrow(
            () ->
                new BlueprintException(
                    list,
                    "must hold numbers from %s to %s or NUMBER*COUNT such as 0*8, got %s of %s"
                        .formatted(
                            Numeral.text(-HamFamily.LARGEST),
                            Numeral.text(HamFamily.LARGEST),
                            word,
                            layer.name())));
  }

  /** Whether units of a layer are listed. */
  boolean has(int layer) {
    return layers.containsKey(layer);
  }

  /** The number of a unit; empty where its layer is not listed. */
  OptionalDouble of(int layer, int unit) {
    double[] numbers = layers.get(layer);
    return numbers == null ? OptionalDouble.empty() : OptionalDouble.of(numbers[unit]);
  }

  /** Whether nothing is listed. */
  boolean isEmpty() {
    return layers.isEmpty();
  }
}
