package org.basin.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFileTest {

  @TempDir Path folder;

  @Test
  void aBareNameLiesInTheWorkingFolder() throws Exception {
    String name = "plain-file-" + ProcessHandle.current().pid() + ".txt";
    try {
      PlainFile.write(
          new Configuration(), new org.apache.hadoop.fs.Path(name), "x".getBytes(UTF_8));
      assertThat(Path.of(name)).hasContent("x");
    } finally {
      Files.deleteIfExists(Path.of(name));
    }
  }

  @Test
  void aFileIsReplaced() {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(folder + "/a.txt");
    PlainFile.write(new Configuration(), file, "long".getBytes(UTF_8));
    PlainFile.write(new Configuration(), file, "x".getBytes(UTF_8));
    assertThat(folder.resolve("a.txt")).hasContent("x");
  }

  @Test
  void whereNothingCanBeWrittenIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("b"));
    org.apache.hadoop.fs.Path inside = new org.apache.hadoop.fs.Path(file + "/c");
    assertThatThrownBy(() -> PlainFile.write(new Configuration(), inside, new byte[1]))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file + "/c");
  }
}
