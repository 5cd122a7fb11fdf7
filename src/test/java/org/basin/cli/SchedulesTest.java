package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.basin.store.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files in jobs/schedule: what they call exists, and their own readers take them. */
class SchedulesTest {

  private static final Path FOLDER = Path.of("jobs/schedule");

  private static final Pattern RUN = Pattern.compile("\\brun (jobs/\\S+\\.yaml [^>\\n]*)");

  @TempDir private Path temp;

  private static String text(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"basin.cron", "basin.service", "basin_dag.py"})
  void theCommandIsOneOfThisBuild(String file) throws IOException {
    // Python's neighbouring texts are one
    Matcher command = RUN.matcher(text(file).replaceAll("\"\n\\s*\"", ""));
    assertThat(command.find()).isTrue();
    List<String> words = new ArrayList<>();
    for (String word : command.group(1).split("[ \"']+")) {
      if (!word.isEmpty() && !word.equals(",")) {
        words.add(word);
      }
    }
    assertAccepted(words);
  }

  private static void assertAccepted(List<String> words) {
    assertThat(words).contains("--deadline", "--block-timeout", "--no-answer");
    assertThat(words).anyMatch(word -> word.matches("output.path=.*\\{date}"));
    assertThat(Path.of(words.get(0))).isRegularFile();
    PrintWriter nobody = new PrintWriter(Writer.nullWriter());
    assertThat(
            Main.commandLine(nobody, nobody)
                .parseArgs(Stream.concat(Stream.of("run"), words.stream()).toArray(String[]::new))
                .subcommand()
                .commandSpec()
                .name())
        .isEqualTo("run");
    assertThat(Shell.run("validate", words.get(0)).code()).isZero();
  }

  @Test
  @SuppressWarnings("unchecked")
  void theCronJobIsYamlAndItsCommandIsOneOfThisBuild() throws IOException {
    Object node = new Yaml(new SafeConstructor(new LoaderOptions())).load(text("cronjob.yaml"));
    assertThat((Map<String, Object>) node).containsEntry("kind", "CronJob");
    for (String key : List.of("spec", "jobTemplate", "spec", "template", "spec", "containers")) {
      node = ((Map<String, Object>) node).get(key);
    }
    Map<String, Object> container = ((List<Map<String, Object>>) node).get(0);
    List<String> words = new ArrayList<>((List<String>) container.get("command"));
    assertThat(words.subList(0, 2)).containsExactly("./basin", "run");
    words = new ArrayList<>(words.subList(2, words.size()));
    for (String word : (List<String>) container.get("args")) {
      words.addAll(List.of(word.startsWith("--") ? word.split("=") : new String[] {word}));
    }
    assertAccepted(words);
  }

  /** Where systemd is at hand, it has its say. */
  @Test
  void systemdTakesTheUnits() throws Exception {
    for (String unit : List.of("basin.service", "basin.timer")) {
      String here = Path.of("").toAbsolutePath().toString();
      Files.writeString(temp.resolve(unit), text(unit).replaceAll("/opt/basin(?=/basin|$)", here));
      assertThat(text(unit)).contains("[Unit]\nDescription=Basin");
    }
    judge("systemd-analyze", "verify", temp + "/basin.service", temp + "/basin.timer");
  }

  /** Where Python is at hand, it has its say. */
  @Test
  void pythonTakesTheDag() throws Exception {
    String dag = FOLDER.resolve("basin_dag.py").toString();
    judge("python3", "-c", "compile(open('" + dag + "').read(), 'dag', 'exec')");
    assertThat(text("basin_dag.py")).contains("skip_on_exit_code=75");
  }

  /** Reads a DAG as Airflow does: the file is run, and what it makes of operators is told. */
  private static final String AIRFLOW =
      """
      import json, sys, types

      class Dag:
          def __init__(self, **said): self.said = said
          def __enter__(self): return self
          def __exit__(self, *nothing): pass

      class Bash:
          def __init__(self, **said): tasks.append(said)

      tasks = []
      for name, member in {
          "airflow": {"DAG": Dag}, "airflow.operators": {}, "airflow.operators.bash": {"BashOperator": Bash}
      }.items():
          module = types.ModuleType(name)
          module.__dict__.update(member)
          sys.modules[name] = module
      exec(compile(open(sys.argv[1]).read(), "dag", "exec"))
      print(json.dumps([{"command": t["bash_command"], "skip": t["skip_on_exit_code"]} for t in tasks]))
      """;

  /** Where Python is at hand: the command of the DAG, given to bash as Airflow gives it. */
  @Test
  void aRetryAfterALostWorkerIsSkippedWhileItsDriverLivesAndGoesOnOnceItIsGone() throws Exception {
    Path reader = Files.writeString(temp.resolve("airflow.py"), AIRFLOW);
    Optional<Ended> read =
        ended(List.of("python3", reader.toString(), FOLDER + "/basin_dag.py"), Map.of());
    if (read.isEmpty()) {
      return;
    }
    assertThat(read.get().code()).as(read.get().said()).isZero();
    JsonNode task = new ObjectMapper().readTree(read.get().said()).get(0);
    int skip = task.get("skip").intValue();
    Path sweep =
        Files.writeString(
            temp.resolve("small.yaml"),
            """
            name: small
            model: energy
            data: xor
            parameters: {epochs: 2, beta: {min: 0.1, max: 1, count: 12}}
            """);
    // this machine in the place of theirs: folder, sweep, store and what submits
    String command =
        task.get("command")
            .textValue()
            .replace("/opt/basin", Path.of("").toAbsolutePath().toString())
            .replace("jobs/xor-slider-space.yaml", sweep.toString())
            .replace("hdfs:///basin", temp.resolve("results").toString());
    Path submit = Files.createDirectories(temp.resolve("bin")).resolve("spark-submit");
    Files.writeString(
        submit,
        """
        #!/bin/sh
        while [ "$1" != target/basin.jar ]; do shift; done
        shift
        exec "%s/bin/java" @conf/jvm.options -XX:TieredStopAtLevel=1 -Dspark.master=local[2] -Dspark.ui.enabled=false \\
          -Dspark.driver.bindAddress=127.0.0.1 -Dspark.driver.host=127.0.0.1 -cp "$CLASSES" \\
          org.basin.cli.Main "$@"
        """
            .formatted(System.getProperty("java.home")));
    assertThat(submit.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment =
        Map.of(
            "PATH",
            submit.getParent() + ":" + System.getenv("PATH"),
            "CLASSES",
            System.getProperty("java.class.path"));
    List<String> bash = List.of("bash", "-c", command);
    Path run =
        Files.createDirectories(
            temp.resolve("results/" + LocalDate.now(ZoneOffset.UTC) + "/small"));
    // the worker that Airflow gave up; its driver lives
    Process driver = new ProcessBuilder("sleep", "300").start();
    try {
      Files.writeString(
          run.resolve("_lock"),
          """
          {"id": "lost", "host": "%s", "pid": %d, "started": "", "since": "2026-11-01T00:00:00Z", "container": ""}
          """
              .formatted(InetAddress.getLocalHost().getHostName(), driver.pid()));
      Ended retry = ended(bash, environment).orElseThrow();
      assertThat(retry.code()).as(retry.said()).isEqualTo(skip).isEqualTo(75);
      assertThat(retry.said()).contains("process " + driver.pid());
      assertThat(run.resolve("commits")).doesNotExist();
    } finally {
      driver.destroyForcibly().waitFor();
    }
    Ended later = ended(bash, environment).orElseThrow();
    assertThat(later.code()).as(later.said()).isZero();
    assertThat(Rows.lines(run)).hasSize(12);
    List<Path> before = files(run);
    Ended again = ended(bash, environment).orElseThrow();
    // a run of another day would begin if the UTC day ended here; this one stays as it is
    assertThat(again.code()).as(again.said()).isZero();
    assertThat(files(run)).isEqualTo(before);
  }

  private static List<Path> files(Path run) throws IOException {
    try (Stream<Path> all = Files.walk(run)) {
      return all.sorted().toList();
    }
  }

  /** How a process ended. */
  private record Ended(int code, String said) {}

  /** Runs a program to its end; empty where it is not at hand. */
  private Optional<Ended> ended(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Path said = Files.createTempFile(temp, "said", "");
    Process process;
    try {
      process = builder.redirectOutput(said.toFile()).start();
    } catch (IOException notHere) {
      return Optional.empty();
    }
    int code = process.waitFor();
    return Optional.of(new Ended(code, Files.readString(said)));
  }

  private void judge(String... command) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(temp.resolve("judged").toFile())
              .start();
    } catch (IOException notHere) {
      return;
    }
    assertThat(process.waitFor()).as(Files.readString(temp.resolve("judged"))).isZero();
  }
}
