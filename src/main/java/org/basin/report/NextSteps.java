package org.basin.report;

import java.util.List;

/** Where a finished table lies, and what to type to look into it. */
public final class NextSteps {

  private NextSteps() {}

  /**
   * Lines for the end of a run.
   *
   * @param directory of the run, as the person names it
   * @param files Parquet files in it
   * @param bytes of all files
   * @param axis the name of some axis, for an example to group by
   * @param metric the name of the sweep's metric
   */
  public static List<String> lines(
      String directory, long files, long bytes, String axis, String metric) {
    String glob = directory + "/waves/*/*.parquet";
    TextTable text = new TextTable(List.of());
    text.row(
        "table",
        "%s  (%s %s, %s)"
            .formatted(
                glob, Shown.count(files), files == 1 ? "file" : "files", Shown.bytes(bytes)));
    text.row("best", "./basin top %s -n 20".formatted(directory));
    text.row(
        "ask",
        "./basin query %s \"SELECT %s, avg(%s) FROM trials GROUP BY 1 ORDER BY 1\""
            .formatted(directory, axis, metric));
    text.row("DuckDB", "SELECT * FROM '%s' ORDER BY %s LIMIT 20".formatted(glob, metric));
    text.row("pandas", "pandas.read_parquet('%s/waves')".formatted(directory));
    return text.lines();
  }
}
