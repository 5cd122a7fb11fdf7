package org.basin.draw;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns of text side by side: numbers to the right, words to the left.
 *
 * <p>On a screen that is too narrow the last column, if it is prose, is broken at its blanks; then
 * columns are left out, those that are not important from the right on, and a line below names
 * them.
 */
public final class TextTable {

  /** Prose is not broken into narrower lines than this. */
  private static final int NARROWEST = 24;

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final boolean named;
  private List<String> important = List.of();

  /** A table under a line of names; without that line when there are none. */
  public TextTable(List<String> names) {
    if (!names.isEmpty()) {
      rows.add(List.copyOf(names));
    }
    named = !names.isEmpty();
  }

  /** Adds a row, which may be shorter than the others. */
  public TextTable row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** Adds a row, which may be shorter than the others. */
  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** Columns that are left out after all others, save empty ones, and the first of them never. */
  public TextTable important(List<String> names) {
    important = List.copyOf(names);
    return this;
  }

  /** One line a row, without line ends, as long as they come. */
  public List<String> lines() {
    return lines(Integer.MAX_VALUE);
  }

  /**
   * The lines for a screen, without line ends. A column alone may still be wider than that.
   *
   * @param most characters of a line
   */
  public List<String> lines(int most) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] width = new int[columns];
    boolean[] right = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      right[c] = rows.size() > (named ? 1 : 0);
      for (int r = 0; r < rows.size(); r++) {
        if (c < rows.get(r).size()) {
          String cell = rows.get(r).get(c);
          width[c] = Math.max(width[c], cell.lines().mapToInt(String::length).max().orElse(0));
          right[c] &= named && r == 0 || number(cell);
        }
      }
    }
    List<Integer> kept = IntStream.range(0, columns).boxed().collect(toCollection(ArrayList::new));
    int last = columns - 1;
    boolean prose = columns > 0 && !right[last] && width[last] > NARROWEST;
    int natural = columns == 0 ? 0 : width[last];
    if (prose && total(kept, width) > most) {
      width[last] = NARROWEST;
    }
    for (Integer next : leastImportant(columns)) {
      if (total(kept, width) > most) {
        kept.remove(next);
      }
    }
    if (prose && kept.contains(last)) {
      int room = most - total(kept, width) + width[last];
      width[last] = Math.max(Math.min(NARROWEST, most), Math.min(natural, room));
    }
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.addAll(lines(row, kept, width, right)));
    if (kept.size() < columns) {
      List<String> gone = new ArrayList<>(rows.get(0));
      kept.forEach(c -> gone.remove(rows.get(0).get(c)));
      lines.addAll(
          broken(
              "left out to fit %d columns: %s; --json has all"
                  .formatted(most, String.join(", ", gone)),
              most));
    }
    return lines;
  }

  private static int total(List<Integer> kept, int[] width) {
    return kept.stream().mapToInt(c -> width[c] + GAP.length()).sum() - GAP.length();
  }

  /** Columns in the order in which they are left out; one always stays. */
  private List<Integer> leastImportant(int columns) {
    if (!named || columns == 0) {
      return List.of();
    }
    List<Integer> dear =
        important.stream()
            .map(rows.get(0)::indexOf)
            .filter(c -> c >= 0 && !empty(c))
            .distinct()
            .toList();
    List<Integer> order =
        IntStream.range(0, columns)
            .map(c -> columns - 1 - c)
            .filter(c -> !dear.contains(c))
            .boxed()
            .sorted(Comparator.comparing(c -> !empty(c)))
            .collect(toCollection(ArrayList::new));
    for (int i = dear.size() - 1; i >= 0; i--) {
      order.add(dear.get(i));
    }
    return order.subList(0, columns - 1);
  }

  /** Whether a column says nothing. */
  private boolean empty(int c) {
    return rows.size() > 1
        && rows.stream().skip(1).allMatch(row -> row.size() <= c || row.get(c).equals("-"));
  }

  private static List<String> lines(
      List<String> row, List<Integer> kept, int[] width, boolean[] right) {
    List<List<String>> cells = new ArrayList<>();
    int height = 1;
    for (int c : kept) {
      boolean there = c < row.size();
      List<String> cell = there ? broken(row.get(c), width[c]) : List.of();
      cells.add(cell);
      height = Math.max(height, cell.size());
    }
    List<String> lines = new ArrayList<>();
    for (int h = 0; h < height; h++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        int c = kept.get(i);
        String text = h < cells.get(i).size() ? cells.get(i).get(h) : "";
        String gap = " ".repeat(Math.max(0, width[c] - text.length()));
        line.append(i == 0 ? "" : GAP);
        line.append(right[c] ? gap + text : text + gap);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** A text in lines of a width, broken at blanks where there are some. */
  public static List<String> broken(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : Arrays.asList(text.split("\n", -1))) {
      String left = line;
      while (left.length() > width) {
        int blank = left.lastIndexOf(' ', width);
        boolean whole = blank > 0 && !left.substring(0, blank).isBlank();
        lines.add(left.substring(0, whole ? blank : width).stripTrailing());
        left = left.substring(whole ? blank : width).stripLeading();
      }
      lines.add(left);
    }
    return lines;
  }

  /** Whether a cell is a number or stands for none, and belongs to the right. */
  static boolean number(String cell) {
    return cell.isEmpty()
        || cell.equals("-")
        || cell.matches("[<>]? ?[-+]?[0-9][0-9,.]*([eE][-+]?[0-9]+)?( %)?|NaN|-?Infinity");
  }
}
