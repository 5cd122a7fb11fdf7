package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.basin.cli.process.Exit;
import org.basin.cli.process.SparkDefaults;
import org.basin.sweep.SweepException;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A first sweep for each model. */
class InitCommandTest {

  @TempDir private Path folder;

  static List<String> models() {
    return Models.withoutData().models();
  }

  @AfterEach
  void forget() {
    System.clearProperty(SparkDefaults.HOME);
  }

  @ParameterizedTest
  @MethodSource("models")
  void theSweepOfAModelIsGoodSmallAndTeaches(String model) throws IOException, SweepException {
    Path file = folder.resolve("my " + model + ".yaml");
    Shell shell = Shell.run("init", model, file.toString());
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out()).startsWith(file + " is written.").contains("./basin run " + file);
    Job job = Job.read(file.toString(), new Configuration(), List.of());
    assertThat(job.sweep().model()).isEqualTo(model);
    String other = folder.resolve(model + ".yaml").toString();
    assertThat(Shell.run("init", model, other, "--json").out())
        .isEqualTo(
            "{%n  \"file\" : \"%s\",%n  \"model\" : \"%s\"%n}%n"
                .formatted(other, model)
                .replace("\r", ""));
    assertThat(job.sweep().name()).isEqualTo("my-" + model);
    assertThat(job.space().count()).isBetween(10L, 2000L);
    assertThat(job.axes()).hasSizeGreaterThan(1);
    assertThat(job.sweep().answer()).isNotEmpty();
    assertThat(Files.readString(file))
        .startsWith("# ")
        .contains("?\n", "./basin describe " + model, "# notes: ", "# tags: [", "{values: ")
        .doesNotContain("$");
    assertThat(Files.readString(file).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    // what stands in comments is right, too
    String all = Files.readString(file).replaceAll("(?m)^# (where|notes|tags):", "$1:");
    Files.writeString(file, all);
    Shell valid = Shell.run("validate", file.toString());
    assertThat(valid.code()).as(valid.err()).isZero();
  }

  @Test
  void aFileThatIsThereStays() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");
    Shell shell = Shell.run("init", "energy", file.toString());
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err())
        .startsWith("basin: FILE must not be there yet, got " + file + "; give another name");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aModelThatIsNoneAndAPlaceThatIsNoneAreNamed() {
    assertThat(Shell.run("init", "enrgy").err())
        .startsWith("basin: MODEL must be one of the models, got enrgy; did you mean energy?");
    Shell gone = Shell.run("init", "energy", folder.resolve("gone/x.yaml").toString());
    assertThat(gone.code()).isEqualTo(Exit.MISTAKE);
    assertThat(gone.err()).startsWith("basin: FILE must be a name that can be written, got ");
    assertThat(Shell.run("init", "energy", folder.toString()).err())
        .contains("FILE must name a file");
  }

  @Test
  void aCheckoutNamesItsSchemaAsTheFilesFolderSeesIt() throws IOException {
    Path home = folder.resolve("home");
    System.setProperty(SparkDefaults.HOME, home.toString());
    Path file = Files.createDirectories(home.resolve("jobs")).resolve("x.yaml");
    assertThat(Shell.run("init", "ham", file.toString()).code()).isZero();
    assertThat(file)
        .content()
        .contains("#\n# yaml-language-server: $schema=../conf/sweep.schema.json\n");
    assertThat(Shell.run("validate", file.toString()).code()).isZero();
  }
}
