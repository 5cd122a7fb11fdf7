package org.basin.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.store.CommitLog;
import org.basin.store.Wave;
import org.basin.sweep.Sweep;

/** How a run went: its waves, how fast they were, and the best value of the metric so far. */
final class Timeline {

  /** Waves that are shown at the most; more are put together. */
  private static final int MOST = 200;

  private Timeline() {}

  /**
   * The waves as the page reads them: trials and seconds until their ends, how many trials and
   * seconds, the best value of the metric.
   *
   * @param metric of the sweep; waves that were committed under another one have no value
   */
  static Map<String, Object> of(CommitLog log, Sweep.Metric metric) {
    boolean more = !metric.minimize();
    List<Wave> waves = log.waves();
    int together = Math.max(1, (waves.size() + MOST - 1) / MOST);
    List<Object> rows = new ArrayList<>();
    long trials = 0;
    double seconds = 0;
    double best = Double.NaN;
    for (int i = 0; i < waves.size(); i += together) {
      long own = 0;
      double took = 0;
      long failed = 0;
      String who = "";
      for (Wave wave : waves.subList(i, Math.min(waves.size(), i + together))) {
        own += wave.rows();
        took += wave.seconds().total();
        failed += wave.failed();
        double value =
            !wave.metric().name().equals(metric.name())
                ? Double.NaN
                : more ? wave.metric().max() : wave.metric().min();
        best = Double.isNaN(best) || more == value > best && !Double.isNaN(value) ? value : best;
        who = wave.trainedBy() + " on " + wave.host();
      }
      trials += own;
      seconds += took;
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("wave", waves.get(i).wave());
      row.put("until", trials);
      row.put("seconds", seconds);
      row.put("trials", own);
      row.put("took", took);
      row.put("failed", failed);
      row.put("best", best);
      row.put("by", who);
      rows.add(row);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("together", together);
    map.put("waves", waves.size());
    map.put("metric", waves.isEmpty() ? "" : metric.name());
    map.put("training", log.seconds().training());
    map.put("rows", rows);
    return map;
  }
}
