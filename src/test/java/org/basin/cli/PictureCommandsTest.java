package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that draw what came of a run. */
class PictureCommandsTest {

  private static final String SWEEP =
      """
      # Where does <b>it</b> learn & why?
      name: plane
      model: layers
      data: xor
      metric: {name: loss}
      parameters:
        layers: [affine 3, tanh, affine 1]
        facts: xor
        batch: full
        lessons: 25
        start: 1
        alpha_0: {min: 0.1, max: 1000, count: 65, distribution: log_uniform_values}
        alpha_1: {min: 0.1, max: 1000, count: 66, distribution: log_uniform_values}
      answer: {boundary: convergence < 0, x: alpha_0, y: alpha_1}
      """;

  @TempDir private static Path temp;
  private static String sweep;
  private static String run;
  private static Shell first;

  @BeforeAll
  static void runOnce() throws IOException {
    sweep = Files.writeString(temp.resolve("plane.yaml"), SWEEP).toString();
    run = temp.resolve("plane").toString();
    first = Shell.run("run", sweep, "output.path=" + temp);
  }

  @Test
  void aRunEndsWithTheDimensionThatItsSweepAsksFor() {
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .contains(
            "dimension of the boundary of convergence < 0 over alpha_0 and alpha_1, by box"
                + " counting")
        .containsPattern("\n   4,290  [0-2]\\.\\d+ ±\\d\\.\\d+ \\| [0-2]\\.\\d+\n");
  }

  @Test
  void bothEnginesGiveTheRowsOfAWindow() {
    String sql = "SELECT * FROM trials WHERE alpha_0 > 30 ORDER BY trial";
    Shell vector = Shell.run("query", run, sql, "--json");
    Shell scalar = Shell.run("run", sweep, "output.path=" + temp, "name=scalar", "engine=scalar");
    assertThat(scalar.code()).as(scalar.err()).isZero();
    assertThat(Shell.run("query", temp.resolve("scalar").toString(), sql, "--json").out())
        .isEqualTo(vector.out())
        .contains("DIVERGED", "COMPLETE");
  }

  @Test
  void aReportIsOneFileThatNeedsNothingElse() throws IOException {
    Shell shell = Shell.run("report", run, "--json");
    assertThat(shell.code()).as(shell.err()).isZero();
    JsonNode written = new ObjectMapper().readTree(shell.out()).get("written");
    assertThat(written.findValuesAsText("file")).containsExactly(run + "/report.html");
    String page = Files.readString(Path.of(run, "report.html"));
    assertThat(page)
        .contains(">Where does &lt;b&gt;it&lt;/b&gt; learn &amp; why?</h1>")
        .contains("dimension of the boundary", "\"engine\"", "\"digest\"")
        .contains("Licensed to the Apache Software Foundation")
        .doesNotContain("<script src", "<link", "@import", "incomplete");
    assertThat(page.length()).isLessThan(3_000_000);
    try (Stream<Path> files = Files.walk(Path.of(run, "waves"))) {
      assertThat(files.filter(Files::isRegularFile))
          .allMatch(file -> file.toString().endsWith(".parquet"));
    }
  }

