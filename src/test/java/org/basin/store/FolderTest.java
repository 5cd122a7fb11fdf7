package org.basin.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;

class FolderTest {

  /** A file system whose own classes are there, and others that they need are not. */
  static final class Incomplete extends RawLocalFileSystem {
    @Override
    public void initialize(URI uri, Configuration configuration) {
      throw new NoClassDefFoundError("software/amazon/Client");
    }
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
