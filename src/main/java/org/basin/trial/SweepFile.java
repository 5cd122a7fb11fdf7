package org.basin.trial;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.basin.space.Unreadable;
import org.basin.sweep.Mistake;
import org.basin.sweep.PathLaw;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.read.SweepParser;

/**
 * A sweep file, on a disk of this machine or, when its name starts with a scheme such as {@code
 * hdfs://}, on that file system of Hadoop's: a driver may start on a machine that has no copy.
 */
public final class SweepFile {

  /** Twice what the parser accepts, so that it can say that a file is too large. */
  private static final int MOST_BYTES = 1 << 21;

  private SweepFile() {}

  /**
   * Reads a sweep; relative paths in it start at the folder of its file.
   *
   * @param models knows how the files that the sweep names are reached
   * @param configuration how the sweep file itself is reached
   * @param overrides changes from the command line
   * @throws SweepException with all mistakes, among them that there is no such file
   */
  public static Sweep read(
      String file, Models models, Supplier<Configuration> configuration, List<String> overrides)
      throws SweepException {
    SweepParser parser = new SweepParser(models);
    return PathLaw.remote(file)
        ? parser.parseRemote(file, bytes(file, configuration.get()), overrides)
        : parser.parse(java.nio.file.Path.of(file), overrides);
  }

  /**
   * The content of a file on a file system that is named.
   *
   * @throws SweepException if it cannot be read
   */
  public static byte[] bytes(String file, Configuration configuration) throws SweepException {
    Path path = new Path(file);
    try (InputStream in = path.getFileSystem(configuration).open(path)) {
      return in.readNBytes(MOST_BYTES);
    } catch (FileNotFoundException missing) {
      throw refused(file, "the sweep file must exist, got no such file");
    } catch (IOException unreadable) {
      throw refused(
          file,
          "the sweep file must be readable, got " + Unreadable.reason(unreadable, path.getName()));
    }
  }

  private static SweepException refused(String file, String message) {
    return new SweepException(List.of(new Mistake(PathLaw.plain(file), 0, 0, "", message)));
  }
}
