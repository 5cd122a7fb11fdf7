package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.deploy.SparkSubmitArguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The examples of {@code jobs/submit} and {@code conf}: they are read by those who will read them,
 * Spark's and our own parser of command lines, as far as that goes without a cluster.
 */
class SubmitExamplesTest {

  private static final String MAIN = Main.class.getName();

  @TempDir private Path temp;

  @Test
  void theStandaloneExampleIsACommandLineOfSparkAndOfOurs() throws Exception {
    Map<String, String> more = Map.of("MASTER", "spark://h:7077", "MODE", "cluster");
    SparkSubmitArguments spark = submitted("standalone", more, "jobs/xor-slider-space.yaml");
    assertThat(spark.master()).isEqualTo("spark://h:7077");
    assertThat(spark.deployMode()).isEqualTo("cluster");
    assertThat(spark.primaryResource()).endsWith("/target/basin-all.jar");
    assertThat(ours(spark)).containsExactly("run", "jobs/xor-slider-space.yaml", "seed=1");
  }

  @Test
  void theExampleForYarnSendsTheSweepFileAlong() throws Exception {
    SparkSubmitArguments spark = submitted("yarn", Map.of(), "jobs/xor-slider-space.yaml");
    assertThat(spark.master()).isEqualTo("yarn");
    assertThat(spark.files()).endsWith("/jobs/xor-slider-space.yaml");
    assertThat(ours(spark)).containsExactly("run", "xor-slider-space.yaml", "seed=1");
  }

  @ParameterizedTest
  @CsvSource({"0, '', 0", "1, basin ended with exit code 75; its log says why, 75", "1, lost, 1"})
  void theExampleForYarnEndsAsTheDriverDid(int spark, String said, int expected) throws Exception {
    String report = " diagnostics: User class threw exception: E: " + said;
    program("spark-submit", "#!/bin/sh\necho '%s' >&2\nexit %d\n".formatted(report, spark));
    Process process = start("yarn", Map.of(), "jobs/xor-slider-space.yaml");
    assertThat(process.exitValue()).isEqualTo(expected);
    assertThat(temp.resolve("out")).hasContent(report);
  }

  @Test
  void theExampleForKubernetesNamesATemplateThatIsThere() throws Exception {
    Map<String, String> more = Map.of("MASTER", "k8s://https://h:6443", "IMAGE", "r/basin");
    SparkSubmitArguments spark = submitted("kubernetes", more, "/opt/basin/jobs/x.yaml");
    assertThat(spark.primaryResource()).isEqualTo("local://" + imageJar());
    assertThat(ours(spark)).containsExactly("run", "/opt/basin/jobs/x.yaml", "seed=1");
    for (String who : List.of("driver", "executor")) {
      String key = "spark.kubernetes." + who + ".podTemplateFile";
      assertThat(Path.of(spark.sparkProperties().apply(key))).isRegularFile();
    }
  }

  @Test
  void theExampleForEmrIsAStepThatSparkUnderstands() throws Exception {
    List<String> words =
        run("emr", Map.of("CLUSTER", "j-1", "BUCKET", "s3://b"), "aws", "x.yaml", "seed=1");
    String step = words.get(words.indexOf("--steps") + 1);
    String arguments = step.substring(step.indexOf("Args=[") + 6, step.length() - 1);
    SparkSubmitArguments spark = arguments(List.of(arguments.split(",", -1)));
    assertThat(spark.mainClass()).isEqualTo(MAIN);
    assertThat(ours(spark)).containsExactly("run", "x.yaml", "seed=1");
  }

  @Test
  @SuppressWarnings("unchecked")
  void theScheduledApplicationRunsTheJarOfTheImage() throws Exception {
    Map<String, Object> application = yaml("jobs/submit/kubernetes-scheduled.yaml");
    assertThat(application).containsEntry("kind", "ScheduledSparkApplication");
    Map<String, Object> spec = (Map<String, Object>) application.get("spec");
    assertThat(spec).containsEntry("concurrencyPolicy", "Forbid");
    Map<String, Object> template = (Map<String, Object>) spec.get("template");
    assertThat(template)
        .containsEntry("mainClass", MAIN)
        .containsEntry("mainApplicationFile", "local://" + imageJar());
    parse((List<String>) template.get("arguments"));
    Map<String, String> s3a = properties("s3a.conf");
    assertThat(((Map<String, String>) template.get("sparkConf")).entrySet())
        .allSatisfy(entry -> assertThat(s3a).contains(entry));
  }

