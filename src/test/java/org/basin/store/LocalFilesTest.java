package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFilesTest {

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"077", "022", "000"})
  void newFilesAndFoldersGetThePermissionsOfThisProcessWhateverHadoopWouldGiveThem(String hadoops)
      throws IOException {
    Configuration configuration = new Configuration();
    configuration.set("fs.permissions.umask-mode", hadoops);
    configuration.set("fs.file.impl.disable.cache", "true");
    Path run = temp.resolve("run" + hadoops);
    Folder folder = Folder.open(configuration, new org.apache.hadoop.fs.Path(run.toUri()));
    folder.mkdirs("waves/00000");
    folder.write("_staging/1/beat", "x");
    folder.create("commits/00000.json", "_staging/1/commit", "x");
    folder.replace("run.json", "_staging/1/run", "x");
    new Marks(configuration, folder.path("_staging/1/00000"), 3).set(new Marks.Mark(0, 1, 2));
    PlainFile.write(configuration, folder.path("pictures/a.png"), new byte[1]);
    try (Stream<Path> all = Files.walk(run)) {
      for (Path each : all.toList()) {
        assertThat(Files.getPosixFilePermissions(each))
            .as(each.toString())
            .isEqualTo(Files.isDirectory(each) ? folders() : files());
      }
    }
    try (Stream<Path> all = Files.walk(run)) {
      assertThat(all.filter(Files::isRegularFile)).hasSize(5);
    }
  }

  private Set<PosixFilePermission> folders() throws IOException {
    return Files.getPosixFilePermissions(Files.createDirectories(temp.resolve("folder")));
  }

  private Set<PosixFilePermission> files() throws IOException {
    return Files.getPosixFilePermissions(Files.write(temp.resolve("file"), new byte[1]));
  }

  @Test
  void aFileIsWrittenInAFolderThatDoesNotExistYet() {
    Folder folder =
        Folder.open(
            new Configuration(), new org.apache.hadoop.fs.Path(temp.resolve("a/b").toUri()));
    folder.write("c/d", "x");
    assertThat(temp.resolve("a/b/c/d")).hasContent("x");
  }
}
