package org.basin.report;

import java.util.List;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.sweep.Counted;

/** Where a finished table lies, and what to type to look into it. */
public final class NextSteps {

  /** How many of the best rows each of the lines gives. */
  private static final int BEST = 20;

  private NextSteps() {}

  /**
   * Lines for the end of a run.
   *
   * @param directory of the run, as the person names it
   * @param files Parquet files in it
   * @param bytes of all files
   * @param axis the name of some axis, for an example to group by
   * @param ranking of the best trials
   */
  public static List<String> lines(
      String directory, long files, long bytes, String axis, Ranking ranking) {
    String glob = directory + "/waves/*/*.parquet";
    TextTable text = new TextTable(List.of());
    text.row(
        "table", "%s  (%s, %s)".formatted(glob, Counted.of(files, "file"), Shown.bytes(bytes)));
    text.row("best", "./basin top %s -n %d".formatted(directory, BEST));
    text.row(
        "ask",
        "./basin query %s \"SELECT %s, avg(%s) FROM trials WHERE state = '%s' GROUP BY 1 ORDER BY 1\""
            .formatted(directory, axis, ranking.metric().name(), ranking.state()));
    text.row("DuckDB", ranking.duckDb(glob, BEST));
    text.row("pandas", ranking.pandas(directory + "/waves", BEST));
    return text.lines();
  }
}
