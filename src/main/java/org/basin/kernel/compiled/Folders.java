package org.basin.kernel.compiled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.function.Supplier;

/** Folders that nobody else can write to: what lies there is run. */
final class Folders {

  /** Names the folder that keeps what is compiled, in place of the standard one. */
  static final String PROPERTY = "basin.native.cache";

  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

  private Folders() {}

  /**
   * Where compiled objects and the compiler are kept: beside the class archive where that is the
   * user's own, else at home.
   */
  static Path cache() {
    String named = System.getProperty(PROPERTY);
    String home = System.getProperty("basin.home");
    if (named != null) {
      return Path.of(named);
    }
    Path mine = Path.of(System.getProperty("user.home"), ".cache", "basin", "native");
    if (home == null) {
      return mine;
    }
    Path beside = Path.of(home, "target", "launch", "native");
    try {
      boolean usable =
          Files.exists(beside, LinkOption.NOFOLLOW_LINKS)
              ? owned(beside)
              : Files.isWritable(beside.getParent());
      return usable ? beside : mine;
    } catch (IOException e) {
      return mine;
    }
  }

  /**
   * Makes a folder that its owner alone can use.
   *
   * @throws CompilerException if it can't be made or is somebody else's
   */
  static Path own(Path folder) throws CompilerException {
    try {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWN));
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new CompilerException("the folder %s can't be made: %s".formatted(folder, e));
    }
    check(folder);
    return folder;
  }

  /** A new folder of that kind for temporary files. */
  static Path temporary() throws CompilerException {
    try {
      return Files.createTempDirectory("basin-native-", PosixFilePermissions.asFileAttribute(OWN));
    } catch (IOException | UnsupportedOperationException e) {
      throw new CompilerException("no folder for temporary files can be made: " + e);
    }
  }

  private static void check(Path folder) throws CompilerException {
    try {
      Set<PosixFilePermission> may =
          Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
      if (!owned(folder) || !OWN.containsAll(may)) {
        throw new CompilerException(
            "the folder %s must be its user's and have mode 700, got owner %s, mode %s"
                .formatted(folder, Files.getOwner(folder), PosixFilePermissions.toString(may)));
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new CompilerException("the folder %s can't be used: %s".formatted(folder, e));
    }
  }

  /** Whether a file is of the user that runs this JVM. */
  static boolean owned(Path file) throws IOException {
    return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Me.OWNER.get());
  }

  /** Deletes a folder and the files in it. */
  static void delete(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }

  /** Who runs this JVM, as the file system knows it. */
  private static final class Me {
    static final Supplier<UserPrincipal> OWNER = owner();

    private static Supplier<UserPrincipal> owner() {
      try {
        Path probe = Files.createTempFile("basin-native-", ".owner");
        try {
          UserPrincipal me = Files.getOwner(probe);
          return () -> me;
        } finally {
          Files.delete(probe);
        }
      } catch (IOException e) {
        return () -> null;
      }
    }
  }
}
