package org.basin.explore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.sweep.DataSource;
import org.basin.sweep.SweepException;
import org.basin.trial.Job;

/** The sweep that is explored, as it is and with what the page changes of it. */
public final class Explored {

  /** Reads the sweep with changes, and checks it as every sweep is. */
  public interface Source {
    Job with(List<String> changes) throws SweepException;
  }

  private static final int KEPT = 16;

  private final Source source;
  private final Configuration configuration;
  private final Map<List<String>, Job> jobs = remembering();
  private final Map<DataSource, Dataset> data = remembering();

  Explored(Source source, Configuration configuration) {
    this.source = source;
    this.configuration = configuration;
  }

  private static <K, V> Map<K, V> remembering() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(KEPT, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > KEPT;
          }
        });
  }

  /**
   * The sweep with its engine named.
   *
   * @throws SweepException with all mistakes
   */
  Job job(List<String> changes) throws SweepException {
    Job known = jobs.get(changes);
    if (known == null) {
      known = source.with(changes).resolved();
      jobs.put(List.copyOf(changes), known);
    }
    return known;
  }

  /**
   * The engine as the sweep says it, {@code auto} among them.
   *
   * @throws SweepException with all mistakes
   */
  String engine(List<String> changes) throws SweepException {
    return source.with(changes).sweep().engine();
  }

  /** What it learns, read once. */
  Dataset data(Job job) {
    Function<DataSource, Dataset> read = from -> Datasets.of(from, configuration);
    return data.computeIfAbsent(job.sweep().data(), read);
  }

  /** All metrics that its trials can be measured by. */
  List<String> measurable(Job job) {
    return job.measurable(configuration);
  }
}
