package org.basin.store;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Files of a run that were merged into fewer, and replaced by them in one step. Its commit file
 * holds this record. The waves say ever after what they said; where their rows stand says the last
 * compaction that took them.
 *
 * @param compaction its number, from 0
 * @param digest of the sweep
 * @param attempt which attempt staged the files
 * @param files those that count from now on, each with those that it replaces
 * @param rows in all of them, before and after
 * @param host of the driver
 * @param provenance version, commit, Java, OS, CPU and the like
 */
public record Compaction(
    int compaction,
    String digest,
    String attempt,
    List<Merged> files,
    long rows,
    String host,
    Map<String, String> provenance) {

  private static final String PREFIX = "compact-";

  /**
   * A file and those whose rows it holds, in their order.
   *
   * @param file the new one
   * @param of names of the old ones below {@code waves}, such as {@code 00007/part-0.parquet}
   */
  public record Merged(WaveFile file, List<String> of) {

    public Merged {
      of = List.copyOf(of);
      if (of.isEmpty()) {
        throw new IllegalArgumentException("a merged file must replace some, got none");
      }
    }
  }

  public Compaction {
    files = List.copyOf(files);
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    long sum = files.stream().mapToLong(each -> each.file().rows()).sum();
    if (compaction < 0 || rows != sum) {
      throw new IllegalArgumentException(
          "compaction >= 0 must hold and rows be the sum over files, got compaction=%d, rows=%d, sum=%d"
              .formatted(compaction, rows, sum));
    }
    Set<String> names = new HashSet<>();
    Set<String> old = new HashSet<>();
    for (Merged each : files) {
      if (!names.add(each.file().name()) || !each.of().stream().allMatch(old::add)) {
        throw new IllegalArgumentException(
            "files must be distinct, and replaced once, got %s of %s twice"
                .formatted(each.file().name(), each.of()));
      }
    }
  }

  /** The names below {@code waves} of all files that it replaces. */
  List<String> replaced() {
    return files.stream().flatMap(each -> each.of().stream()).toList();
  }

  /** The folder of its files, such as {@code waves/compact-00000}. */
  String folder() {
    return folder(compaction);
  }

  /** Where its files stood before they were moved. */
  String staging() {
    return staging(attempt, compaction);
  }

  static String folder(int compaction) {
    return "waves/" + name(compaction);
  }

  static String staging(String attempt, int compaction) {
    return RunDirectory.STAGING + "/" + attempt + "/" + name(compaction);
  }

  static String commit(int compaction) {
    return "commits/" + name(compaction) + ".json";
  }

  static String name(int compaction) {
    return String.format(Locale.ROOT, "%s%05d", PREFIX, compaction);
  }
}
