package org.basin.run;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.Datasets;
import org.basin.store.SameInputs;
import org.basin.trial.Job;

/** Fingerprints of the files that the rows of a sweep depend on beside its text. */
public final class Inputs {

  private Inputs() {}

  /**
   * By the names that they have in a provenance.
   *
   * @throws org.basin.data.DataException if the data cannot be used
   */
  public static Map<String, String> of(Job job, Configuration configuration) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(SameInputs.DATA.fact(), Datasets.fingerprint(job.sweep().data(), configuration));
    job.space().listed().ifPresent(points -> facts.put(SameInputs.POINTS.fact(), points));
    if (!job.sweep().startFrom().none()) {
      facts.put(SameInputs.START.fact(), job.start().fingerprint());
    }
    return facts;
  }

  /**
   * The job of a kept sweep with what its trials start from, as the file holds it now.
   *
   * @throws UsageException if the file cannot be read
   */
  public static Job started(Job job, Configuration configuration) {
    try {
      return job.started(configuration);
    } catch (IOException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
