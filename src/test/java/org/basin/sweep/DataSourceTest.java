package org.basin.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceTest {

  private static Sweep parse(String data, String... overrides) throws SweepException {
    String text = "model: energy\ndata: " + data + "\n";
    return new SweepParser(new SmallVocabulary())
        .parse("x.yaml", text.getBytes(StandardCharsets.UTF_8), List.of(overrides));
  }

  @Test
  void aNameIsShortForAMappingOfNothingElse() throws SweepException {
    assertThat(parse("{kind: moons}")).isEqualTo(parse("moons"));
    assertThat(parse("moons").data()).isEqualTo(DataSource.of("moons"));
    assertThat(parse("moons").data()).hasToString("moons");
  }

  @Test
  void optionsAreWrittenInTheOrderOfTheKind() throws SweepException {
    DataSource data = parse("{scale: unit, samples: 1e3, kind: moons, noise: 0.20}").data();
    assertThat(data).hasToString("{kind: moons, samples: 1000, noise: 0.2, scale: unit}");
    assertThat(data.options()).isEqualTo(Map.of("samples", 1000L, "noise", 0.2, "scale", "unit"));
  }

  @Test
  void overridesPutOptionsIntoTheMappingOrBesideTheName() throws SweepException {
    assertThat(parse("{kind: moons, noise: 0.1}", "data.noise=0.2").data())
        .hasToString("{kind: moons, noise: 0.2}");
    assertThat(parse("moons", "data.noise=0.2").data()).hasToString("{kind: moons, noise: 0.2}");
    assertThat(parse("moons", "data=xor").data()).isEqualTo(DataSource.of("xor"));
    assertThat(parse("{kind: moons, noise: 0.1}", "data=and").data())
        .isEqualTo(DataSource.of("and"));
    assertThat(parse("{kind: csv, path: a.csv, label: b}", "data.path=c, d.csv").data().options())
        .containsEntry("path", "c, d.csv");
    assertThat(parse("csv", "data.path=a", "data.label=1", "data.features=[x, y]").data().options())
        .isEqualTo(Map.of("path", "a", "label", "1", "features", List.of("x", "y")));
  }

  @Test
  void relativePathsStartAtTheSweepFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("x.yaml"), "model: energy\ndata: xor\n");
    for (String path : List.of("a.csv", "./a.csv", "sub/../a.csv", folder + "/a.csv")) {
      Sweep sweep =
          new SweepParser(new SmallVocabulary())
              .parse(file, List.of("data=csv", "data.label=b", "data.path=" + path));
      assertThat(sweep.data().options()).containsEntry("path", folder.resolve("a.csv").toString());
    }
    Sweep sweep =
        new SweepParser(new SmallVocabulary())
            .parse(file, List.of("data=csv", "data.label=b", "data.path=hdfs://host/a.csv"));
    assertThat(sweep.data().options()).containsEntry("path", "hdfs://host/a.csv");
  }
}
