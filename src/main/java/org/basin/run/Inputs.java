package org.basin.run;

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
    return facts;
  }
}
