package org.basin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs whose results go to S3: spark-submit with conf/s3a.conf, Hadoop's client, a server in a
 * process of its own. Only with {@code -Ps3}, which fetches both.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3IT {

  private static final int ROWS = 2187;

  private static final String SWEEP =
      """
      name: corners
      model: energy
      data: xor
      seed: 42
      parameters:
        alpha: 0.1
        beta: {values: [0.05, 0.1, 0.5]}
        weight_0_0_0: {min: -2, max: 2, step: 0.5}
        weight_0_0_1: {min: -2, max: 2, step: 0.5}
        weight_1_0_0: {min: -2, max: 2, step: 0.5}
      """;

  private Path temp;
  private Path sweep;
  private SparkHome home;
  private S3 store;
  private final List<Child> started = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    temp = folder;
    sweep = Files.writeString(temp.resolve("corners.yaml"), SWEEP);
    home = SparkHome.assemble(temp.resolve("spark"));
    store = S3.start(temp.resolve("s3"));
    try (Child local = basin("local", store.endpoint(), run(temp.toString(), "60", "4096"))) {
      assertThat(local.exit()).as(local.err()).isZero();
    }
  }

  @AfterAll
  void stop() {
    started.forEach(Child::close);
    store.close();
  }

  @Test
  void aRunMakesTheRowsOfALocalOneLeavesNothingElseAndIsReadInPlace() throws Exception {
    try (Door door = Door.before(store)) {
      try (Child run = basin("whole", door.endpoint(), run(S3.at("/whole"), "0.001", "256"))) {
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("DuckDB");
      }
      System.out.printf(
          "requests of a run of %d waves and %d files: %s%n",
          store.commits("/whole/corners"), files("/whole/corners"), door.counts());
    }
    assertComplete("/whole/corners");
    String directory = S3.at("/whole/corners");
    assertSays("COMPLETE", "status", directory);
    assertSays("weight_1_0_0", "top", directory);
    assertSays("2187", "query", directory, "SELECT count(*) FROM trials");
    assertSays("report.html", "report", directory);
    assertThat(store.read("/whole/corners/report.html")).contains("</html>");
    assertSays("is complete", "run", sweep.toString(), "output.path=" + S3.at("/whole"));
  }

  @Test
  void aKilledDriverIsContinuedFromItsLastCommit() throws Exception {
    for (int life = 1; life <= 2; life++) {
      int commits = store.commits("/killed/corners") + 1;
      try (Child run =
          basin("killed" + life, store.endpoint(), run(S3.at("/killed"), "0.001", "256"))) {
        run.await("a commit", () -> store.commits("/killed/corners") >= commits);
        run.kill();
      }
    }
    assertThat(store.keys("/killed/corners")).contains("_lock");
    int before = store.commits("/killed/corners");
    try (Child run = basin("resumed", store.endpoint(), run(S3.at("/killed"), "0.001", "256"))) {
      assertThat(run.exit()).as(run.err()).isZero();
    }
    assertThat(store.commits("/killed/corners")).isGreaterThan(before);
    assertComplete("/killed/corners");
  }

  @Test
  void ofTwoDriversAtOnceOneWorksAndOneIsToldSo() throws Exception {
    try (Child one = basin("one", store.endpoint(), run(S3.at("/two"), "0.001", "256"));
        Child two = basin("two", store.endpoint(), run(S3.at("/two"), "0.001", "256"))) {
      assertThat(Set.of(one.exit(), two.exit()))
          .as(one.err() + two.err())
          .containsExactlyInAnyOrder(0, 75);
      Child refused = one.exit() == 75 ? one : two;
      assertThat(refused.err()).contains("another process holds this run");
    }
    assertComplete("/two/corners");
  }

  @Test
  void aStoreThatIgnoresConditionsIsRefusedBeforeAnythingIsTrained() throws Exception {
    try (Door door = Door.ignoringConditions(store);
        Child run = basin("ignored", door.endpoint(), run(S3.at("/ignored"), "0.001", "256"))) {
      assertThat(run.exit()).as(run.err()).isEqualTo(2);
      assertThat(run.err())
          .contains("a store must refuse to create a name that is taken")
          .doesNotContain("Exception");
    }
    assertThat(store.keys("/ignored")).noneMatch(key -> !key.endsWith("/"));
  }

  @Test
  void aLostAnswerAndAConflictCostNoRow() throws Exception {
    try (Door door = Door.before(store)) {
      door.once("_lock", Door.Accident.CONFLICT);
      door.once("commits/00000.json", Door.Accident.UNANSWERED);
      door.once("commits/00001.json", Door.Accident.CONFLICT);
      try (Child run =
          basin("accidents", door.endpoint(), run(S3.at("/accidents"), "0.001", "256"))) {
        assertThat(run.exit()).as(run.err()).isZero();
      }
      assertThat(door.waiting()).isEmpty();
    }
    assertComplete("/accidents/corners");
  }

  @Test
  void aStoreThatIsAwayForAWhileIsWaitedFor() throws Exception {
    try (S3 other = S3.start(temp.resolve("other"));
        Child run = basin("away", other.endpoint(), run(S3.at("/away"), "0.001", "256"))) {
      run.await("a commit", () -> other.commits("/away/corners") >= 1);
      other.down();
      Thread.sleep(20_000);
      assertThat(run.alive()).isTrue();
      other.up();
      assertThat(run.exit()).as(run.err()).isZero();
      assertComplete(other, "/away/corners");
    }
  }

  private void assertComplete(String run) throws Exception {
    assertComplete(store, run);
  }

  /** The rows of the local run, each once, and no object besides the run's own. */
  private void assertComplete(S3 server, String run) throws Exception {
    Set<String> own = new TreeSet<>(Set.of("run.json", "sweep.yaml"));
    Set<String> keys = new TreeSet<>(server.keys(run));
    keys.stream()
        .filter(key -> key.matches("commits/\\d{5}\\.json|waves/\\d{5}/part-[^/]*\\.parquet"))
        .forEach(own::add);
    // marks of folders, of which S3 knows nothing
    keys.removeIf(key -> key.isEmpty() || key.matches("(commits|waves|waves/\\d{5})/"));
    assertThat(keys).isEqualTo(own);
    Path copy = Files.createDirectories(temp.resolve("copies" + run));
    server.get(run, copy);
    Tables.assertSame(copy, temp.resolve("corners"), ROWS);
  }

  private long files(String run) {
    return store.keys(run).stream().filter(key -> key.endsWith(".parquet")).count();
  }

  private void assertSays(String text, String... arguments) throws Exception {
    try (Child command = basin(arguments[0], store.endpoint(), List.of(arguments))) {
      assertThat(command.exit()).as(command.err()).isZero();
      assertThat(command.out() + command.err()).contains(text);
    }
  }

  private List<String> run(String path, String wave, String block) {
    return List.of(
        "run", sweep.toString(), "output.path=" + path, "--wave", wave, "--block", block);
  }

  /** Basin under spark-submit, as docs/cluster.md says, with the address of the server. */
  private Child basin(String name, URI endpoint, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.bin("spark-submit").toString(),
                "--master",
                "local[2]",
                "--properties-file",
                Path.of("conf/s3a.conf").toAbsolutePath().toString(),
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.hadoop.fs.s3a.endpoint=" + endpoint,
                "--conf",
                "spark.hadoop.fs.s3a.endpoint.region=us-east-1",
                "--conf",
                "spark.hadoop.fs.s3a.path.style.access=true",
                "--driver-java-options",
                "-XX:TieredStopAtLevel=1 -Dlog4j2.configurationFile="
                    + Path.of("conf/log4j2.properties").toAbsolutePath(),
                "--class",
                "org.basin.cli.Main",
                Path.of("target/basin.jar").toAbsolutePath().toString()));
    command.addAll(arguments);
    Map<String, String> environment = new HashMap<>(home.environment());
    environment.put("AWS_ACCESS_KEY_ID", "somebody");
    environment.put("AWS_SECRET_ACCESS_KEY", "anything");
    Child child = Child.start(temp, name + "-" + started.size(), environment, command);
    started.add(child);
    return child;
  }
}
