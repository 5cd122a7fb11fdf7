package org.basin.space;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Hadoop's defaults where nothing names another file system than the local one, so that a path
 * without a scheme is known to be local before any of Hadoop's files is read: reading them, and
 * asking Hadoop for the file system, takes longer than many a question.
 */
public final class LocalDefault extends Configuration {

  /** Whether a path is on the local disk, which nothing needs to be read for. */
  public static boolean holds(Configuration configuration, Path path) {
    String scheme = path.toUri().getScheme();
    return configuration instanceof LocalDefault && (scheme == null || scheme.equals("file"));
  }
}
