package org.basin.checkpoint;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.basin.space.TableFile;
import org.basin.sweep.text.Numeral;
import org.basin.sweep.text.Quote;

/** Samples of a person's own, one to an option or a row of a file. */
public final class GivenInputs {

  private GivenInputs() {}

  /**
   * Some samples.
   *
   * @param option that names them, for messages
   * @param words numbers with commas between them, or the names of CSV files, with a line of names
   *     or without
   * @throws InputException when one is neither
   */
  public static List<float[]> of(String option, List<String> words) throws IOException {
    List<float[]> inputs = new ArrayList<>();
    for (String word : words) {
      if (word.toLowerCase(Locale.ROOT).endsWith(".csv")) {
        read(Path.of(word), inputs);
      } else {
        inputs.add(numbers(List.of(word.split(",", -1)), option));
      }
    }
    return inputs;
  }

  private static void read(Path file, List<float[]> inputs) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file + ": a file of inputs must exist, got none");
    }
    int before = inputs.size();
    try (TableFile table = TableFile.csv(Files.newInputStream(file))) {
      if (table.names().stream().allMatch(name -> number(name).isPresent())) {
        inputs.add(numbers(table.names(), file + ":" + table.line()));
      }
      while (table.next()) {
        inputs.add(numbers(table.cells(), file + ":" + table.line()));
      }
    } catch (CharacterCodingException e) {
      throw new InputException(file + ": a file of inputs must be UTF-8, got other bytes");
    }
    if (inputs.size() == before) {
      throw new InputException(file + ": a file of inputs must hold a row of numbers, got none");
    }
  }

  private static float[] numbers(List<String> cells, String place) {
    float[] numbers = new float[cells.size()];
    for (int i = 0; i < numbers.length; i++) {
      String cell = cells.get(i).strip();
      numbers[i] =
          number(cell)
              .orElseThrow(
                  () ->
                      new InputException(
                          place + ": an input must be finite numbers, got " + Quote.shown(cell)));
    }
    return numbers;
  }

  private static Optional<Float> number(String text) {
    return Numeral.real(text.strip()).map(Double::floatValue).filter(Float::isFinite);
  }
}
