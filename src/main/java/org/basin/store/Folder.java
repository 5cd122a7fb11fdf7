package org.basin.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.basin.sweep.PathLaw;

/**
 * A folder on some Hadoop file system and the few operations a run needs, by names relative to it.
 * Every failure becomes a {@link StoreException} that names the place as the person wrote it.
 */
final class Folder {

  private final Supplier<FileSystem> files;
  private final Look look;
  private final Path root;
  private final Duration patience;

  Folder(FileSystem store, Path root) {
    this(new Look.Stored(raw(store)), root);
  }

  private Folder(Look.Stored look, Path root) {
    this(look::files, look, root, Duration.ZERO);
  }

  private Folder(Supplier<FileSystem> files, Look look, Path root, Duration patience) {
    this.patience = patience;
    this.files = files;
    this.look = look;
    // as text and back: a path made of a folder's URI ends in a slash
    this.root = new Path(root.toString().replaceAll("(?<=[^/:])/+$", ""));
  }

  /** A folder on the local disk; Hadoop has a part in it only once something is written. */
  static Folder local(Path root) {
    return new Folder(
        () -> new LocalFiles(new Configuration()), new Look.Local(), root, Duration.ZERO);
  }

  static Folder open(Configuration configuration, Path root) {
    try {
      return new Folder(root.getFileSystem(configuration), root);
    } catch (IOException | RuntimeException | LinkageError e) {
      // a file system whose classes are missing is a RuntimeException of Hadoop's, and one whose
      // classes miss others an Error of Java's
      throw new StoreException(
          PathLaw.plain(root + ": cannot reach this file system (" + e.getMessage())
              + "); check the path, and that the classes and credentials of its file system are"
              + " there",
          e);
    }
  }

  /** The folder in which relative paths start. */
  static Folder working(Configuration configuration) {
    // a path of its own has no name for it
    return open(
        configuration, new Path(open(configuration, new Path("x")).path("").getParent().toUri()));
  }

  /** The same folder, for someone at work on it, who bears a store that is away for a while. */
  Folder patient() {
    return new Folder(files, look, root, Outage.PATIENCE);
  }

  private <T> T bridge(Outage.Call<T> call) throws IOException {
    return Outage.bridge(patience, call);
  }

  /**
   * Without the checksum files of Hadoop's local file system, which would double their number, and
   * without its permissions.
   */
  static FileSystem raw(FileSystem store) {
    return store instanceof LocalFileSystem ? new LocalFiles(store.getConf()) : store;
  }

  FileSystem store() {
    return files.get();
  }

  private AtomicFile atomic() {
    return AtomicFile.of(store());
  }

  /** The full path of a name. */
  Path path(String name) {
    return look.qualified(name.isEmpty() ? root : new Path(root, name));
  }

  /** How messages call a name. */
  String place(String name) {
    String scheme = root.toUri().getScheme();
    boolean plain = scheme == null || scheme.equals("file");
    String shown = plain ? root.toUri().getPath() : root.toString();
    return name.isEmpty() ? shown : shown + "/" + name;
  }

  /** What stands directly in a folder, by name; empty when there is no such folder. */
  List<FileStatus> list(String name) {
    try {
      List<FileStatus> found = new ArrayList<>(bridge(() -> look.list(path(name))));
      found.sort(Comparator.comparing(status -> status.getPath().getName()));
      return found;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw failed(name, "list", e);
    }
  }

  Optional<FileStatus> status(String name) {
    try {
      return Optional.of(bridge(() -> look.status(path(name))));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(name, "look at", e);
    }
  }

  Optional<String> read(String name) {
    try {
      return bridge(() -> look.text(path(name)));
    } catch (IOException e) {
      throw failed(name, "read", e);
    }
  }

  /** CRC-32C of bytes {@code [from, from + length)} of a file; empty when there is no such file. */
  OptionalLong checksum(String name, long from, long length) {
    try {
      return OptionalLong.of(bridge(() -> look.checksum(path(name), from, length)));
    } catch (FileNotFoundException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw failed(name, "read", e);
    }
  }

  void write(String name, String text) {
    try {
      bridge(
          () -> {
            AtomicFile.write(store(), path(name), text);
            return name;
          });
    } catch (IOException e) {
      throw failed(name, "write", e);
    }
  }

  /** Creates a file in one step unless it exists; says whether it is ours. */
  boolean create(String name, String temp, String text) {
    try {
      return bridge(() -> atomic().create(path(name), path(temp), text));
    } catch (IOException e) {
      throw failed(name, "create", e);
    }
  }

  /**
   * Makes sure that a taken name is refused, where it can't be known: many stores speak S3, and one
   * that ignores the condition of a write says nothing about it.
   *
   * @param probe a name that no other uses; a file is left there
   */
  void requireRefusal(String probe) {
    if (!(atomic() instanceof ConditionalFile)) {
      return;
    }
    if (!create(probe, probe, "first") || create(probe, probe, "second")) {
      throw new StoreException(
          "%s: a store must refuse to create a name that is taken (a PUT with If-None-Match: *), or rows could be lost, got %s created twice; write results to another store."
              .formatted(place(""), place(probe)));
    }
  }

  /** Writes a file in one step, whatever stood there. */
  void replace(String name, String temp, String text) {
    try {
      bridge(
          () -> {
            atomic().replace(path(name), path(temp), text);
            return name;
          });
    } catch (IOException e) {
      throw failed(name, "write", e);
    }
  }

  /** Moves a file; done already is done. False when neither end holds it. */
  boolean move(String from, String to) {
    try {
      try {
        if (bridge(() -> store().rename(path(from), path(to)))) {
          return true;
        }
      } catch (FileNotFoundException moved) {
        // another driver finishes the same wave
      }
      return bridge(() -> store().exists(path(to)));
    } catch (IOException e) {
      throw failed(to, "move a file to", e);
    }
  }

  void mkdirs(String name) {
    try {
      if (!bridge(() -> store().mkdirs(path(name)))) {
        throw failed(name, "create", new IOException("no folder can be made there"));
      }
    } catch (IOException e) {
      throw failed(name, "create", e);
    }
  }

  /** Deletes a file or a folder with all in it; nothing there is fine. */
  void delete(String name) {
    try {
      bridge(() -> store().delete(path(name), true));
    } catch (FileNotFoundException gone) {
      // wanted
    } catch (IOException e) {
      throw failed(name, "delete", e);
    }
  }

  /** Deletes a folder if nothing is in it. */
  void deleteIfEmpty(String name) {
    try {
      if (status(name).isPresent() && list(name).isEmpty()) {
        store().delete(path(name), false);
      }
    } catch (IOException filled) {
      // someone put a file there meanwhile
    }
  }

  /** What an I/O failure means to the person. */
  StoreException failed(String name, String verb, IOException e) {
    String reason = e.getMessage() == null ? "no reason given" : PathLaw.plain(e.getMessage());
    String lower = reason.toLowerCase(Locale.ROOT);
    String advice;
    if (lower.contains("no space left") || lower.contains("quota")) {
      advice = "the disk is full: free some space, then run again";
    } else if (e instanceof org.apache.hadoop.security.AccessControlException
        || e instanceof java.nio.file.AccessDeniedException
        || lower.contains("permission denied")
        || lower.contains("read-only")) {
      advice = "the run directory must be writable: change its permissions or choose another";
    } else {
      advice = "check the path and the file system, then run again";
    }
    return new StoreException(
        "%s: cannot %s it (%s); %s. Committed waves are untouched."
            .formatted(place(name), verb, reason, advice),
        e);
  }
}
