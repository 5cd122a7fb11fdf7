package org.basin.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * The files that the commits of a run list and that count still: where each one stands now, in its
 * folder or in staging while it is being moved, and whether it is what was written.
 */
final class StoredFiles {

  /** What of a file is held against its commit. */
  enum Depth {
    /** Its length, which a listing tells. */
    LENGTH,
    /** What describes its pages as well: one read of its end. */
    FOOTER,
    /** Every byte of it. */
    ALL
  }

  /** Reading pages takes the memory of a row group, so it is done one file at a time. */
  private static final Object PAGES = new Object();

  private final Folder folder;
  private final CommitLog log;

  StoredFiles(Folder folder, CommitLog log) {
    this.folder = folder;
    this.log = log;
  }

  /** Files whose every byte this process has held against a commit already. */
  private static final Set<Read> READ = ConcurrentHashMap.newKeySet();

  /** A file that was read, as it then was: one that is written again has another time. */
  private record Read(Path path, long bytes, long modified, Checksums checksums) {}

  /** A listed file, where it was seen, its length and its time; empty when nowhere. */
  private record Listed(
      CommitLog.Batch batch, WaveFile file, Optional<String> place, long bytes, long modified) {

    String home() {
      return batch.folder() + "/" + file.name();
    }
  }

  /** A file as it was found. */
  private record Found(Listed listed, Path path, Optional<String> damage) {}

  /**
   * Their paths.
   *
   * @throws StoreException if one is gone or not what was written, or a file stands in a wave's
   *     folder that its commit does not list
   */
  List<Path> require(Depth depth) {
    Map<String, String> strangers = new TreeMap<>();
    List<Found> found =
        Together.call(
            listed(strangers), each -> depth == Depth.ALL ? remembered(each) : found(each, depth));
    for (Found each : found) {
      each.damage()
          .ifPresent(
              damage -> {
                throw refused(each.listed(), damage);
              });
    }
    strangers.forEach(
        (name, law) -> {
          throw new StoreException(folder.place(name) + ": " + law);
        });
    return found.stream().map(Found::path).toList();
  }

  /** Reads them to their ends and tells of all that is wrong. */
  Check check() {
    Map<String, String> damaged = new TreeMap<>();
    List<Listed> listed = listed(damaged);
    for (Found each : Together.call(listed, file -> checked(file))) {
      each.damage().ifPresent(damage -> damaged.put(each.listed().home(), damage));
    }
    return new Check(
        listed.size(),
        listed.stream().mapToLong(each -> each.file().bytes()).sum(),
        listed.stream().filter(each -> !each.file().checksums().known()).count(),
        damaged);
  }

  /** A file that the disk does not give back is damaged, too. */
  private Found checked(Listed listed) {
    try {
      return found(listed, Depth.ALL);
    } catch (StoreException unreadable) {
      return new Found(listed, folder.path(listed.home()), Optional.of(unreadable.getMessage()));
    }
  }

  private StoreException refused(Listed listed, String damage) {
    return new StoreException(
        "%s: %s; %s".formatted(folder.place(listed.home()), damage, advice(listed.batch())));
  }

  /** Of a wave whose rows a compaction took together with others' nothing can be trained alone. */
  private String advice(CommitLog.Batch batch) {
    boolean merged =
        log.compactions().stream()
            .flatMap(each -> each.replaced().stream())
            .anyMatch(
                name ->
                    batch.wave().isEmpty()
                        || name.compareTo(Wave.name(batch.wave().get().wave())) > 0);
    if (merged) {
      return "put it back as it was, or remove commits and waves to train again from position 0"
          + " on.";
    }
    Wave wave = batch.wave().orElseThrow();
    return CommitReader.advice(wave.wave(), log.next() - 1, wave.from());
  }

  /**
   * @param strangers gets the files that no commit lists, and the law that they break
   */
  private List<Listed> listed(Map<String, String> strangers) {
    List<Listed> listed = new ArrayList<>();
    Set<String> folders = new HashSet<>();
    if (!log.compactions().isEmpty()) {
      folder.list("waves").forEach(found -> folders.add("waves/" + found.getPath().getName()));
    }
    for (CommitLog.Batch batch : log.batches()) {
      if (!batch.live().isEmpty()
          || batch.replaced().isEmpty()
          || folders.contains(batch.folder())) {
        listed(batch, listed, strangers);
      }
    }
    return listed;
  }

