package org.basin.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * How a small file comes to be in one step: readers see nothing or all of it, and of several
 * writers of one name exactly one wins. Which step gives that depends on the store.
 */
sealed interface AtomicFile permits LinkedFile, RenamedFile, ConditionalFile {

  /**
   * Creates {@code target} unless it exists.
   *
   * @param target where the file shall stand; its folder exists or can be created
   * @param temp a name that no other writer uses, on the same store; gone afterwards
   * @param text the content, different from what any other writer brings
   * @return whether the file is ours
   * @throws IOException if neither we nor another writer could create it
   */
  boolean create(Path target, Path temp, String text) throws IOException;

  /** Creates {@code target} or takes the place of what stands there. */
  void replace(Path target, Path temp, String text) throws IOException;

  /** The step that suits a store. */
  static AtomicFile of(FileSystem store) {
    return switch (store.getUri().getScheme()) {
      case "file" -> new LinkedFile(store);
      case "s3a" -> new ConditionalFile(store);
      default -> new RenamedFile(store);
    };
  }

  /** Writes a file that may be lost in a power cut. */
  static void write(FileSystem store, Path path, String text) throws IOException {
    try (FSDataOutputStream out = store.create(path, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (FSError e) {
      throw failure(e);
    }
  }

  /** Writes a file and returns once its content is as durable as the store can make it. */
  static void writeDurably(FileSystem store, Path path, String text) throws IOException {
    try (FSDataOutputStream out = store.create(path, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.hsync();
    } catch (FSError e) {
      throw failure(e);
    }
  }

  /** Makes a closed file outlive a power cut; other stores than the local one see to that. */
  static void sync(FileSystem store, Path path) throws IOException {
    if (of(store) instanceof LinkedFile) {
      try (FileChannel channel =
          FileChannel.open(LinkedFile.local(path), StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }

  /** Hadoop's local file system throws an Error where a disk is full. */
  private static IOException failure(FSError e) {
    return e.getCause() instanceof IOException cause ? cause : new IOException(e);
  }
}