  @Test
  void aReportGoesWhereOneWantsIt() {
    Path file = temp.resolve("elsewhere/page.html");
    Shell shell = Shell.run("report", run, "--out", file.toString());
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out()).isEqualTo(file + "\n");
    assertThat(file).content().contains("</html>");
  }

  @Test
  void aMapIsDrawnOfWhatIsAskedFor() throws IOException {
    Path file = temp.resolve("new/folder/x.png");
    Shell shell =
        Shell.run(
            "map",
            run,
            "--x",
            "alpha_1",
            "--value",
            "converged == 1",
            "--where",
            "alpha_0 < 10",
            "--output",
            file.toString());
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out().lines().toList())
        .startsWith(
            file.toString(),
            "percent of trials with converged == 1 by alpha_1 and alpha_0",
            "66 × 65 values, one trial a cell",
            "light grey: no trial",
            "where alpha_0 < 10");
    assertThat(ImageIO.read(file.toFile()).getWidth()).isGreaterThan(500);
  }

  @Test
  void withoutOptionsAMapIsThatOfTheAnswer() throws IOException {
    Shell shell = Shell.run("map", run, "--json");
    assertThat(shell.code()).as(shell.err()).isZero();
    JsonNode map = new ObjectMapper().readTree(shell.out());
    assertThat(map.get("file").asText()).isEqualTo(run + "/map-alpha_0-alpha_1.png");
    assertThat(map.get("title").asText()).isEqualTo("convergence");
    assertThat(map.get("boundary").get("dimension").asDouble()).isBetween(0.5, 2.0);
  }

  @Test
  void anEndingChoosesTheMediumOfAMap() throws IOException {
    Path file = temp.resolve("map.svg");
    Shell named = Shell.run("map", run, "--output", "" + file);
    assertThat(named.code()).as(named.err()).isZero();
    assertThat(file).content().startsWith("<svg xmlns=").contains(">convergence<", ">alpha_1<");
    Shell asked = Shell.run("map", run, "--svg");
    assertThat(asked.out()).startsWith(run + "/map-alpha_0-alpha_1.svg\n");
    assertThat(Path.of(run, "map-alpha_0-alpha_1.svg")).hasSameTextualContentAs(file);
    assertThat(Shell.run("map", run, "--svg", "--output", "x.png").err())
        .contains("--svg must go with a name in .svg, got --output x.png");
  }

  @Test
  void aMapChoosesTheAxisThatIsNotGiven() throws IOException {
    Shell shell = Shell.run("map", run, "--y", "alpha_0", "--value", "converged == 1", "--json");
    JsonNode map = new ObjectMapper().readTree(shell.out());
    assertThat(map.get("x").asText()).isEqualTo("alpha_1");
    JsonNode importance = map.get("importance");
    assertThat(importance.get("of").asText()).isEqualTo("converged == 1");
    assertThat(importance.get("kind").asText()).isEqualTo("exact");
    assertThat(importance.get("pairs").get(0).get("together").asDouble()).isBetween(0.999, 1.001);
    assertThat(Shell.run("map", run, "--y", "alpha_0", "--value", "converged == 1").out())
        .contains(
            "chosen: these axes explain 100.0 % of how converged == 1 varies; exact analysis");
  }

  @Test
  void aWindowOfAMapIsTheNextSweep() throws IOException {
    Path next = temp.resolve("deep/next.yaml");
    Shell shell = Shell.run("map", run, "--zoom", "10:20.5,1e1:1e2", "--as", "" + next);
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out().lines())
        .containsExactly(
            "" + next,
            "4,290 trials by alpha_0 and alpha_1 in 10:20.5,1e1:1e2",
            "run: ./basin run " + next);
    assertThat(next)
        .content()
        .startsWith("# Where does <b>it</b> learn & why?\n#\n# A window of " + run + ": alpha_0")
        .contains(
            "name: next\n",
            "  alpha_0: {min: 10, max: 20.5, count: 65, distribution: log_uniform_values}\n",
            "  alpha_1: {min: 10, max: 100, count: 66, distribution: log_uniform_values}\n");
    assertThat(Shell.run("validate", "" + next).code()).isZero();
    assertThat(Shell.run("map", run, "--zoom", "10:20,1:2", "--as", "" + next).err())
        .contains("--as must name a file that is not there yet, got " + next);
    Path turned = temp.resolve("turned.yaml");
    String[] words = {"map", run, "--x", "alpha_1", "--y", "alpha_0"};
    List<String> zoom = new ArrayList<>(List.of(words));
    zoom.addAll(List.of("--zoom", "1:2,3:4", "--as", "" + turned));
    assertThat(Shell.run(zoom.toArray(String[]::new)).code()).isZero();
    assertThat(turned).content().contains("alpha_1: {min: 1, max: 2,", "alpha_0: {min: 3, max: 4,");
  }

  @Test
  void aWindowThatIsNoneIsRefusedAndWritesNothing() {
    Path none = temp.resolve("none.yaml");
    for (List<String> mistake :
        List.of(
            List.of("10:20", "--zoom must be two ranges of numbers such as 0.1:10,-1:1, got 10:20"),
            List.of("a:b,1:2", "such as 0.1:10,-1:1, got a:b,1:2"),
            List.of("1e999:1e9999,1:2", "such as 0.1:10,-1:1, got 1e999:1e9999,1:2"),
            List.of("20:10,1:2", "--zoom must rise along alpha_0, got 20:10"),
            List.of("-1:10,1:2", "min > 0 must hold"))) {
      Shell shell = Shell.run("map", run, "--zoom", mistake.get(0), "--as", "" + none);
      assertThat(shell.code()).as(mistake.get(0)).isEqualTo(Exit.MISTAKE);
      assertThat(shell.err()).contains(mistake.get(1));
      assertThat(none).doesNotExist();
    }
    assertThat(Shell.run("map", run, "--zoom", "1:2,3:4").err())
        .contains("--zoom and --as must stand together, got --zoom alone");
    assertThat(Shell.run("map", run, "--as", "" + none).err())
        .contains("--zoom and --as must stand together, got --as alone");
  }

  @Test
  void aRunThatIsNotCompleteIsDrawnAndSaysSo() throws IOException {
    Shell part =
        Shell.run(
            "run", sweep, "output.path=" + temp, "name=part", "--trials", "100", "--block", "64");
    assertThat(part.code()).as(part.err()).isZero();
    String directory = temp.resolve("part").toString();
    assertThat(Shell.run("map", directory).out()).contains("incomplete: 100 of 4,290 trials");
    assertThat(Shell.run("report", directory).code()).isZero();
    assertThat(Files.readString(Path.of(directory, "report.html"))).contains("incomplete: 100 of");
  }

  @Test
  void mistakesSayWhatIsThere() {
    for (List<String> mistake :
        List.of(
            List.of(
                "--x",
                "alpha_2",
                "--x must name an axis of the run, got alpha_2; its axes: alpha_0, alpha_1"),
            List.of(
                "--value",
                "lost == 1",
                "--value: must name a column of the run, got lost; its columns: loss,"),
            List.of("--where", "loss <", "--where: "),
            List.of("--cells", "1", "2 <= --cells <= 8192 must hold, got --cells 1"))) {
      Shell shell = Shell.run("map", run, mistake.get(0), mistake.get(1));
      assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
      assertThat(shell.err()).contains(mistake.get(2));
    }
    Shell same = Shell.run("map", run, "--x", "alpha_0", "--y", "alpha_0");
    assertThat(same.err()).contains("--x and --y must differ, got alpha_0 for both");
  }
}
