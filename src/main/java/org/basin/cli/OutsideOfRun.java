package org.basin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.basin.run.UsageException;
import org.basin.store.RunDirectory;

/** The law that what is made of a run's rows does not lie among them. */
final class OutsideOfRun {

  private OutsideOfRun() {}

  /**
   * Makes sure that an option names a file that may be written.
   *
   * @throws UsageException if not
   */
  static void requireFile(String option, RunDirectory directory, Path file) {
    // not normalized by its letters: a link may lead elsewhere
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(file)) {
      throw new UsageException(option + " must name a file in a folder that is there, got " + file);
    }
    if (within(option, directory, parent)) {
      throw new UsageException(
          option
              + " must name a file outside of the run, whose files readers take for trials, got "
              + file);
    }
  }

  /**
   * Makes sure that an option names a folder that may be filled; it need not be there yet.
   *
   * @throws UsageException if not
   */
  static void requireFolder(String option, RunDirectory directory, Path folder) {
    Path there = folder.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw new UsageException(option + " must name a folder, got " + folder);
    }
    if (within(option, directory, there)) {
      throw new UsageException(option + " must name a folder outside of the run, got " + folder);
    }
  }

  private static boolean within(String option, RunDirectory directory, Path folder) {
    if (!"file".equals(directory.path().toUri().getScheme())) {
      return false;
    }
    try {
      return folder
          .toRealPath()
          .startsWith(Path.of(directory.path().toUri().getPath()).toRealPath());
    } catch (IOException e) {
      throw new UsageException(option + " must name what can be written, got " + e);
    }
  }
}
