package org.basin.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.basin.space.TableFile;
import org.basin.sweep.text.Quote;

/** Collects the rows of one table, which may stand in several files of the same columns. */
final class TableReader {

  /** Names that a message lists. */
  private static final int LISTED = 12;

  private final String label;
  private final List<String> wanted;
  private final LabelColumn labels = new LabelColumn();
  private List<String> names = List.of();
  private int[] features = new int[0];
  private int labelAt;
  private float[] x = new float[1024];
  private int[] classes = new int[256];
  private int rows;

  /**
   * @param label the column of labels; empty if there is none, and all samples are of one class
   * @param features the columns of inputs; empty for all others
   */
  TableReader(String label, List<String> features) {
    this.label = label;
    this.wanted = features;
  }

  /** Adds the rows of a file. */
  void read(InputFile file, TableFile table) throws IOException {
    List<String> here = table.names();
    if (here.isEmpty()) {
      throw file.refused("a table must hold a header and at least one row, got neither");
    }
    if (names.isEmpty()) {
      names = here;
      header(file, table);
    } else if (!here.equals(names)) {
      throw file.refused(
          "all files of a table must have the same columns, got %s and before %s"
              .formatted(listed(here), listed(names)));
    }
    checkTypes(file, table);
    while (table.next()) {
      row(file, table);
    }
  }

  private void header(InputFile file, TableFile table) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name) && !name.isEmpty()) {
        throw file.refused("columns must have distinct names, got " + name + " twice");
      }
    }
    labelAt = label.isEmpty() ? -1 : column(file, label, "label");
    features =
        wanted.isEmpty()
            ? IntStream.range(0, names.size()).filter(c -> c != labelAt).toArray()
            : wanted.stream().mapToInt(name -> column(file, name, "features")).toArray();
    if (wanted.isEmpty()) {
      refuseIndex(file, table);
    }
    if (!label.isEmpty() && wanted.contains(label)) {
      throw new DataException("features", "features must not hold the label, got " + label);
    }
    if (features.length == 0) {
      throw file.refused("a table must have a column beside the label, got none");
    }
  }

  /**
   * The number of a row tells it from all others, and in a sorted table it gives the label away.
   */
  private void refuseIndex(InputFile file, TableFile table) {
    for (int column : features) {
      if (table.index(column)) {
        String name = names.get(column);
        throw file.refused(
            "column %d must have a name that says what it holds, got %s, as pandas writes the index of"
                    .formatted(column + 1, name.isEmpty() ? "none" : name)
                + " a table; %s, or list the columns of inputs under features"
                    .formatted(TableFile.WITHOUT_INDEX));
      }
    }
  }

  private int column(InputFile file, String name, String option) {
    int at = names.indexOf(name);
    if (at < 0) {
      throw new DataException(
          option,
          "%s: %s must name a column, got %s; columns: %s"
              .formatted(file.place(), option, name, listed(names)));
    }
    return at;
  }

  private static String listed(List<String> names) {
    String shown = names.stream().limit(LISTED).map(Quote::shown).collect(Collectors.joining(", "));
    return names.size() <= LISTED ? shown : shown + ", … (" + names.size() + " in all)";
  }

  private void checkTypes(InputFile file, TableFile table) {
    for (int i = labelAt < 0 ? 0 : -1; i < features.length; i++) {
      int column = i < 0 ? labelAt : features[i];
      if (!table.obstacle(column).isEmpty()) {
        throw file.refused(
            "column %s must hold plain numbers or texts, got type %s"
                .formatted(names.get(column), table.obstacle(column)));
      }
    }
  }

  private void row(InputFile file, TableFile table) {
    List<String> cells = table.cells();
    if (cells.size() != names.size()) {
      throw file.refused(
          "a row must have as many cells as the header, got cells=%d, header=%d on line %d"
              .formatted(cells.size(), names.size(), table.line()));
    }
    if ((rows + 1L) * features.length > Datasets.MOST_NUMBERS) {
      throw file.refused(
          "a table must hold at most %,d numbers, got more than %,d rows of %,d"
              .formatted(Datasets.MOST_NUMBERS, rows, features.length));
    }
    int from = rows * features.length;
    if (from + features.length > x.length) {
      long size = Math.max(2L * x.length, (long) from + features.length);
      x = Arrays.copyOf(x, (int) Math.min(size, Datasets.MOST_NUMBERS));
    }
    for (int i = 0; i < features.length; i++) {
      x[from + i] = number(file, table, features[i]);
    }
    classes = rows == classes.length ? Arrays.copyOf(classes, 2 * rows) : classes;
    if (labelAt >= 0) {
      try {
        classes[rows] = labels.add(cells.get(labelAt), table.line());
      } catch (IllegalArgumentException law) {
        throw file.refused("column " + label + " " + law.getMessage());
      }
    }
    rows++;
  }

  private float number(InputFile file, TableFile table, int column) {
    String cell = table.cells().get(column);
    double value;
    try {
      value = Decimal.parse(cell);
    } catch (NumberFormatException text) {
      throw refused(
          file,
          table,
          column,
          "must be a number, got " + (cell.isEmpty() ? "nothing" : Quote.shown(cell)));
    }
    if (!Float.isFinite((float) value)) {
      throw refused(
          file, table, column, "must be a finite number below 3.5e38, got " + Quote.shown(cell));
    }
    return (float) value;
  }

  private DataException refused(InputFile file, TableFile table, int column, String law) {
    return file.refused("column %s %s on line %d".formatted(names.get(column), law, table.line()));
  }

  /** What was read. */
  Dataset dataset(String kind, InputFile file) {
    if (rows == 0) {
      throw file.refused("a table must hold at least one row below the header, got none");
    }
    List<String> classNames = new ArrayList<>();
    int[] sorted = new int[rows];
    if (labelAt < 0) {
      classNames.add("all");
    } else {
      sort(file, classNames, sorted);
    }
    float[] whole = Arrays.copyOf(x, rows * features.length);
    x = new float[0];
    return new Dataset(
        kind, 1, features.length, classNames, new Samples(whole, sorted), Samples.NONE);
  }

  private void sort(InputFile file, List<String> classNames, int[] sorted) {
    int[] order;
    try {
      order = labels.sorted(classNames);
    } catch (IllegalArgumentException law) {
      throw file.refused("column " + label + " " + law.getMessage());
    }
    for (int i = 0; i < rows; i++) {
      sorted[i] = order[classes[i]];
    }
  }
}