  private void listed(CommitLog.Batch batch, List<Listed> listed, Map<String, String> strangers) {
    Map<String, String> places = new HashMap<>();
    Map<String, FileStatus> seen = new HashMap<>();
    TreeSet<String> others = new TreeSet<>();
    // staging first: a file that is moved meanwhile is then seen at its new place
    for (String place : List.of(batch.staging(), batch.folder())) {
      for (FileStatus each : folder.list(place)) {
        String name = each.getPath().getName();
        places.put(name, place + "/" + name);
        seen.put(name, each);
        if (place.equals(batch.folder())) {
          others.add(name);
        }
      }
    }
    // a compaction removes what it replaced last
    others.removeAll(batch.replaced());
    for (WaveFile file : batch.live().values()) {
      String name = file.name();
      others.remove(name);
      Optional<String> place = Optional.ofNullable(places.get(name));
      Optional<FileStatus> status = Optional.ofNullable(seen.get(name));
      listed.add(
          new Listed(
              batch,
              file,
              place,
              status.map(FileStatus::getLen).orElse(0L),
              status.map(FileStatus::getModificationTime).orElse(0L)));
    }
    for (String name : others) {
      if (name.endsWith(".parquet") && !name.startsWith(".") && !name.startsWith("_")) {
        strangers.put(
            batch.folder() + "/" + name,
            "only files that %s lists may stand here, or readers would count their rows; move it elsewhere."
                .formatted(batch.commit()));
      }
    }
  }

  /** Every byte of a file, unless this process has read it since it was written. */
  private Found remembered(Listed listed) {
    Path path = folder.path(listed.place().orElse(listed.home()));
    Read read = new Read(path, listed.bytes(), listed.modified(), listed.file().checksums());
    if (READ.contains(read) && listed.bytes() == listed.file().bytes()) {
      return new Found(listed, path, Optional.empty());
    }
    Found found = found(listed, Depth.ALL);
    if (found.damage().isEmpty() && found.path().equals(path)) {
      READ.add(read);
    }
    return found;
  }

  private Found found(Listed listed, Depth depth) {
    String place = listed.place().orElse(listed.home());
    Path path = folder.path(place);
    if (listed.place().isEmpty()) {
      return new Found(listed, path, Optional.of(wrongLength(listed, "it is gone")));
    }
    if (listed.bytes() != listed.file().bytes()) {
      String has = "it has " + listed.bytes();
      return new Found(listed, path, Optional.of(wrongLength(listed, has)));
    }
    if (depth == Depth.LENGTH) {
      return new Found(listed, path, Optional.empty());
    }
    Checksums known = listed.file().checksums();
    if (!known.known()) {
      return depth == Depth.ALL ? pages(listed, place) : new Found(listed, path, Optional.empty());
    }
    long length = depth == Depth.ALL ? listed.bytes() : Math.min(known.tail(), listed.bytes());
    OptionalLong sum = folder.checksum(place, listed.bytes() - length, length);
    if (sum.isEmpty() && !place.equals(listed.home())) {
      // moved since it was listed
      place = listed.home();
      path = folder.path(place);
      sum = folder.checksum(place, listed.bytes() - length, length);
    }
    return new Found(
        listed,
        path,
        sum.isEmpty()
            ? Optional.of(wrongLength(listed, "it is gone"))
            : wrongSum(listed, depth, sum.getAsLong()));
  }

  /** A file may be moved to its home while it is read. */
  private Found pages(Listed listed, String place) {
    Path path = folder.path(place);
    Optional<String> damage = wrongPages(listed, path);
    return damage.isPresent() && !place.equals(listed.home()) && folder.status(place).isEmpty()
        ? pages(listed, listed.home())
        : new Found(listed, path, damage);
  }

  private static String wrongLength(Listed listed, String but) {
    return "this file must be %d bytes long, because %s lists it, but %s"
        .formatted(listed.file().bytes(), listed.batch().commit(), but);
  }

  private static Optional<String> wrongSum(Listed listed, Depth depth, long sum) {
    Checksums known = listed.file().checksums();
    long wanted = depth == Depth.ALL ? known.all() : known.footer();
    return sum == wanted
        ? Optional.empty()
        : Optional.of(
            "%s must have the crc32c %s that %s lists, but the file is damaged: it has %s"
                .formatted(
                    depth == Depth.ALL ? "its bytes" : "its footer",
                    Checksums.text(wanted),
                    listed.batch().commit(),
                    Checksums.text(sum)));
  }

  /** Of a file without checksums: by those that Parquet keeps of its pages, and its rows. */
  private Optional<String> wrongPages(Listed listed, Path path) {
    synchronized (PAGES) {
      long rows = 0;
      var configuration = folder.store().getConf();
      try (ParquetFileReader reader =
          ParquetFileReader.open(
              HadoopInputFile.fromPath(path, configuration),
              HadoopReadOptions.builder(configuration).usePageChecksumVerification(true).build())) {
        for (var group = reader.readNextRowGroup();
            group != null;
            group = reader.readNextRowGroup()) {
          rows += group.getRowCount();
        }
      } catch (IOException | RuntimeException e) {
        return Optional.of(
            "its pages must be readable, but the file is damaged: " + e.getMessage());
      }
      return rows == listed.file().rows()
          ? Optional.empty()
          : Optional.of(
              "it must hold %d rows, because %s says so, but the file is damaged: it has %d"
                  .formatted(listed.file().rows(), listed.batch().commit(), rows));
    }
  }
}
