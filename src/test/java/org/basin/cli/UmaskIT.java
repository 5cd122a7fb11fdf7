package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.basin.FastStart;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that commands write follows the umask of the process. */
class UmaskIT {

  private static final String SWEEP =
      """
      name: small
      model: layers
      metric: {name: mean_loss}
      parameters:
        layers: [affine 2]
        facts: swap
        lessons: 20
        alpha: {values: [0.1, 0.5]}
        start: {min: 0, max: 3, step: 1}
      """;

  @TempDir private Path temp;

  /** Several commands in one process; each must end well. */
  static final class Commands {

    private Commands() {}

    /** Arguments: the sweep file and the folder of results. */
    public static void main(String[] arguments) {
      String run = arguments[1] + "/small";
      for (String[] command :
          new String[][] {
            {"run", arguments[0], "output.path=" + arguments[1], "--trials", "4"},
            {"run", arguments[0], "output.path=" + arguments[1]},
            {"report", run},
            {"map", run},
            {"checkpoint", run, "--best", "2"},
            {"pictures", run, "--best", "1"},
          }) {
        Shell shell = Shell.run(command);
        if (shell.code() != Exit.DONE) {
          throw new IllegalStateException(command[0] + ": " + shell.err());
        }
      }
      System.exit(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"077, rwx------, rw-------", "002, rwxrwxr-x, rw-rw-r--"})
  void everyFileAndFolderOfARunFollowsTheUmask(String umask, String folder, String file)
      throws Exception {
    Path sweep = Files.writeString(temp.resolve("small.yaml"), SWEEP);
    Path results = temp.resolve("results");
    commands(umask, sweep, results);
    List<Path> folders = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(results)) {
      all.forEach(each -> (Files.isDirectory(each) ? folders : files).add(each));
    }
    assertThat(folders)
        .hasSizeGreaterThan(5)
        .allSatisfy(each -> assertThat(permissions(each)).as("%s", each).isEqualTo(folder));
    assertThat(files)
        .extracting(each -> each.getFileName().toString().replaceFirst(".*\\.", ""))
        .contains("parquet", "json", "yaml", "html", "png", "npz");
    assertThat(files)
        .allSatisfy(each -> assertThat(permissions(each)).as("%s", each).isEqualTo(file));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private void commands(String umask, Path sweep, Path results) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$@\""));
    command.add("sh");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("conf/jvm.options").toAbsolutePath());
    command.addAll(FastStart.options());
    // a short life: compile little
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dspark.master=local[2]");
    command.add("-cp");
    command.add(
        FastStart.classPath()
            + File.pathSeparator
            + Path.of("target/test-classes").toAbsolutePath());
    command.addAll(List.of(Commands.class.getName(), sweep.toString(), results.toString()));
    Path log = temp.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(400, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
