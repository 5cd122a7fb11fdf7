package org.basin.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepParser;
import org.basin.trial.Models;

/**
 * What is to be read.
 *
 * @param sweep from option {@code path}, a sweep file, or {@code sweep}, the text of one
 * @param block positions trained between two batches of rows, option {@code block}; 0 to choose
 * @param partitions how many tasks, option {@code partitions}; 0 to choose
 */
record ReadOptions(Sweep sweep, int block, int partitions) {

  /** Most positions in a block: their columns stay within some tens of MB. */
  private static final int LARGEST_BLOCK = 1 << 20;

  ReadOptions {
    require(
        block >= 0 && block <= LARGEST_BLOCK, "0 <= block <= " + LARGEST_BLOCK, "block=" + block);
    require(partitions >= 0, "partitions >= 0", "partitions=" + partitions);
  }

  /**
   * Reads options.
   *
   * @throws IllegalArgumentException if they are wrong; for a sweep file its mistakes are the
   *     message and a {@link SweepException} the cause
   */
  static ReadOptions of(CaseInsensitiveStringMap options) {
    return new ReadOptions(
        sweep(options), options.getInt("block", 0), options.getInt("partitions", 0));
  }

  ReadOptions withSweep(Sweep sweep) {
    return new ReadOptions(sweep, block, partitions);
  }

  private static Sweep sweep(CaseInsensitiveStringMap options) {
    String path = options.getOrDefault("path", "");
    String text = options.getOrDefault("sweep", "");
    if (path.isEmpty() == text.isEmpty()) {
      throw new IllegalArgumentException(
          "one of the options path (a sweep file) and sweep (its text) must be given, got path="
              + path
              + ", sweep="
              + text);
    }
    Configuration configuration = SparkSession.active().sparkContext().hadoopConfiguration();
    SweepParser parser = new SweepParser(new Models(configuration));
    try {
      if (path.isEmpty()) {
        return parser.parse("sweep", text.getBytes(StandardCharsets.UTF_8), List.of());
      }
      return path.contains(":/")
          ? parser.parse(path, bytes(path, configuration), List.of())
          : parser.parse(java.nio.file.Path.of(path), List.of());
    } catch (SweepException mistakes) {
      throw new IllegalArgumentException(mistakes.getMessage(), mistakes);
    }
  }

  /** The content of a file on a file system that is named. */
  private static byte[] bytes(String uri, Configuration configuration) {
    Path path = new Path(uri);
    try (InputStream in = path.getFileSystem(configuration).open(path)) {
      return in.readNBytes(1 << 21); // twice what the parser accepts
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          uri + ": a sweep file must be readable, got " + unreadable.getMessage(), unreadable);
    }
  }

  private static void require(boolean holds, String law, String got) {
    if (!holds) {
      throw new IllegalArgumentException(law + " must hold, got " + got);
    }
  }
}
