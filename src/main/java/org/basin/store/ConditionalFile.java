package org.basin.store;

import static org.apache.hadoop.fs.Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * S3: an object appears whole when it is closed, and the conditional write of Hadoop 3.4.2 and
 * later refuses a name that is taken. A store that knows no conditional writes rejects the option;
 * {@link Folder#requireRefusal} finds out one that ignores it.
 */
record ConditionalFile(FileSystem store) implements AtomicFile {

  /**
   * Writes of one name that meet at the store; it may refuse all of them (409) and ask for more.
   */
  private static final int ATTEMPTS = 5;

  @Override
  public boolean create(Path target, Path temp, String text) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        put(target, text);
        return true;
      } catch (IOException e) {
        // a retried write finds its own object: whose name it is, the content tells
        Optional<String> found = new Look.Stored(store).text(target);
        if (found.isPresent()) {
          return found.get().equals(text);
        }
        if (attempt == ATTEMPTS || !conflict(e)) {
          throw e;
        }
      }
    }
  }

  private void put(Path target, String text) throws IOException {
    FSDataOutputStreamBuilder<?, ?> file = store.createFile(target);
    file.recursive();
    file.overwrite(true);
    file.must(FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    try (FSDataOutputStream out = file.build()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new IOException(
          "conditional creation must be offered: Hadoop 3.4.2 or newer,"
              + " fs.s3a.create.conditional.enabled=true; got: "
              + e.getMessage(),
          e);
    }
  }

  private static boolean conflict(IOException e) {
    return e.toString().contains("409");
  }

  @Override
  public void replace(Path target, Path temp, String text) throws IOException {
    AtomicFile.write(store, target, text);
  }
}
