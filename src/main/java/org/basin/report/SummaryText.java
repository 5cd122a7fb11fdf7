package org.basin.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Collectors;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.sweep.Counted;
import org.basin.sweep.Measure;
import org.basin.sweep.Summary;

/** A table of the answer as lines for a person. */
final class SummaryText {

  private final SummaryTable table;
  private final Summary summary;
  private final Figures figures;
  private final boolean lost;

  private SummaryText(SummaryTable table) {
    this.table = table;
    this.summary = table.summary();
    this.figures = Figures.of(table.cells());
    this.lost = table.cells().stream().anyMatch(cell -> cell.lost() > 0);
  }

  /** The lines as long as they come. */
  static List<String> lines(SummaryTable table, String directory) {
    return lines(table, directory, Integer.MAX_VALUE);
  }

  /**
   * The lines for a screen, without line ends.
   *
   * @param directory of the run, as the person names it
   * @param most characters of a line, save those of a command to be typed
   */
  static List<String> lines(SummaryTable table, String directory, int most) {
    return new SummaryText(table).lines(directory, most);
  }

  private List<String> lines(String directory, int most) {
    List<String> lines = new ArrayList<>();
    if (!summary.title().isEmpty()) {
      lines.add(summary.title());
    }
    law().lines().forEach(line -> lines.addAll(TextTable.broken(line, most)));
    (summary.across().isEmpty() ? listed() : pivoted())
        .lines(most - 2)
        .forEach(line -> lines.add("  " + line));
    if (lost) {
      TextTable.broken("lost: " + consequence(), most - 2).forEach(line -> lines.add("  " + line));
    }
    if (table.cut()) {
      lines.add("  these are the first %s; all of them:".formatted(count(table)));
      lines.add("  ./basin query %s \"%s\"".formatted(directory, table.sql()));
    }
    return lines;
  }

  private static String count(SummaryTable table) {
    return Counted.of(table.cells().size(), "cell");
  }

  /** What the figures are, with the number of trials where the table has no column for it. */
  private String law() {
    String what = summary.measure().text();
    String law;
    if (summary.measure() instanceof Measure.Share) {
      law = "percent of trials with " + what + " [95 % Wilson interval]";
    } else if (summary.measure() instanceof Measure.Mean mean) {
      law = "mean of " + what + " ± half its 95 % interval (Student)";
      law += mean.beside().isEmpty() ? "" : " | mean of " + mean.beside();
    } else if (summary.measure() instanceof Measure.Boundary plane) {
      law =
          "dimension of the boundary of %s over %s and %s, by box counting"
              .formatted(what, plane.x(), plane.y());
      law += "\n± half the 95 % interval of the slope (Student) | median of the slopes box by box";
    } else {
      law = "median of " + what;
    }
    return summary.across().isEmpty() ? law : law + ", " + size() + " a cell";
  }

  private String size() {
    LongSummaryStatistics sizes =
        table.cells().stream().mapToLong(SummaryCell::trials).summaryStatistics();
    return sizes.getMin() == sizes.getMax()
        ? Counted.of(sizes.getMin(), "trial")
        : Shown.count(sizes.getMin()) + " to " + Counted.of(sizes.getMax(), "trial");
  }

  private String consequence() {
    if (summary.measure() instanceof Measure.Boundary) {
      return "pruned or failed; no boundary is seen beside them";
    }
    return "diverged, pruned or failed; "
        + (summary.measure() instanceof Measure.Share
            ? "no comparison with a metric of theirs holds"
            : "they are left out");
  }

  private TextTable listed() {
    List<String> names = new ArrayList<>(summary.by());
    names.add("trials");
    if (lost) {
      names.add("lost");
    }
    names.add(
        summary.measure() instanceof Measure.Boundary ? "dimension" : summary.measure().word());
    TextTable text =
        new TextTable(names)
            .important(names.isEmpty() ? names : List.of(names.get(names.size() - 1)));
    for (SummaryCell cell : table.cells()) {
      List<String> row = cell.at().stream().map(Shown::value).collect(Collectors.toList());
      row.add(Shown.count(cell.trials()));
      if (lost) {
        row.add(Shown.count(cell.lost()));
      }
      row.add(figures.text(cell));
      text.row(row);
    }
    return text;
  }

  private TextTable pivoted() {
    List<String> names = new ArrayList<>(summary.by());
    table.columns().forEach(it -> names.add(summary.across() + " " + Shown.value(it)));
    Map<List<Object>, Map<Object, SummaryCell>> rows = new LinkedHashMap<>();
    int last = summary.by().size();
    for (SummaryCell cell : table.cells()) {
      rows.computeIfAbsent(cell.at().subList(0, last), key -> new LinkedHashMap<>())
          .put(cell.at().get(last), cell);
    }
    TextTable text = new TextTable(names);
    rows.forEach(
        (key, cells) -> {
          List<String> row = key.stream().map(Shown::value).collect(Collectors.toList());
          table.columns().forEach(it -> row.add(cell(cells.get(it))));
          text.row(row);
        });
    return text;
  }

  /** A dash where no trial is. */
  private String cell(SummaryCell cell) {
    if (cell == null) {
      return "-";
    }
    String text = figures.text(cell);
    return cell.lost() == 0 ? text : text + " (" + Shown.count(cell.lost()) + " lost)";
  }
}
