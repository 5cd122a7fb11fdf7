package org.basin.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basin.space.Space;
import org.basin.sweep.Method;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every method is read, written, told apart by its digest and has a space: nothing else asks. */
class MethodsTest {

  @TempDir Path folder;

  @Test
  void everyMethodHasItsReaderItsWriterAndItsSpace() throws Exception {
    Path points = folder.resolve("points.csv");
    Files.writeString(points, "beta\n0.1\n0.2\n");
    Map<Class<?>, String> files =
        Map.of(
            Method.Grid.class,
            "parameters: {beta: {values: [0.1, 0.2]}}",
            Method.Listed.class,
            "method: list\npoints: " + points,
            Method.Sampled.class,
            "method: sobol\ntrials: 2\nparameters: {beta: {min: 0.1, max: 1}}");
    assertThat(files.keySet()).containsExactlyInAnyOrder(Method.class.getPermittedSubclasses());
    Set<String> digests = new HashSet<>();
    for (Map.Entry<Class<?>, String> file : files.entrySet()) {
      Sweep sweep = parse("model: energy\ndata: xor\n" + file.getValue() + "\n");
      assertThat(sweep.method()).isInstanceOf(file.getKey());
      assertThat(parse(SweepWriter.write(sweep))).isEqualTo(sweep);
      assertThat(digests.add(SweepWriter.digest(sweep))).isTrue();
      assertThat(Space.of(sweep, new Models()).count()).isEqualTo(2);
    }
  }

  private static Sweep parse(String text) throws Exception {
    return new SweepParser(new Models())
        .parse("m.yaml", text.getBytes(StandardCharsets.UTF_8), List.of());
  }
}
