package org.basin.ham;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.basin.sweep.Sweep;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.Models;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/ham.md, compiled and run. */
final class HamPageTest {

  private static final Pattern PROGRAM =
      Pattern.compile("```java\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);

  @TempDir private static Path folder;

  private static String shown;
  private static String printed;

  @BeforeAll
  static void run() throws IOException, InterruptedException, URISyntaxException {
    Matcher program = PROGRAM.matcher(Files.readString(Path.of("docs", "ham.md")));
    assertThat(program.find()).isTrue();
    Path file = Files.writeString(folder.resolve("Memory.java"), program.group(1));
    shown = program.group(2);
    Path classes =
        Path.of(Hypergraph.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                "-cp",
                classes.toString(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    int code = process.waitFor();
    printed = Files.readString(out);
    assertThat(code).as(printed).isZero();
  }

  @Test
  void theProgramPrintsWhatThePageShows() {
    assertThat(printed).isEqualTo(shown);
  }

  /** Cells of the notebook, which computed in single precision; see the golden vectors. */
  @Test
  void theNumbersAreThoseOfTheNotebook() {
    Map<String, List<Double>> said = said();
    assertThat(said.get("energy of the layers").get(0)).isCloseTo(3.7015278, within(5e-7));
    assertThat(said.get("energy of the synapse").get(0)).isCloseTo(-0.0777213, within(1e-7));
    assertThat(said.get("dE/dg of visible")).containsExactly(-0.2962161, 1.2901722);
    assertThat(said.get("dE/dg of hidden")).containsExactly(0.5135940, 2.2444521, 0.2109686);
  }

  @Test
  void aHeldUnitStaysAndTheOthersGoDownTheGradient() {
    Map<String, List<Double>> said = said();
    assertThat(said.get("hidden after a step").get(0))
        .isCloseTo(0.511158 - 0.1 * 0.5135940, within(1e-7));
    assertThat(said.get("energy after a step").get(0)).isLessThan(said.get("energy").get(0));
    assertThat(said.get("energies of a batch").get(0)).isEqualTo(said.get("energy").get(0));
  }

  /** The block is the parameters of a sweep. */
  @Test
  void theHyperparametersOfAStartAreThoseOfASweep() throws Exception {
    String page = Files.readString(Path.of("docs", "ham.md"));
    String block = page.substring(page.indexOf("```yaml\nstart: random") + 8);
    String sweep =
        "model: ham\nmetric: {name: recalled, goal: maximize}\nparameters:\n  patterns: 32\n"
            + block.substring(0, block.indexOf("```")).indent(2);
    Sweep read =
        new SweepParser(new Models())
            .parse("page.yaml", sweep.getBytes(StandardCharsets.UTF_8), List.of());
    assertThat(read.parameters())
        .containsKeys("start", "start_scale", "states", "state_0_0", "mask");
  }

  private static Map<String, List<Double>> said() {
    Pattern line = Pattern.compile("(.*?)((?: -?\\d+\\.\\d+)+)");
    return printed
        .lines()
        .map(line::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.toMap(
                match -> match.group(1),
                match ->
                    Arrays.stream(match.group(2).strip().split(" ", -1))
                        .map(Double::valueOf)
                        .toList()));
  }
}
