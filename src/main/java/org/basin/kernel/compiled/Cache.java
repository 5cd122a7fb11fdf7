package org.basin.kernel.compiled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shared objects that were made before, by the hash of their text and of LLVM's version. What lies
 * there is run, so that only files count which the user owns, in a folder that nobody else can use,
 * and whose name says the hash of what they hold. A cache that can't be used is none.
 */
final class Cache {

  /** Objects that are kept; those that were not used for longest go. */
  static final int MOST = 1000;

  private final Path folder;

  Cache(Path folder) {
    this.folder = folder.resolve("objects");
  }

  /** What was made of a text. */
  Optional<byte[]> find(String text) {
    try {
      Folders.own(folder.getParent());
      Folders.own(folder);
      String key = key(text);
      for (Path file : files()) {
        String name = file.getFileName().toString();
        if (name.startsWith(key)
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Folders.owned(file)) {
          byte[] object = Files.readAllBytes(file);
          if (name.equals(key + "-" + Objects.hash(object) + ".so")) {
            touch(file);
            return Optional.of(object);
          }
        }
      }
      return Optional.empty();
    } catch (IOException | CompilerException e) {
      return Optional.empty();
    }
  }

  /** Keeps what was made of a text, if that can be done. */
  void keep(String text, byte[] object) {
    try {
      Folders.own(folder.getParent());
      Folders.own(folder);
      Path fresh = Files.createTempFile(folder, "new-", ".tmp");
      try {
        Files.write(fresh, object);
        Path file = folder.resolve(key(text) + "-" + Objects.hash(object) + ".so");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
      forget();
    } catch (IOException | CompilerException e) {
      Library.warn("compiled code can't be kept in %s: %s".formatted(folder, e.getMessage()));
    }
  }

  private void forget() throws IOException {
    List<Path> files = files();
    if (files.size() > MOST) {
      List<Path> oldest =
          files.stream().sorted(Comparator.comparing(Cache::used)).limit(MOST / 10).toList();
      for (Path file : oldest) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static FileTime used(Path file) {
    try {
      return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static String key(String text) {
    String all = Toolchain.VERSION + "\n" + text;
    return Objects.hash(all.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }

  /** So that what is used stays longest; of a cache that can only be read nothing goes. */
  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException readOnly) {
      // it is as good as before
    }
  }
}
