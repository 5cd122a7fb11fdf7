package org.basin.space;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.BadConfigurationException;
import org.basin.sweep.PathLaw;

/** Why a file of data or of points cannot be read, in words that say what to do. */
public final class Unreadable {

  private static final Pattern CODEC = Pattern.compile("(\\w+)Codec was not found");

  /** How a file of Hadoop's checksums begins. */
  private static final String SUMS = "crc";

  private Unreadable() {}

  /**
   * The law that a file breaks before it is opened. On a local disk Hadoop looks for checksums
   * beside each file, {@code .NAME.crc}, under a name that may hold no colon.
   *
   * @param path of a file that exists
   * @throws IOException if the checksums cannot be read
   */
  public static Optional<String> broken(FileSystem files, Path path) throws IOException {
    if (!(files instanceof ChecksumFileSystem local)) {
      return Optional.empty();
    }
    if (path.getName().indexOf(':') >= 0) {
      return Optional.of("names of files must hold no colon, got " + path.getName());
    }
    Path sums = local.getChecksumFile(path);
    try (InputStream in = local.getRawFileSystem().open(sums)) {
      String start = new String(in.readNBytes(SUMS.length()), StandardCharsets.US_ASCII);
      return start.equals(SUMS)
          ? Optional.empty()
          : Optional.of(
              "the checksums beside a file must be whole, got a damaged %s; remove it if the file itself is right"
                  .formatted(sums.getName()));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }

  /**
   * What a reader came upon, in one line.
   *
   * @param name of the file, without its folder
   */
  public static String reason(Throwable thrown, String name) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ChecksumException) {
        return "other bytes than the checksums in .%s.crc say; put the file back as it was, or remove the checksums if it was changed on purpose"
            .formatted(name);
      }
      Matcher codec = CODEC.matcher(String.valueOf(cause.getMessage()));
      if (cause instanceof BadConfigurationException && codec.find()) {
        return "columns compressed by %s, which is not part of this build; write the file with snappy, gzip, zstd or none"
            .formatted(codec.group(1).toLowerCase(Locale.ROOT));
      }
    }
    String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    return PathLaw.plain(message.lines().findFirst().orElse(thrown.toString()));
  }
}