  @Test
  void thePodTemplateIsAPod() throws Exception {
    assertThat(yaml("jobs/submit/kubernetes-pod.yaml")).containsEntry("kind", "Pod");
  }

  @Test
  void theDatabricksJobIsACommandOfOurs() throws Exception {
    JsonNode task =
        new ObjectMapper()
            .readTree(Path.of("jobs/submit/databricks.json").toFile())
            .at("/tasks/0/spark_jar_task");
    assertThat(task.at("/main_class_name").asText()).isEqualTo(MAIN);
    List<String> words = new ArrayList<>();
    task.at("/parameters").forEach(word -> words.add(word.asText()));
    parse(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3a.conf", "gpu.conf"})
  void settingsAreSparks(String file) throws Exception {
    assertThat(properties(file)).isNotEmpty();
    assertThat(properties(file).keySet()).allMatch(key -> key.startsWith("spark."));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 17})
  void theDiscoveryScriptNamesTheGpusThatAreThere(int count) throws Exception {
    StringBuilder lines = new StringBuilder();
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.append("echo ").append(i).append('\n');
      numbers.add("" + i);
    }
    program("nvidia-smi", "#!/bin/sh\n" + lines);
    JsonNode found = new ObjectMapper().readTree(String.join("", output("gpus", Map.of())));
    assertThat(found.at("/name").asText()).isEqualTo("gpu");
    List<String> addresses = new ArrayList<>();
    found.at("/addresses").forEach(each -> addresses.add(each.asText()));
    assertThat(addresses).isEqualTo(numbers);
  }

  private SparkSubmitArguments submitted(String example, Map<String, String> more, String sweep)
      throws Exception {
    SparkSubmitArguments spark = arguments(run(example, more, "spark-submit", sweep, "seed=1"));
    assertThat(spark.mainClass()).isEqualTo(MAIN);
    return spark;
  }

  /** The words that an example gives to a program. */
  private List<String> run(
      String example, Map<String, String> more, String program, String... arguments)
      throws Exception {
    program(program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    return output(example, more, arguments);
  }

  private List<String> output(String example, Map<String, String> more, String... arguments)
      throws Exception {
    Process process = start(example, more, arguments);
    Path out = temp.resolve("out");
    assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    return Files.readAllLines(out);
  }

  /** Runs an example, whose words go to the file out, to its end. */
  private Process start(String example, Map<String, String> more, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of("jobs/submit", example).toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("out").toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().merge("PATH", temp.toString(), (path, ours) -> ours + ":" + path);
    builder.environment().putAll(more);
    Process process = builder.start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process;
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(temp.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** As spark-submit reads them; it refuses what it does not know. */
  private static SparkSubmitArguments arguments(List<String> words) {
    return new SparkSubmitArguments(
        CollectionConverters.asScala(words).toSeq(),
        scala.collection.immutable.Map$.MODULE$.from(
            CollectionConverters.asScala(Map.of("HADOOP_CONF_DIR", "conf"))));
  }

  private static List<String> ours(SparkSubmitArguments spark) {
    List<String> words = CollectionConverters.asJava(spark.childArgs());
    parse(words);
    return words;
  }

  private static void parse(List<String> words) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Main.commandLine(nowhere, nowhere).parseArgs(words.toArray(String[]::new));
  }

  /** Where the image has the jar. */
  private static String imageJar() throws IOException {
    return Files.readAllLines(Path.of("jobs/submit/kubernetes-image")).stream()
        .filter(line -> line.startsWith("COPY target/"))
        .map(line -> line.split(" ", -1)[2])
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> yaml(String file) throws IOException {
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    }
  }

  private static Map<String, String> properties(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("conf", file))) {
      properties.load(reader);
    }
    Map<String, String> map = new TreeMap<>();
    properties.forEach((key, value) -> map.put("" + key, ("" + value).strip()));
    return map;
  }
}
