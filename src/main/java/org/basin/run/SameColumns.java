package org.basin.run;

import java.util.List;
import org.basin.store.RunDirectory;

/** Makes sure that a sweep that makes a run's trials measures them by the run's columns, too. */
public final class SameColumns {

  private SameColumns() {}

  /**
   * Tells columns that were lost or are missing because the sweep ranks by another metric.
   *
   * @param directory of the run
   * @param there the metric columns of its table
   * @param here the metric columns of the sweep
   * @param metric by which the sweep ranks trials
   * @throws UsageException if the metric is no column of the table, or the table has a column that
   *     the sweep does not name
   */
  public static void require(
      RunDirectory directory, List<String> there, List<String> here, String metric) {
    if (!there.contains(metric)) {
      throw new UsageException(
          "%s: the metric must be a column of this directory, got %s; its columns: %s. To rank by it, name it in output.metrics and give another name or output path."
              .formatted(directory.path(), metric, String.join(", ", there)));
    }
    List<String> lost = there.stream().filter(name -> !here.contains(name)).toList();
    if (!lost.isEmpty()) {
      throw new UsageException(
          "%s: a sweep must have all columns of this directory, got none of %s; name it in output.metrics: [%s]."
              .formatted(directory.path(), String.join(", ", lost), String.join(", ", there)));
    }
  }
}
