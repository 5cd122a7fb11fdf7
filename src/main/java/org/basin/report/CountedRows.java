package org.basin.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.basin.learn.Score;
import org.basin.trial.Job;

/**
 * The rows of a run as answers count them: of a trial that diverged they take no metrics but those
 * that say how it did. What else was measured of it stays in its row.
 */
public final class CountedRows {

  private CountedRows() {}

  /**
   * Takes those metrics out of the rows.
   *
   * @param table the committed rows of a run
   * @param job its sweep
   */
  public static Dataset<Row> of(Dataset<Row> table, Job job) {
    List<String> known = Arrays.asList(table.columns());
    Map<String, Column> counted = new HashMap<>();
    for (String name : ofComplete(job)) {
      if (known.contains(name)) {
        counted.put(name, when(col("state").equalTo("COMPLETE"), col(name)));
      }
    }
    return table.withColumns(counted);
  }

  /** The metrics of a sweep that answers take of COMPLETE trials alone. */
  static Set<String> ofComplete(Job job) {
    return job.scores().stream()
        .filter(score -> score.holds() == Score.Holds.FINITE)
        .map(Score::name)
        .collect(Collectors.toSet());
  }
}
