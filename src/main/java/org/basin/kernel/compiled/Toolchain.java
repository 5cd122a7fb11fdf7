package org.basin.kernel.compiled;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * LLVM's assembler and linker, taken out of the jar of {@code org.bytedeco:llvm} once. They are
 * programs of their own, so that nothing of LLVM is loaded into this JVM and no class of that jar
 * is needed.
 */
final class Toolchain {

  /** As it stands in the pom. */
  static final String VERSION = "20.1.7";

  private static final String PLACE = "/org/bytedeco/llvm/linux-x86_64/";

  /** What is needed, by its name in the jar. */
  private static final Map<String, String> FILES = files();

  private final Path folder;

  private Toolchain(Path folder) {
    this.folder = folder;
  }

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("libLLVM.so", "libLLVM.so.20.1");
    files.put("llvm-as", "llvm-as");
    files.put("lld", "ld.lld");
    return files;
  }

  /** Whether the jar is on the class path. */
  static boolean present() {
    return FILES.keySet().stream()
        .allMatch(name -> Toolchain.class.getResource(PLACE + name) != null);
  }

  /**
   * The programs, ready to be started.
   *
   * @throws CompilerException if the jar is not there or they can't be taken out of it
   */
  static synchronized Toolchain unpacked() throws CompilerException {
    if (!present()) {
      throw new CompilerException(
          "LLVM is not on the class path: org.bytedeco:llvm, classifier linux-x86_64");
    }
    Path cache = Folders.own(Folders.cache());
    Path folder = cache.resolve("llvm-" + VERSION);
    if (!complete(folder)) {
      unpack(cache, folder);
    }
    return new Toolchain(folder);
  }

  /** Whether all files are there, the user's own and as long as in the jar. */
  private static boolean complete(Path folder) {
    try {
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        Path at = folder.resolve(file.getValue());
        if (!Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)
            || !Folders.owned(at)
            || Files.size(at) != length(file.getKey())) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static long length(String name) throws IOException {
    URL url = Toolchain.class.getResource(PLACE + name);
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return in == null ? -1 : connection.getContentLengthLong();
    }
  }

  private static void unpack(Path cache, Path folder) throws CompilerException {
    try {
      Path fresh = Files.createTempDirectory(cache, "llvm-");
      try {
        for (Map.Entry<String, String> file : FILES.entrySet()) {
          Path to = fresh.resolve(file.getValue());
          try (InputStream in = Toolchain.class.getResourceAsStream(PLACE + file.getKey())) {
            Files.copy(in, to);
          }
          Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
        }
        if (complete(folder)) {
          return; // another process was faster
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
          Path old = Files.createTempDirectory(cache, "old-");
          Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
          Folders.delete(old);
        }
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        if (Files.exists(fresh)) {
          Folders.delete(fresh);
        }
      }
    } catch (IOException e) {
      // another process may have been faster
      if (!complete(folder)) {
        throw new CompilerException("LLVM can't be unpacked to %s: %s".formatted(folder, e));
      }
    }
  }

  /** Where the programs lie, and their library. */
  Path folder() {
    return folder;
  }
}
