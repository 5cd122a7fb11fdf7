package org.basin.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.basin.run.UsageException;
import org.basin.store.RunDirectory;

/** Where a command puts files that are made from a run. */
final class LocalFolder {

  private LocalFolder() {}

  /**
   * A folder in the run's directory, or the one that is named.
   *
   * @throws UsageException when none is named and the run is on another file system
   */
  static Path of(RunDirectory directory, String name, Optional<Path> named) {
    if (named.isPresent()) {
      return named.get();
    }
    if (!"file".equals(directory.path().toUri().getScheme())) {
      throw new UsageException(
          "--output must name a local folder when the run is on another file system, got none for "
              + directory.path());
    }
    return Path.of(directory.path().toUri()).resolve(name);
  }
}
