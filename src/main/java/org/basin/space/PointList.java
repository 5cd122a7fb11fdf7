package org.basin.space;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Misnamed;
import org.basin.sweep.Mistake;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.Vocabulary;
import org.basin.sweep.condition.Condition;

/**
 * Makes the space of {@code method: list} from a file of points. Rows of equal structure are put
 * side by side, keeping the order of the file otherwise; a trial's number counts in that order.
 */
final class PointList {

  /** A file with more mistakes than this is read no further. */
  private static final int MOST_MISTAKES = 20;

  private final String file;
  private final Sweep sweep;
  private final Map<String, Object> fixed;
  private final List<Mistake> mistakes = new ArrayList<>();
  private final List<PointColumn> columns = new ArrayList<>();

  /** Where each column's cell stands in a row. */
  private final List<Integer> cells = new ArrayList<>();

  private boolean wholeHeader;
  private int[] lines = new int[16];
  private int rows;

  private PointList(String file, Sweep sweep, Map<String, Object> fixed) {
    this.file = file;
    this.sweep = sweep;
    this.fixed = fixed;
  }

  /**
   * The space of a sweep of listed points.
   *
   * @param file that lists them
   * @throws SweepException if the file cannot be read or has mistakes
   */
  static ProductSpace space(String file, Sweep sweep, Vocabulary vocabulary) throws SweepException {
    PointList list = new PointList(file, sweep, AxisGrid.fixed(sweep, vocabulary));
    list.requireFile();
    try (TableFile table = list.open()) {
      list.readHeader(table, vocabulary);
      list.readRows(table);
    } catch (FileNotFoundException missing) {
      list.refuse("a file of points must exist; name it relative to the sweep file");
    } catch (CharacterCodingException encoding) {
      list.refuse("a file of points must be UTF-8");
    } catch (IOException | RuntimeException unreadable) {
      String name = new org.apache.hadoop.fs.Path(file).getName();
      list.refuse("a file of points must be readable, got " + Unreadable.reason(unreadable, name));
    }
    for (PointColumn column : list.columns) {
      if (list.mistakes.isEmpty() && !column.any()) {
        list.refuse("column %s must have a value in some row, got none".formatted(column.name()));
      }
    }
    int[][] places = list.columns.stream().map(PointColumn::places).toArray(int[][]::new);
    if (list.wholeHeader) {
      list.refuseDuplicates(places);
    }
    list.stopIfMistaken();
    return list.space(vocabulary, places);
  }

