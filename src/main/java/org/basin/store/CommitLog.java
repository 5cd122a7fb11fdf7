package org.basin.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The committed waves of a run, in order, checked: numbered without a gap, each starting where the
 * one before ends, all of one sweep. Only what stands here counts.
 *
 * @param waves from wave 0 on
 */
public record CommitLog(List<Wave> waves) {

  private static final Pattern WAVE = Pattern.compile("\\d{5,9}");
  private static final Pattern COMMIT = Pattern.compile("(\\d{5,9})\\.json");

  public CommitLog {
    waves = List.copyOf(waves);
  }

  /** Number of the next wave. */
  public int next() {
    return waves.size();
  }

  /** First position that is not committed. */
  public long until() {
    return until(waves);
  }

  private static long until(List<Wave> waves) {
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

  /** The committed wave of a name such as {@code 00007}. */
  Optional<Wave> wave(String name) {
    return WAVE.matcher(name).matches() && Integer.parseInt(name) < waves.size()
        ? Optional.of(waves.get(Integer.parseInt(name)))
        : Optional.empty();
  }

  /** Reads and checks the commit files. */
  static CommitLog read(Folder folder) {
    // before the commits: a driver at work commits a wave first and fills its folder then
    TreeSet<Integer> folders = folders(folder);
    TreeSet<Integer> numbers = new TreeSet<>();
    for (FileStatus file : folder.list("commits")) {
      Matcher name = COMMIT.matcher(file.getPath().getName());
      if (name.matches()) {
        numbers.add(Integer.parseInt(name.group(1)));
      }
    }
    List<Wave> waves = new ArrayList<>();
    for (int number : numbers) {
      if (number != waves.size()) {
        throw gap(folder, waves, numbers.last());
      }
      waves.add(next(folder, waves, numbers.last()));
    }
    if (!folders.isEmpty() && folders.last() >= waves.size()) {
      throw gap(folder, waves, folders.last());
    }
    return new CommitLog(waves);
  }

  /** Numbers of the wave folders that hold anything. */
  private static TreeSet<Integer> folders(Folder folder) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (FileStatus found : folder.list("waves")) {
      String name = found.getPath().getName();
      if (WAVE.matcher(name).matches()) {
        numbers.add(Integer.parseInt(name));
      }
    }
    // only the last can lack its commit without a gap before it
    while (!numbers.isEmpty() && folder.list(Wave.folder(numbers.last())).isEmpty()) {
      numbers.pollLast();
    }
    return numbers;
  }

  private static Wave next(Folder folder, List<Wave> waves, int last) {
    int number = waves.size();
    String name = Wave.commit(number);
    String text = folder.read(name).orElseThrow(() -> gap(folder, waves, last));
    Wave wave;
    try {
      wave = Json.read(text, Wave.class);
    } catch (IllegalArgumentException e) {
      throw broken(folder, waves, last, "must hold the JSON of one wave, but " + e.getMessage(), e);
    }
    long from = until(waves);
    if (wave.wave() != number || wave.from() != from) {
      throw broken(
          folder,
          waves,
          last,
          "must say wave=%d, from=%d, because waves follow one another without gap or overlap, got wave=%d, from=%d"
              .formatted(number, from, wave.wave(), wave.from()),
          null);
    }
    if (number > 0 && !wave.digest().equals(waves.get(0).digest())) {
      throw broken(
          folder,
          waves,
          last,
          "must be of the sweep with digest %s as the waves before it, got %s"
              .formatted(waves.get(0).digest(), wave.digest()),
          null);
    }
    return wave;
  }

  private static StoreException gap(Folder folder, List<Wave> waves, int last) {
    return broken(
        folder,
        waves,
        last,
        "must exist, because wave %s does, but it is gone".formatted(Wave.name(last)),
        null);
  }

  private static StoreException broken(
      Folder folder, List<Wave> waves, int last, String law, Exception cause) {
    int first = waves.size();
    String span =
        first == last
            ? "%s and %s".formatted(Wave.commit(first), Wave.folder(first))
            : "%s to %s and %s to %s"
                .formatted(
                    Wave.commit(first), Wave.name(last), Wave.folder(first), Wave.name(last));
    return new StoreException(
        "%s: this file %s; put it back as it was, or remove %s to train again from position %d on."
            .formatted(folder.place(Wave.commit(first)), law, span, until(waves)),
        cause);
  }

  /**
   * Where the files of all waves stand now: in the wave's folder, or in staging while they are
   * being moved.
   *
   * @throws StoreException if a listed file is gone or has another length, or a file stands in a
   *     wave's folder that its commit does not list
   */
  List<Path> files(Folder folder) {
    List<Path> files = new ArrayList<>();
    for (Wave wave : waves) {
      files.addAll(files(folder, wave));
    }
    return files;
  }

  private static List<Path> files(Folder folder, Wave wave) {
    Map<String, FileStatus> found = new HashMap<>();
    // staging first: a file that is moved meanwhile is then seen at its new place
    for (FileStatus file : folder.list(wave.staging())) {
      found.put(file.getPath().getName(), file);
    }
    Set<String> strangers = new HashSet<>();
    for (FileStatus file : folder.list(wave.folder())) {
      found.put(file.getPath().getName(), file);
      strangers.add(file.getPath().getName());
    }
    List<Path> files = new ArrayList<>();
    for (WaveFile file : wave.files()) {
      strangers.remove(file.name());
      FileStatus status = found.get(file.name());
      if (status == null || status.getLen() != file.bytes()) {
        throw new StoreException(
            "%s/%s: this file must be %d bytes long, because %s lists it, but %s; put it back as it was, or remove the commits and wave folders from %s on to train again from position %d on."
                .formatted(
                    folder.place(wave.folder()),
                    file.name(),
                    file.bytes(),
                    Wave.commit(wave.wave()),
                    status == null ? "it is gone" : "it has " + status.getLen(),
                    Wave.name(wave.wave()),
                    wave.from()));
      }
      files.add(status.getPath());
    }
    for (String stranger : strangers) {
      if (stranger.endsWith(".parquet") && !stranger.startsWith(".") && !stranger.startsWith("_")) {
        throw new StoreException(
            "%s/%s: only files that %s lists may stand here, or readers would count their rows; move it elsewhere."
                .formatted(folder.place(wave.folder()), stranger, Wave.commit(wave.wave())));
      }
    }
    return files;
  }
}
