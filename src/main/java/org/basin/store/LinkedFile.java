package org.basin.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The local file system: a complete temporary file gets its second name by a hard link, which the
 * operating system refuses when the name is taken.
 */
record LinkedFile(FileSystem store) implements AtomicFile {

  @Override
  public boolean create(Path target, Path temp, String text) throws IOException {
    store.mkdirs(target.getParent());
    AtomicFile.writeDurably(store, temp, text);
    java.nio.file.Path name = local(target);
    boolean ours;
    try {
      Files.createLink(name, local(temp));
      ours = true;
    } catch (FileAlreadyExistsException taken) {
      ours = false;
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException unsupported) {
      ours = createNew(name, text, unsupported);
    }
    sync(name.getParent());
    store.delete(temp, false);
    return ours;
  }

  @Override
  public void replace(Path target, Path temp, String text) throws IOException {
    AtomicFile.write(store, temp, text);
    Files.move(
        local(temp),
        local(target),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * File systems without hard links, such as exFAT: exactly one writer wins here too, but a crash
   * may leave a torn file, which the commit log refuses by name.
   */
  private static boolean createNew(java.nio.file.Path name, String text, Exception unsupported)
      throws IOException {
    try {
      Files.writeString(
          name,
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (IOException e) {
      e.addSuppressed(unsupported);
      throw e;
    }
  }

  /** Makes a new name in a folder outlive a power cut, where the platform opens folders. */
  private static void sync(java.nio.file.Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException ignored) {
      // Windows does not open folders; its file systems journal names themselves
    }
  }

  static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
