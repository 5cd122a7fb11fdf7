package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
