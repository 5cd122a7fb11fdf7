package org.basin.compact;

import java.util.ArrayList;
import java.util.List;
import org.basin.store.CommitLog;

/** Which files of a run are merged into one. */
final class SmallFiles {

  /** A file of at least this is left alone. */
  static final long SMALL = 32L << 20;

  /** A merged file has at least this, if there is as much to merge, and less than this and more. */
  static final long TARGET = 128L << 20;

  private SmallFiles() {}

  /**
   * Small files, in the order of their trials, put together until they are large.
   *
   * @return each of two files at least; none if there is nothing to gain
   */
  static List<List<CommitLog.Live>> of(CommitLog log) {
    List<List<CommitLog.Live>> merges = new ArrayList<>();
    List<CommitLog.Live> merge = new ArrayList<>();
    long bytes = 0;
    for (CommitLog.Live each : log.live()) {
      if (each.file().bytes() >= SMALL) {
        continue;
      }
      merge.add(each);
      bytes += each.file().bytes();
      if (bytes >= TARGET) {
        merges.add(merge);
        merge = new ArrayList<>();
        bytes = 0;
      }
    }
    merges.add(merge);
    merges.removeIf(files -> files.size() < 2);
    return List.copyOf(merges);
  }
}
