package org.basin.store;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A committed wave: trials that came to count in one step. Its commit file holds this record.
 *
 * @param wave its number, from 0
 * @param from first position of the space
 * @param until one past the last position
 * @param digest of the sweep
 * @param attempt which attempt staged the files
 * @param files its Parquet files; none when no trial stands in the range
 * @param rows trials in all files
 * @param failed those of them that FAILED
 * @param metric the extent of the metric by which trials are ranked
 * @param seconds how long it took
 * @param host of the driver
 * @param engine that trained it
 * @param blocks that each engine at work has trained, by its name: one that takes what it can
 *     leaves the rest to another
 * @param provenance version, commit, Java, OS, CPU and the like
 * @param revision {@link org.basin.sweep.Revision#ROWS} of the build that trained it
 */
public record Wave(
    int wave,
    long from,
    long until,
    String digest,
    String attempt,
    List<WaveFile> files,
    long rows,
    long failed,
    Extent metric,
    Seconds seconds,
    String host,
    String engine,
    @Absent("{}") Map<String, Long> blocks,
    Map<String, String> provenance,
    @Absent("1") int revision) {

  /**
   * The least and the greatest value of a metric among the COMPLETE trials of a wave, which are
   * those that are ranked; both NaN when none has one.
   *
   * @param name the metric's column
   */
  public record Extent(String name, double min, double max) {

    Extent and(Written file) {
      return and(new Extent(name, file.least(), file.greatest()));
    }

    Extent and(Extent more) {
      return new Extent(name, least(min, more.min), greatest(max, more.max));
    }

    /** The lesser one; that which is there if one is NaN. */
    static double least(double a, double b) {
      return a <= b || Double.isNaN(b) ? a : b;
    }

    /** The greater one; that which is there if one is NaN. */
    static double greatest(double a, double b) {
      return a >= b || Double.isNaN(b) ? a : b;
    }
  }

  /**
   * Time spent on a wave.
   *
   * @param training seconds inside the training code, summed over tasks
   * @param total seconds of wall clock, from the first task to the commit
   */
  public record Seconds(double training, double total) {}

  public Wave {
    files = List.copyOf(files);
    blocks = Collections.unmodifiableMap(new TreeMap<>(blocks));
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    if (wave < 0 || from < 0 || until <= from) {
      throw new IllegalArgumentException(
          "wave >= 0 and 0 <= from < until must hold, got wave=%d, from=%d, until=%d"
              .formatted(wave, from, until));
    }
    long sum = files.stream().mapToLong(WaveFile::rows).sum();
    if (rows != sum || rows > until - from || failed < 0 || failed > rows) {
      throw new IllegalArgumentException(
          "rows must be the sum over files and at most until - from, and 0 <= failed <= rows must hold, got rows=%d, sum=%d, until - from=%d, failed=%d"
              .formatted(rows, sum, until - from, failed));
    }
    if (new HashSet<>(files.stream().map(WaveFile::name).toList()).size() != files.size()) {
      throw new IllegalArgumentException("files must be distinct, got " + files);
    }
  }

  /** The engines that trained it, the busiest first, such as {@code native and vector}. */
  public String trainedBy() {
    return blocks.isEmpty()
        ? engine
        : blocks.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(" and "));
  }

  /** The wave's folder, such as {@code waves/00007}. */
  String folder() {
    return folder(wave);
  }

  /** Where its files stood before they were moved. */
  String staging() {
    return staging(attempt, wave);
  }

  static String folder(int wave) {
    return "waves/" + name(wave);
  }

  static String staging(String attempt, int wave) {
    return "_staging/" + attempt + "/" + name(wave);
  }

  static String commit(int wave) {
    return "commits/" + name(wave) + ".json";
  }

  static String name(int wave) {
    return String.format(Locale.ROOT, "%05d", wave);
  }
}
