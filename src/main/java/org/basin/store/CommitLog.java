package org.basin.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The committed waves of a run, in order, checked: numbered without a gap, each starting where the
 * one before ends, all of one sweep; and the compactions that replaced files of theirs. Only what
 * stands here counts.
 *
 * @param waves from wave 0 on
 * @param compactions from the first on
 */
public record CommitLog(List<Wave> waves, List<Compaction> compactions) {

  private static final String FOLDER = RunDirectory.WAVES + "/";

  static final Pattern WAVE = Pattern.compile("\\d{5,9}");

  /**
   * A file that counts.
   *
   * @param name below {@code waves}, such as {@code 00007/part-0.parquet}
   * @param file what is known of it
   */
  public record Live(String name, WaveFile file) {}

  /**
   * What one commit file brought, and what of it still counts.
   *
   * @param folder where its files belong
   * @param staging where they stood before they were moved
   * @param commit its commit file
   * @param wave the wave that it is; empty for a compaction
   * @param live the files that count, by name
   * @param replaced names of those that a compaction replaced; they may still stand there
   */
  record Batch(
      String folder,
      String staging,
      String commit,
      Optional<Wave> wave,
      Map<String, WaveFile> live,
      Set<String> replaced) {

    private static Batch of(Wave wave) {
      return new Batch(
          wave.folder(),
          wave.staging(),
          Wave.commit(wave.wave()),
          Optional.of(wave),
          named(wave.files().stream()),
          new LinkedHashSet<>());
    }

    private static Batch of(Compaction compaction) {
      return new Batch(
          compaction.folder(),
          compaction.staging(),
          Compaction.commit(compaction.compaction()),
          Optional.empty(),
          named(compaction.files().stream().map(Compaction.Merged::file)),
          new LinkedHashSet<>());
    }

    private static Map<String, WaveFile> named(Stream<WaveFile> files) {
      Map<String, WaveFile> named = new LinkedHashMap<>();
      files.forEach(file -> named.put(file.name(), file));
      return named;
    }

    private WaveFile replace(String name) {
      WaveFile file = live.remove(name);
      if (file == null) {
        throw new IllegalArgumentException(
            "a replaced file must be one that counts, got %s/%s".formatted(folder, name));
      }
      replaced.add(name);
      return file;
    }
  }

  /**
   * @throws IllegalArgumentException if a compaction replaces a file that does not count, or has
   *     another number of rows than the files that it replaces
   */
  public CommitLog {
    waves = List.copyOf(waves);
    compactions = List.copyOf(compactions);
    if (!compactions.isEmpty()) {
      batches(waves, compactions);
    }
  }

  public CommitLog(List<Wave> waves) {
    this(waves, List.of());
  }

  CommitLog and(Wave wave) {
    return new CommitLog(Stream.concat(waves.stream(), Stream.of(wave)).toList(), compactions);
  }

  CommitLog and(Compaction compaction) {
    return new CommitLog(
        waves, Stream.concat(compactions.stream(), Stream.of(compaction)).toList());
  }

  /** Number of the next wave. */
  public int next() {
    return waves.size();
  }

  /** First position that is not committed. */
  public long until() {
    return until(waves);
  }

  static long until(List<Wave> waves) {
    return waves.isEmpty() ? 0 : waves.get(waves.size() - 1).until();
  }

  /** Trials committed. */
  public long rows() {
    return waves.stream().mapToLong(Wave::rows).sum();
  }

  /** Committed trials that FAILED. */
  public long failed() {
    return waves.stream().mapToLong(Wave::failed).sum();
  }

  /** What each commit brought: the waves, then the compactions. */
  List<Batch> batches() {
    return batches(waves, compactions);
  }

  private static List<Batch> batches(List<Wave> waves, List<Compaction> compactions) {
    Map<String, Batch> batches = new LinkedHashMap<>();
    waves.stream().map(Batch::of).forEach(each -> batches.put(each.folder(), each));
    for (Compaction compaction : compactions) {
      for (Compaction.Merged merged : compaction.files()) {
        long rows = 0;
        for (String name : merged.of()) {
          int slash = name.lastIndexOf('/');
          Batch batch = batches.get(FOLDER + name.substring(0, Math.max(0, slash)));
          if (batch == null) {
            throw new IllegalArgumentException(
                "a replaced file must be one that counts, got " + name);
          }
          rows += batch.replace(name.substring(slash + 1)).rows();
        }
        if (rows != merged.file().rows()) {
          throw new IllegalArgumentException(
              "a merged file must have the rows of those that it replaces, which is %d, got %d in %s"
                  .formatted(rows, merged.file().rows(), merged.file().name()));
        }
      }
      Batch batch = Batch.of(compaction);
      batches.put(batch.folder(), batch);
    }
    return List.copyOf(batches.values());
  }

  /** The files that count, in the order of their trials. */
  public List<Live> live() {
    Map<String, Integer> order = new LinkedHashMap<>();
    for (Wave wave : waves) {
      wave.files().forEach(file -> order.put(wave.folder() + "/" + file.name(), order.size()));
    }
    for (Compaction each : compactions) {
      for (Compaction.Merged merged : each.files()) {
        int place = order.get(FOLDER + merged.of().get(0));
        order.put(each.folder() + "/" + merged.file().name(), place);
      }
    }
    List<Live> live = new ArrayList<>();
    for (Batch batch : batches()) {
      String prefix = batch.folder().substring(FOLDER.length()) + "/";
      batch.live().forEach((name, file) -> live.add(new Live(prefix + name, file)));
    }
    live.sort(Comparator.comparing(each -> order.get(FOLDER + each.name())));
    return live;
  }

  /** The files that count. */
  public List<WaveFile> files() {
    return batches().stream().flatMap(batch -> batch.live().values().stream()).toList();
  }

  /** Bytes of the files that count. */
  public long bytes() {
    return files().stream().mapToLong(WaveFile::bytes).sum();
  }

  /** Time spent on all waves. */
  public Wave.Seconds seconds() {
    return new Wave.Seconds(
        waves.stream().mapToDouble(wave -> wave.seconds().training()).sum(),
        waves.stream().mapToDouble(wave -> wave.seconds().total()).sum());
  }

  /** How many blocks each engine has trained, by its name. */
  public Map<String, Long> blocks() {
    Map<String, Long> blocks = new TreeMap<>();
    for (Wave wave : waves) {
      wave.blocks().forEach((engine, count) -> blocks.merge(engine, count, Long::sum));
    }
    return blocks;
  }

  /** The committed wave of a name such as {@code 00007}. */
  Optional<Wave> wave(String name) {
    return WAVE.matcher(name).matches() && Integer.parseInt(name) < waves.size()
        ? Optional.of(waves.get(Integer.parseInt(name)))
        : Optional.empty();
  }

  /** The committed compaction of a name such as {@code compact-00007}. */
  Optional<Compaction> compaction(String name) {
    return compactions.stream()
        .filter(each -> Compaction.name(each.compaction()).equals(name))
        .findFirst();
  }

  /** Reads and checks the commit files. */
  static CommitLog read(Folder folder) {
    return new CommitReader(folder).read();
  }
}
