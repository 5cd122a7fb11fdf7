package org.basin.run;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.basin.store.DatedPath;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.SameInputs;
import org.basin.sweep.PathLaw;
import org.basin.sweep.Revision;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Job;

/**
 * Where the results of a sweep go. A date in the path is that of the day on which a run began: the
 * latest run of the very same sweep on the same data, if it is not complete, is continued in its
 * own folder, so that one that goes on past midnight, or stops there, is not begun anew.
 *
 * @param directory of the run
 * @param remark for the person, when an earlier day's run decides; else empty
 */
public record Destination(Path directory, Optional<String> remark) {

  /**
   * Finds it.
   *
   * @param job all trials of the sweep
   * @param today in UTC
   * @throws org.basin.store.StoreException if the store cannot be reached
   * @throws org.basin.data.DataException if the data cannot be used
   */
  public static Destination of(Job job, Configuration configuration, LocalDate today) {
    Sweep sweep = job.sweep();
    String path = sweep.output().path();
    if (!DatedPath.is(path)) {
      return new Destination(new Path(path, sweep.name()), Optional.empty());
    }
    DatedPath dated = new DatedPath(path);
    Destination fresh = new Destination(new Path(dated.on(today), sweep.name()), Optional.empty());
    return dated
        .latest(configuration, sweep.name())
        .filter(latest -> !latest.equals(fresh.directory()))
        .flatMap(latest -> continued(job, configuration, latest, fresh))
        .orElse(fresh);
  }

  private static Optional<Destination> continued(
      Job job, Configuration configuration, Path latest, Destination fresh) {
    Optional<RunRecord> record = RunDirectory.at(configuration, latest).record();
    if (record.isPresent()
        && record.get().state() != RunRecord.State.COMPLETE
        && record.get().revision() != Revision.ROWS) {
      return Optional.of(
          new Destination(
              fresh.directory(),
              Optional.of(
                  PathLaw.plain(latest.toString())
                      + " is not complete, but a build made it whose rows differ; this run begins"
                      + " anew")));
    }
    if (record.isEmpty()
        || record.get().state() == RunRecord.State.COMPLETE
        || !record.get().digest().equals(SweepWriter.digest(job.sweep()))) {
      return Optional.empty();
    }
    String place = PathLaw.plain(latest.toString());
    return Optional.of(
        SameInputs.changed(record.get().provenance(), Inputs.of(job, configuration))
            .map(
                input ->
                    new Destination(
                        fresh.directory(),
                        Optional.of(
                            "%s is not complete, but %s changed since; this run begins anew"
                                .formatted(place, input.label()))))
            .orElse(
                new Destination(
                    latest, Optional.of(place + " is not complete; this run goes on there"))));
  }
}
