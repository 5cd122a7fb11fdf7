package org.basin.store;

import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** How files are looked at; nothing is changed by it. */
interface Look {

  /** The full path. */
  Path qualified(Path path);

  /**
   * @throws FileNotFoundException if nothing is there
   */
  FileStatus status(Path path) throws IOException;

  /**
   * What stands directly in a folder.
   *
   * @throws FileNotFoundException if nothing is there
   */
  List<FileStatus> list(Path path) throws IOException;

  /**
   * The bytes of a file from a place on.
   *
   * @throws FileNotFoundException if nothing is there, or what is there may not be read
   */
  InputStream open(Path path, long from) throws IOException;

  /** The content of a small file; empty when there is none. */
  default Optional<String> text(Path path) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try (InputStream in = open(path, 0)) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (FileNotFoundException e) {
        try {
          status(path);
        } catch (FileNotFoundException none) {
          return Optional.empty();
        }
        // gone and back again between two looks, or there and not to be read
        if (attempt == 10) {
          throw e;
        }
      }
    }
  }

  /** CRC-32C of bytes {@code [from, from + length)} of a file. */
  default long checksum(Path path, long from, long length) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[(int) Math.min(length, 1 << 18)];
    try (InputStream in = open(path, from)) {
      for (long left = length; left > 0; left -= buffer.length) {
        int some = (int) Math.min(left, buffer.length);
        if (in.readNBytes(buffer, 0, some) < some) {
          throw new EOFException("it ends before byte " + (from + length));
        }
        crc.update(buffer, 0, some);
      }
    }
    return crc.getValue();
  }

  /**
   * At files of one of Hadoop's file systems.
   *
   * @param files the file system
   */
  record Stored(FileSystem files) implements Look {

    @Override
    public Path qualified(Path path) {
      return files.makeQualified(path);
    }

    @Override
    public FileStatus status(Path path) throws IOException {
      return files.getFileStatus(path);
    }

    @Override
    public List<FileStatus> list(Path path) throws IOException {
      return List.of(files.listStatus(path));
    }

    @Override
    public InputStream open(Path path, long from) throws IOException {
      FSDataInputStream in = files.open(path);
      in.seek(from);
      return in;
    }
  }

  /**
   * At files of the local disk, by Java alone: Hadoop takes longer to begin, with its settings, its
   * log-in and its list of file systems, than many a question.
   */
  record Local() implements Look {

    /** What Hadoop says of a local file; a block size is asked of all, and means nothing. */
    private static final long BLOCK = 32L << 20;

    @Override
    public Path qualified(Path path) {
      return new Path(new Path("file", null, System.getProperty("user.dir")), path);
    }

    private static File file(Path path) {
      return new File(path.toUri().getPath());
    }

    @Override
    public FileStatus status(Path path) throws IOException {
      File file = file(path);
      if (!file.exists()) {
        throw new FileNotFoundException("File " + path + " does not exist");
      }
      return new FileStatus(file.length(), file.isDirectory(), 1, BLOCK, file.lastModified(), path);
    }

    @Override
    public List<FileStatus> list(Path path) throws IOException {
      FileStatus status = status(path);
      if (!status.isDirectory()) {
        return List.of(status);
      }
      String[] names = file(path).list();
      if (names == null) {
        throw new AccessDeniedException(path.toUri().getPath(), null, "Permission denied");
      }
      List<FileStatus> found = new ArrayList<>();
      for (String name : names) {
        try {
          found.add(status(new Path(path, new Path(null, null, name))));
        } catch (FileNotFoundException gone) {
          // since it was listed
        }
      }
      return found;
    }

    @Override
    public InputStream open(Path path, long from) throws IOException {
      FileInputStream in = new FileInputStream(file(path));
      in.getChannel().position(from);
      return in;
    }
  }
}
