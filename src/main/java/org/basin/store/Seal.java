package org.basin.store;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The last member of a commit: a checksum of all the text before it. A commit in which anything
 * changed since it was written says so itself, where the commits beside it could only tell that one
 * of them is wrong. Commits of builds before have none and are believed as far as they fit.
 */
final class Seal {

  private static final String MEMBER = "\"crc32c\"";

  private static final Pattern SEAL =
      Pattern.compile(",\\s*" + MEMBER + "\\s*:\\s*\"([0-9a-f]{8})\"\\s*}\\s*\\z");

  private Seal() {}

  /** A JSON object with its seal. */
  static String put(String json) {
    String text = json.substring(0, json.lastIndexOf('}')).stripTrailing();
    return text + ",\n  " + MEMBER + " : \"" + sum(text) + "\"\n}\n";
  }

  /** Whether a text ends in a seal. */
  static boolean on(String text) {
    return SEAL.matcher(text).find();
  }

  /** What is wrong with a sealed text; empty for one that is as it was written, or has no seal. */
  static Optional<String> broken(String text) {
    Matcher seal = SEAL.matcher(text);
    if (!seal.find()) {
      return text.contains(MEMBER)
          ? Optional.of("must end in its crc32c, of eight hexadecimal digits, but does not")
          : Optional.empty();
    }
    String found = sum(text.substring(0, seal.start()));
    return found.equals(seal.group(1))
        ? Optional.empty()
        : Optional.of(
            "must be as it was written, with the crc32c %s that it names, got %s"
                .formatted(seal.group(1), found));
  }

  private static String sum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return Checksums.text(crc.getValue());
  }
}
