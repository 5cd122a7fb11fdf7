package org.basin.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;

/** Reads the pieces of a golden file; everything missing or of the wrong kind is named. */
final class GoldenJson {

  private GoldenJson() {}

  static JsonNode at(JsonNode node, String field) {
    if (node == null || !node.hasNonNull(field)) {
      String given = node == null ? "nothing" : names(node);
      throw new GoldenException("a case must have " + field + ", got " + given);
    }
    return node.get(field);
  }

  static String text(JsonNode node, String field) {
    return at(node, field).asText();
  }

  static int integer(JsonNode node, String field) {
    JsonNode found = at(node, field);
    if (!found.isIntegralNumber()) {
      throw new GoldenException(field + " must be a whole number, got " + found);
    }
    return found.intValue();
  }

  static double number(JsonNode node, String field) {
    return number(at(node, field), "", field);
  }

  static double number(JsonNode node, String field, double otherwise) {
    return node.hasNonNull(field) ? number(node, field) : otherwise;
  }

  /** A number by itself. */
  static double number(JsonNode value) {
    return number(value, "", "a value");
  }

  private static double number(JsonNode value, String prefix, String field) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return switch (value.asText()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new GoldenException(prefix + field + " must be a number, got " + value);
    };
  }

  /** Numbers of a plain list. */
  static double[] numbers(JsonNode list) {
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(list.get(i), "", "[" + i + "]");
    }
    return numbers;
  }

  static int[] integers(JsonNode list) {
    int[] integers = new int[list.size()];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = list.get(i).intValue();
    }
    return integers;
  }

  /** Numbers of a tensor {@code {"shape": …, "data": …}}, row-major. */
  static double[] tensor(JsonNode node) {
    int[] shape = integers(at(node, "shape"));
    double[] data = numbers(at(node, "data"));
    long cells = 1;
    for (int size : shape) {
      cells *= size;
    }
    if (cells != data.length) {
      throw new GoldenException(
          "a tensor must have as many numbers as its shape says, got shape "
              + node.get("shape")
              + " and "
              + data.length
              + " numbers");
    }
    return data;
  }

  private static String names(JsonNode node) {
    StringBuilder names = new StringBuilder();
    for (Iterator<String> i = node.fieldNames(); i.hasNext(); ) {
      names.append(names.isEmpty() ? "" : ", ").append(i.next());
    }
    return names.isEmpty() ? "nothing" : names.toString();
  }
}
