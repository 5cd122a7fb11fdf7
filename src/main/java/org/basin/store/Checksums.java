package org.basin.store;

import java.io.Serializable;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Checksums of a Parquet file: CRC-32C (RFC 3720, appendix B.4). Parquet's own cover its pages
 * alone; what describes them, the indexes and the footer, it leaves to be believed.
 *
 * @param tail how many of the last bytes describe the pages; 0 if none of this is known
 * @param footer of those bytes
 * @param all of all bytes
 */
public record Checksums(long tail, long footer, long all) implements Serializable {

  /** What builds before knew of a file. */
  public static final Checksums NONE = new Checksums(0, 0, 0);

  /** The same as JSON. */
  static final String ABSENT = "{\"tail\": 0, \"footer\": 0, \"all\": 0}";

  public Checksums {
    if (tail < 0 || footer >>> Integer.SIZE != 0 || all >>> Integer.SIZE != 0) {
      throw new IllegalArgumentException(
          "tail >= 0 and 0 <= footer, all < 2^32 must hold, got tail=%d, footer=%d, all=%d"
              .formatted(tail, footer, all));
    }
  }

  /**
   * Those of a file that lies in memory.
   *
   * @param tail how many of the last bytes describe the pages
   */
  public static Checksums of(byte[] file, int tail) {
    return new Checksums(tail, sum(file, file.length - tail, tail), sum(file, 0, file.length));
  }

  private static long sum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return crc.getValue();
  }

  /** Whether there are any. */
  public boolean known() {
    return tail > 0;
  }

  /** One as people read it. */
  static String text(long sum) {
    return String.format(Locale.ROOT, "%08x", sum);
  }
}
