package org.basin.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.basin.learn.Score;
import org.basin.read.Trials;
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
   * @param committed rows of a run
   * @param job its sweep
   */
  public static Trials of(Trials committed, Job job) {
    List<String> known = committed.names();
    Map<String, String> counted = new LinkedHashMap<>();
    for (String name : ofComplete(job)) {
      if (known.contains(name)) {
        counted.put(name, "CASE WHEN state = 'COMPLETE' THEN " + name + " END");
      }
    }
    return counted.isEmpty() ? committed : committed.with(counted);
  }

  /** The metrics of a sweep that answers take of COMPLETE trials alone. */
  static Set<String> ofComplete(Job job) {
    return job.scores().stream()
        .filter(score -> score.holds() == Score.Holds.FINITE)
        .map(Score::name)
        .collect(Collectors.toSet());
  }
}
