package org.basin.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

  /** A file system whose own classes are there, and others that they need are not. */
  static final class Incomplete extends RawLocalFileSystem {
    @Override
    public void initialize(URI uri, Configuration configuration) {
      throw new NoClassDefFoundError("software/amazon/Client");
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamedAsThePersonWroteIt(@TempDir java.nio.file.Path temp)
      throws IOException {
    java.nio.file.Path file = Files.createFile(temp.resolve("file"));
    Folder folder = Folder.open(new Configuration(), new Path(file.toUri().toString(), "run"));
    assertThatThrownBy(() -> folder.mkdirs("waves"))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "%s/run/waves: cannot create it (Parent path is not a directory: %s); check the path and the file system, then run again. Committed waves are untouched."
                .formatted(file, file));
    Path nowhere = new Path("file:///proc/none");
    assertThatThrownBy(() -> Folder.open(new Configuration(), nowhere).mkdirs("waves"))
        .hasMessageStartingWith(
            "/proc/none/waves: cannot create it (no folder can be made there); ");
  }

  @Test
  void aFileSystemWithoutAllItsClassesIsAMistakeOfSettingUpNotAnError() {
    Configuration configuration = new Configuration(false);
    configuration.setClass("fs.incomplete.impl", Incomplete.class, RawLocalFileSystem.class);
    assertThatThrownBy(() -> Folder.open(configuration, new Path("incomplete://bucket/run")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("incomplete://bucket/run: cannot reach this file system")
        .hasMessageContaining("software/amazon/Client")
        .hasMessageContaining("check the path, and that the classes");
  }
}
