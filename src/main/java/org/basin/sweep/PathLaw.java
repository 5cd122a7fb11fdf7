package org.basin.sweep;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path in a sweep file, or on the command line, may not be: the bearer of a password, which
 * would end up in records and messages, or a way into the web, which Hadoop would go.
 */
public final class PathLaw {

  private static final List<String> WEB = List.of("http", "https", "ftp", "ftps", "sftp");

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");

  private static final Pattern REMOTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/");

  /** A user and a password; a port, which ends at a slash, is none. */
  private static final Pattern PASSWORD =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:/+[^/@:]*):(?!\\d*/)([^@]*)@");

  private static final Pattern LOCAL = Pattern.compile("(?<![A-Za-z0-9+.-])file:/+");

  private PathLaw() {}

  /** Whether a path names the file system that it is on, such as hdfs. */
  public static boolean remote(String path) {
    return REMOTE.matcher(path).lookingAt();
  }

  /** The law that a path breaks; empty when it may be used. */
  public static Optional<String> broken(String path) {
    if (PASSWORD.matcher(path).find()) {
      return Optional.of(
          "must hold no password: credentials belong in Hadoop's configuration, such as core-site.xml or the properties spark.hadoop.*");
    }
    Matcher scheme = SCHEME.matcher(path);
    if (scheme.matches() && WEB.contains(scheme.group(1).toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "must lie on a file system that Hadoop can write to, such as file, hdfs or s3a, not in the web");
    }
    return Optional.empty();
  }

  /** A message of a file system's with local paths as people write them, without a scheme. */
  public static String plain(String message) {
    return LOCAL.matcher(message).replaceAll("/");
  }

  /** The path with dots in the place of a password. */
  public static String masked(String path) {
    return PASSWORD.matcher(path).replaceAll("$1:***@");
  }
}
