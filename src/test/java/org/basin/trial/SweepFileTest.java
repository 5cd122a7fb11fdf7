package org.basin.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.Datasets;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file =
        Files.writeString(
            folder.resolve("some.yaml"),
            """
            model: energy
            data: {kind: csv, path: "my rows.csv", label: y}
            method: list
            points: points.csv
            """);
    Files.writeString(folder.resolve("points.csv"), "beta\n0.1\n0.5\n");
    Files.writeString(folder.resolve("my rows.csv"), "x,y\n0,0\n1,1\n2,0\n3,1\n");
  }

  @Test
  void anAddressIsReadThroughHadoopWithTheFilesBesideIt() throws Exception {
    Sweep here = read(file.toString());
    Sweep there = read(file.toUri().toString());
    assertThat(there.name()).isEqualTo("some");
    assertThat(Space.of(there, new Models()).count()).isEqualTo(2);
    assertThat(there.parameters()).isEqualTo(here.parameters());
  }

  @Test
  void anAddressMayHaveBlanks() throws Exception {
    Path blank = Files.createDirectory(folder.resolve("my sweeps"));
    for (String name : List.of("some.yaml", "points.csv", "my rows.csv")) {
      Files.copy(folder.resolve(name), blank.resolve(name));
    }
    Sweep sweep = read("file:" + blank.resolve("some.yaml"));
    assertThat(sweep.data().options())
        .containsEntry("path", "file:" + blank.resolve("my rows.csv"));
    assertThat(Datasets.of(sweep.data(), new Configuration()).classes()).isEqualTo(2);
    assertThat(Space.of(sweep, new Models()).count()).isEqualTo(2);
  }

  @Test
  void anAddressWithNothingThereIsRefused() {
    String address = folder.resolve("other.yaml").toUri().toString();
    assertThatThrownBy(() -> read(address))
        .isInstanceOf(SweepException.class)
        .hasMessage(folder.resolve("other.yaml") + ": the sweep file must exist, got no such file");
  }

  @Test
  void anAddressThatCannotBeReachedIsRefused() {
    assertThatThrownBy(() -> read("nosuch://host/some.yaml"))
        .isInstanceOf(SweepException.class)
        .hasMessageStartingWith(
            "nosuch://host/some.yaml: the sweep file must be readable, got No FileSystem for"
                + " scheme");
  }

  private static Sweep read(String name) throws SweepException {
    return SweepFile.read(name, new Models(), Configuration::new, List.of());
  }
}
