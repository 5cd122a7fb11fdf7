package org.basin.report;

import java.util.ArrayList;
import java.util.List;

/** Columns of text side by side: numbers to the right, words to the left. */
public final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  /** A table under a line of names; without that line when there are none. */
  public TextTable(List<String> names) {
    if (!names.isEmpty()) {
      rows.add(List.copyOf(names));
    }
    named = !names.isEmpty();
  }

  private final boolean named;

  /** Adds a row, which may be shorter than the others. */
  public TextTable row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** Adds a row, which may be shorter than the others. */
  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** One line a row, without line ends. */
  public List<String> lines() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] width = new int[columns];
    boolean[] right = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      right[c] = rows.size() > (named ? 1 : 0);
      for (int r = 0; r < rows.size(); r++) {
        if (c < rows.get(r).size()) {
          String cell = rows.get(r).get(c);
          width[c] = Math.max(width[c], cell.length());
          right[c] &= named && r == 0 || number(cell);
        }
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        String gap = " ".repeat(width[c] - row.get(c).length());
        line.append(c == 0 ? "" : "  ");
        line.append(right[c] ? gap + row.get(c) : row.get(c) + gap);
      }
      lines.add(line.toString().stripTrailing());
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
