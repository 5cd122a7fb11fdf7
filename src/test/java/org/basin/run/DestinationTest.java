package org.basin.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.basin.data.Datasets;
import org.basin.store.Rows;
import org.basin.sweep.Revision;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @TempDir private Path temp;

  private Sweep sweep(String path, int seed) {
    String text =
        "name: nightly\nmodel: energy\ndata: xor\nseed: %d\noutput: {path: \"%s\"}\n"
            .formatted(seed, path);
    try {
      return new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
    } catch (SweepException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Destination of(Sweep sweep) {
    try {
      return Destination.of(Job.of(sweep), Rows.CONFIGURATION, TODAY);
    } catch (SweepException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A run directory as a driver leaves it. */
  private void run(String folder, Sweep sweep, String state, String data) throws IOException {
    run(folder, sweep, state, data, Revision.ROWS);
  }

  private void run(String folder, Sweep sweep, String state, String data, int revision)
      throws IOException {
    Path run = Files.createDirectories(temp.resolve(folder).resolve("nightly"));
    Files.writeString(
        run.resolve("run.json"),
        """
        {"name": "nightly", "digest": "%s", "engine": "vector", "metric": "error",
         "columns": {}, "fixed": {}, "positions": 10, "trials": 10, "committed": 0,
         "state": "%s", "provenance": {"data": "%s"}, "revision": %d}
        """
            .formatted(SweepWriter.digest(sweep), state, data, revision));
  }

  private static String data(Sweep sweep) {
    return Datasets.fingerprint(sweep.data(), Rows.CONFIGURATION);
  }

  private String at(String folder) {
    return temp.resolve(folder).resolve("nightly").toString();
  }

  @Test
  void withoutADateThePathIsThePath() {
    assertThat(of(sweep("some/where", 1)).directory()).hasToString("some/where/nightly");
  }

  @Test
  void aDateIsThatOfTheDay() {
    for (String path : List.of("/{date}", "/x-{date}-y/z", "/a/{date}/b")) {
      assertThat(of(sweep(temp + path, 1)).directory())
          .hasToString(temp + path.replace("{date}", "2026-11-22") + "/nightly");
    }
    assertThat(of(sweep("{date}", 1)).directory()).hasToString("2026-11-22/nightly");
  }

  @Test
  void anIncompleteRunOfADayBeforeGoesOnInItsOwnFolder() throws IOException {
    Sweep sweep = sweep(temp + "/x-{date}-y", 1);
    run("x-2026-11-20-y", sweep, "STOPPED", data(sweep));
    run("x-2026-11-21-y", sweep, "RUNNING", data(sweep));
    assertThat(of(sweep).directory()).hasToString(at("x-2026-11-21-y"));
    assertThat(of(sweep).remark())
        .hasValue(at("x-2026-11-21-y") + " is not complete; this run goes on there");
  }

  @Test
  void aCompleteRunOfADayBeforeIsLeftAlone() throws IOException {
    Sweep sweep = sweep(temp + "/{date}", 1);
    run("2026-11-20", sweep, "STOPPED", data(sweep));
    run("2026-11-21", sweep, "COMPLETE", data(sweep));
    assertThat(of(sweep))
        .isEqualTo(of(sweep))
        .extracting(d -> d.directory().toString())
        .isEqualTo(at("2026-11-22"));
    assertThat(of(sweep).remark()).isEmpty();
  }

  @Test
  void anotherSweepOfADayBeforeIsLeftAlone() throws IOException {
    Sweep sweep = sweep(temp + "/{date}", 1);
    run("2026-11-21", sweep(temp + "/{date}", 2), "STOPPED", data(sweep));
    assertThat(of(sweep).directory()).hasToString(at("2026-11-22"));
  }

  @Test
  void whenTheDataChangedTheRunBeginsAnewAndSaysSo() throws IOException {
    Sweep sweep = sweep(temp + "/{date}", 1);
    run("2026-11-21", sweep, "STOPPED", "sha256:other");
    assertThat(of(sweep).directory()).hasToString(at("2026-11-22"));
    assertThat(of(sweep).remark())
        .hasValueSatisfying(
            remark ->
                assertThat(remark).endsWith("but the data changed since; this run begins anew"));
  }

  @Test
  void aRunOfAnotherRevisionIsLeftAloneAndNamed() throws IOException {
    Sweep sweep = sweep(temp + "/{date}", 1);
    run("2026-11-21", sweep, "STOPPED", data(sweep), Revision.ROWS - 1);
    assertThat(of(sweep).directory()).hasToString(at("2026-11-22"));
    assertThat(of(sweep).remark())
        .hasValue(
            at("2026-11-21")
                + " is not complete, but a build made it whose rows differ; this run begins anew");
    run("2026-11-21", sweep, "COMPLETE", data(sweep), Revision.ROWS - 1);
    assertThat(of(sweep).remark()).isEmpty();
  }

  @Test
  void whatIsNoDateIsNoDay() throws IOException {
    Sweep sweep = sweep(temp + "/{date}", 1);
    run("2026-13-45", sweep, "STOPPED", data(sweep));
    run("yesterday!", sweep, "STOPPED", data(sweep));
    run("2026-11-2", sweep, "STOPPED", data(sweep));
    assertThat(of(sweep).directory()).hasToString(at("2026-11-22"));
  }
}
