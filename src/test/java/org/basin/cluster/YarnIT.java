package org.basin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example {@code jobs/submit/yarn} on a YARN cluster, with results on HDFS. Needs Spark's
 * module for YARN: {@code ./mvnw -Pyarn verify}.
 */
class YarnIT {

  private static final String MASTER = "org.apache.spark.deploy.yarn.ApplicationMaster";
  private static final String EXECUTOR =
      "org.apache.spark.executor.YarnCoarseGrainedExecutorBackend";

  @TempDir private static Path temp;

  private static Path sweep;
  private static Hdfs hdfs;
  private static Yarn yarn;

  /** The rows of local mode. */
  private static Path expected;

  private static String answer;

  @BeforeAll
  static void start() throws Exception {
    assumeThat(Files.readString(Path.of("target/spark-classpath.txt"))).contains("spark-yarn");
    sweep = Steady.write(temp);
    hdfs = Hdfs.start(temp.resolve("hdfs"));
    yarn = Yarn.start(temp.resolve("yarn"), hdfs);
    answer = Local.answer(temp, "local", sweep.toString(), "output.path=" + temp.resolve("local"));
    expected = temp.resolve("local/steady");
  }

  @AfterAll
  static void stop() {
    if (yarn != null) {
      yarn.close();
    }
    if (hdfs != null) {
      hdfs.close();
    }
  }

  @Test
  void theRowsAndTheAnswerAreThoseOfOneMachineThoughAnExecutorIsKilled() throws Exception {
    Child run = submit("executor");
    run.await("a commit", () -> hdfs.commits("/executor/steady") > 0);
    kill(EXECUTOR);
    assertThat(run.exit()).as(run.err() + yarn.logs("stderr")).isZero();
    assertThat(yarn.logs("stdout")).contains(answer.substring(0, answer.indexOf("\ntable")));
    assertWhole("executor");
  }

  @Test
  void aDriverThatIsKilledIsStartedAgainAtOnceWhateverTheMachine() throws Exception {
    Child run = submit("driver");
    run.await("a commit", () -> hdfs.commits("/driver/steady") > 0);
    kill(MASTER);
    // here all nodes are one machine, which the lock tells from others by its name
    String lock = hdfs.read("/driver/steady/_lock");
    assertThat(lock).containsPattern("container_.*_01_000001");
    hdfs.write(
        "/driver/steady/_lock",
        lock.replaceFirst("(\"host\" *: *)\"[^\"]*\"", "$1\"elsewhere.example\""));
    assertThat(run.exit()).as(run.err() + yarn.logs("stderr")).isZero();
    assertWhole("driver");
  }

  @Test
  void theExampleEndsWithTheExitCodeOfTheDriver() throws Exception {
    // one trial, which takes far longer than a second
    String[] endless = {
      "--block-timeout=1s",
      "engine=scalar",
      "epochs=1000000",
      "beta=0.1",
      "~weight_0_0_0",
      "~weight_0_1_1",
      "~weight_1_0_0",
      "~weight_1_1_0"
    };
    Child run = submit("failed", endless);
    assertThat(run.exit()).as(run.err()).isEqualTo(3);
  }

  private static void kill(String main) {
    List<ProcessHandle> containers = Yarn.containers(main);
    assertThat(containers).as(main).isNotEmpty();
    containers.get(0).destroyForcibly();
  }

  private static void assertWhole(String name) throws Exception {
    Steady.assertWhole(hdfs, "/" + name, temp.resolve("rows-" + name), expected);
  }

  private static Child submit(String name, String... more) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(sweep.toString(), "output.path=hdfs:///" + name, "--wave=2"));
    arguments.addAll(List.of(more));
    return yarn.example(name, arguments);
  }
}
