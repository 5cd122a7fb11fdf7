package org.basin.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads a small file. */
final class Text {

  private Text() {}

  /** The content; empty when there is no such file. */
  static Optional<String> read(FileSystem store, Path path) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try (FSDataInputStream in = store.open(path)) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (FileNotFoundException e) {
        if (!store.exists(path)) {
          return Optional.empty();
        }
        // gone and back again between two looks, or there and not to be read
        if (attempt == 10) {
          throw e;
        }
      }
    }
  }
}