  /** Opens a file by its ending: {@code .parquet}, or CSV. */
  private TableFile open() throws IOException, SweepException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
    Configuration configuration = new Configuration();
    FileSystem files = path.getFileSystem(configuration);
    Unreadable.broken(files, path).ifPresent(this::refuse);
    stopIfMistaken();
    return parquet(file) ? TableFile.parquet(path, configuration) : TableFile.csv(files.open(path));
  }

  private static boolean parquet(String file) {
    return file.toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  /** A device or a pipe never ends; a folder holds points only as Spark writes them in Parquet. */
  private void requireFile() throws SweepException {
    try {
      Path local = Path.of(file);
      if (Files.exists(local)
          && !Files.isRegularFile(local)
          && !(Files.isDirectory(local) && parquet(file))) {
        refuse("a file of points must be a file of CSV or Parquet");
      }
    } catch (InvalidPathException elsewhere) {
      return; // a URI
    }
    stopIfMistaken();
  }

  private void refuse(String message) {
    mistakes.add(new Mistake(file, 0, 0, "", message));
  }

  private void stopIfMistaken() throws SweepException {
    if (!mistakes.isEmpty()) {
      mistakes.sort(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column));
      throw new SweepException(mistakes);
    }
  }

  private void readHeader(TableFile table, Vocabulary vocabulary) {
    List<String> names = table.names();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Optional<Hyperparameter> known = vocabulary.hyperparameter(sweep.model(), name);
      String law = law(table, i, vocabulary, known.isPresent(), !seen.add(name));
      if (law.isEmpty()) {
        columns.add(new PointColumn(name, known.orElseThrow(), when(name)));
        cells.add(i);
      } else {
        int line = Math.max(1, table.line());
        mistakes.add(new Mistake(file, line, table.column(i), name, law));
      }
    }
    for (Map.Entry<String, Setting> entry : sweep.parameters().entrySet()) {
      if (entry.getValue() instanceof Setting.Column && !seen.contains(entry.getKey())) {
        mistakes.add(
            new Mistake(file, 1, 1, entry.getKey(), "must be a column of the file, got none"));
      }
    }
    wholeHeader = mistakes.isEmpty();
  }

  private Condition when(String name) {
    return sweep.parameters().get(name) instanceof Setting.Column column
        ? column.when()
        : Condition.ALL;
  }

  /** The law that a column breaks, with the values; "" if it breaks none. */
  private String law(
      TableFile table, int column, Vocabulary vocabulary, boolean known, boolean again) {
    String name = table.names().get(column);
    String got = ", got " + name;
    if (!known && table.index(column)) {
      return "must be a hyperparameter of model %s, got a column %s, as pandas writes the index of a table; %s"
          .formatted(
              sweep.model(), name.isEmpty() ? "without a name" : name, TableFile.WITHOUT_INDEX);
    } else if (!known) {
      return "must be a hyperparameter of model %s, %s"
          .formatted(sweep.model(), Misnamed.parameter(vocabulary, sweep.model(), name));
    } else if (sweep.parameters().containsKey(name)
        && !(sweep.parameters().get(name) instanceof Setting.Column)) {
      return "must stand in the sweep file or in the file of points, not in both" + got;
    } else if (vocabulary.metrics(sweep.model()).contains(name)) {
      return "must be fixed in the sweep file, since a metric's column has the name" + got;
    } else if (again) {
      return "must stand in one column only" + got;
    } else if (!table.obstacle(column).isEmpty()) {
      return "must be numbers, texts or lists of whole numbers, not "
          + table.obstacle(column)
          + got;
    }
    return "";
  }

  private void readRows(TableFile table) throws IOException {
    while (mistakes.size() < MOST_MISTAKES && table.next()) {
      if (table.cells().size() != table.names().size()) {
        mistakes.add(
            new Mistake(
                file,
                table.line(),
                1,
                "",
                "a row must have as many cells as the header, got cells="
                    + table.cells().size()
                    + ", header="
                    + table.names().size()));
        continue;
      }
      readRow(table);
    }
    if (rows == 0 && mistakes.isEmpty()) {
      refuse("a file of points must hold a header and at least one point, got none");
    }
  }

  private void readRow(TableFile table) {
    Object[] values = new Object[columns.size()];
    int before = mistakes.size();
    for (int i = 0; i < values.length && mistakes.size() < MOST_MISTAKES; i++) {
      PointColumn column = columns.get(i);
      String text = table.cells().get(cells.get(i));
      try {
        boolean absent = text.isEmpty() && !column.when().equals(Condition.ALL);
        values[i] = absent ? null : Cell.value(column.hyperparameter(), text);
      } catch (IllegalArgumentException law) {
        mistakes.add(
            new Mistake(
                file, table.line(), table.column(cells.get(i)), column.name(), law.getMessage()));
      }
    }
    if (mistakes.size() == before) {
      checkConditions(table, values);
    }
    if (mistakes.size() > before) {
      return;
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        columns.get(i).addAbsent();
      } else {
        columns.get(i).add(values[i]);
      }
    }
    lines = rows == lines.length ? Arrays.copyOf(lines, 2 * rows) : lines;
    lines[rows++] = table.line();
  }

  /** Cells are empty where their column is not there, and there alone. */
  private void checkConditions(TableFile table, Object[] values) {
    ListedRow row = new ListedRow(columns, values, fixed);
    for (int i = 0; i < values.length; i++) {
      Condition when = columns.get(i).when();
      boolean there = when.test(row);
      if (there != (values[i] != null)) {
        String law =
            there
                ? "must have a value where %s, got nothing".formatted(when)
                : "must be empty, since it is there only when %s, got %s"
                    .formatted(when, Setting.text(values[i]));
        int column = table.column(cells.get(i));
        mistakes.add(new Mistake(file, table.line(), column, columns.get(i).name(), law));
      }
    }
  }

  private ProductSpace space(Vocabulary vocabulary, int[][] places) throws SweepException {
    int[] group = groups(places);
    int structures = Arrays.stream(group).max().orElse(0) + 1;
    if (structures > Space.MAX_STRUCTURES) {
      refuse(
          "a space must have at most " + Space.MAX_STRUCTURES + " structures, got " + structures);
      stopIfMistaken();
    }
    int[] next = new int[structures + 1];
    Arrays.stream(group).forEach(g -> next[g + 1]++);
    Arrays.parallelPrefix(next, Integer::sum);
    int[] starts = Arrays.copyOf(next, structures);
    int[][] ordered = new int[places.length][rows];
    for (int row = 0; row < rows; row++) {
      int to = next[group[row]]++;
      for (int a = 0; a < places.length; a++) {
        ordered[a][to] = places[a][row];
      }
    }
    List<Digit> digits =
        List.of(
            new Digit(IntStream.range(0, places.length).toArray(), ordered, rows),
            new Digit(new int[0], new int[0][], sweep.replicates()));
    List<Axis> axes = columns.stream().map(PointColumn::axis).toList();
    return new ProductSpace(
        axes,
        digits,
        new Strata.Cut(AxisGrid.fixed(sweep, vocabulary), 0, starts),
        sweep.seed(),
        SeedTerms.of(sweep, vocabulary, axes));
  }

  /** The structure of each row, numbered as they occur. */
  private int[] groups(int[][] places) {
    int[] structural =
        IntStream.range(0, places.length)
            .filter(a -> columns.get(a).hyperparameter().kind() == Hyperparameter.Kind.STRUCTURAL)
            .toArray();
    Map<List<Integer>, Integer> known = new HashMap<>();
    int[] group = new int[rows];
    for (int row = 0; structural.length > 0 && row < rows; row++) {
      int at = row;
      List<Integer> key = Arrays.stream(structural).mapToObj(a -> places[a][at]).toList();
      Integer number = known.putIfAbsent(key, known.size());
      group[row] = number == null ? known.size() - 1 : number;
    }
    return group;
  }

  /** Finds equal rows through an open hash table of row numbers. */
  private void refuseDuplicates(int[][] places) {
    int size = Integer.highestOneBit(Math.max(rows, 2)) * 4;
    int[] table = new int[size];
    for (int row = 0; row < rows && mistakes.size() < MOST_MISTAKES; row++) {
      long hash = 0;
      for (int[] column : places) {
        hash = Seeds.term(hash, column[row]);
      }
      int slot = (int) hash & (size - 1);
      while (table[slot] != 0 && !equal(places, table[slot] - 1, row)) {
        slot = (slot + 1) & (size - 1);
      }
      if (table[slot] != 0) {
        mistakes.add(
            new Mistake(
                file,
                lines[row],
                1,
                "",
                "points must be distinct, got the point of line "
                    + lines[table[slot] - 1]
                    + " again"));
      } else {
        table[slot] = row + 1;
      }
    }
  }

  private static boolean equal(int[][] places, int a, int b) {
    for (int[] column : places) {
      if (column[a] != column[b]) {
        return false;
      }
    }
    return true;
  }
}
