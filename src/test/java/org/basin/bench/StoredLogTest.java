package org.basin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.basin.plan.Rehearsal;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredLogTest {

  @TempDir private Path temp;

  /** Five executors that live ten minutes, and a driver that lives five. */
  @Test
  void everyTrialOfARunThatIsPlayedStandsInTheLogOnce() throws IOException {
    long trials = 20_000_000;
    Rehearsal.Scene scene =
        new Rehearsal.Scene(trials, 0.001, Duration.ofSeconds(60), 5, 4, 600, 300, 30);
    Configuration configuration = new Configuration();
    var folder = new org.apache.hadoop.fs.Path(temp.resolve("run").toUri());
    Rehearsal played = ScaleBench.play(configuration, folder, scene, 0.001, 7);

    assertThat(played.driverDeaths()).isPositive();
    assertThat(played.executorDeaths()).isPositive();
    RunDirectory directory = RunDirectory.at(configuration, folder);
    CommitLog log = directory.log();
    assertThat(directory.complete(log, trials)).isTrue();
    assertThat(log.rows()).isEqualTo(trials);
    assertThat(log.waves()).hasSize((int) played.waves());
    assertThat(log.waves().stream().flatMap(wave -> wave.files().stream()))
        .hasSize((int) played.files());
    try (Stream<Path> there = Files.walk(temp.resolve("run/waves"))) {
      assertThat(there.filter(Files::isRegularFile)).hasSize((int) played.files());
    }
  }
}
