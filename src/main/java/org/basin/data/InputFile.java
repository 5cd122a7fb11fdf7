package org.basin.data;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.basin.space.Unreadable;
import org.basin.sweep.PathLaw;

/** A file that a data source names, on any of Hadoop's file systems; it exists and is a file. */
final class InputFile {

  private static final int BUFFER = 1 << 16;

  private final String option;
  private final FileSystem files;
  private final FileStatus status;

  private InputFile(String option, FileSystem files, FileStatus status) {
    this.option = option;
    this.files = files;
    this.status = status;
  }

  /**
   * Finds a file.
   *
   * @param option the option that names it
   * @throws DataException if it does not exist, is a folder or cannot be reached
   */
  static InputFile of(String option, String path, Configuration configuration) {
    Found found = Found.of(option, path, configuration);
    if (!found.status().isFile()) {
      throw found.refused("a file of data must be a file, got a folder");
    }
    if (found.status().getLen() == 0) { // a device or a pipe, too, which might never end
      throw found.refused("a file of data must not be empty, got 0 bytes");
    }
    try {
      Optional<String> law = Unreadable.broken(found.files(), found.status().getPath());
      if (law.isPresent()) {
        throw found.refused(law.get());
      }
    } catch (IOException unreadable) {
      throw found.refused("a file of data must be readable, got " + found.reason(unreadable));
    }
    return new InputFile(option, found.files(), found.status());
  }

  /** Whether anything stands at a path that can be reached. */
  static boolean exists(String path, Configuration configuration) {
    try {
      Path where = new Path(path);
      return where.getFileSystem(configuration).exists(where);
    } catch (IOException unreachable) {
      return false;
    }
  }

  /** A file or a folder. */
  record Found(String option, FileSystem files, FileStatus status) {

    static Found of(String option, String path, Configuration configuration) {
      try {
        Path where = new Path(path);
        FileSystem files = where.getFileSystem(configuration);
        return new Found(option, files, files.getFileStatus(where));
      } catch (FileNotFoundException missing) {
        throw new DataException(
            option,
            PathLaw.plain(path)
                + ": a file of data must exist, got none; a relative path starts at the sweep file");
      } catch (IOException | IllegalArgumentException unreachable) {
        throw new DataException(
            option,
            PathLaw.plain(path)
                + ": a file of data must be reachable, got "
                + Unreadable.reason(unreachable, path));
      }
    }

    boolean folder() {
      return status.isDirectory();
    }

    /** What stands in a folder. */
    List<FileStatus> list() {
      try {
        return List.of(files.listStatus(status.getPath()));
      } catch (IOException unreachable) {
        throw refused("a folder of data must be readable, got " + reason(unreachable));
      }
    }

    String reason(IOException failure) {
      return Unreadable.reason(failure, status.getPath().getName());
    }

    DataException refused(String law) {
      return new DataException(option, place(status.getPath()) + ": " + law);
    }
  }

  /** As people write it: without the scheme of the local disk. */
  private static String place(Path path) {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }

  String place() {
    return place(status.getPath());
  }

  Path path() {
    return status.getPath();
  }

  /** Bytes on the disk. */
  long length() {
    return status.getLen();
  }

  /** Differs once the file was written again. */
  String stamp() {
    return status.getPath() + " " + status.getLen() + " " + status.getModificationTime();
  }

  boolean compressed() {
    return status.getPath().getName().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /** Its content, decompressed when its name ends in .gz. */
  InputStream open() throws IOException {
    InputStream raw = files.open(status.getPath());
    try {
      return compressed() ? new GZIPInputStream(raw, BUFFER) : new BufferedInputStream(raw, BUFFER);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** What is wrong with it: the law, then the values. */
  DataException refused(String law) {
    return new DataException(option, place() + ": " + law);
  }
}
