package org.basin.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The committed waves of a run, in order, checked: numbered without a gap, each starting where the
 * one before ends, all of one sweep. Only what stands here counts.
 *
 * @param waves from wave 0 on
 */
public record CommitLog(List<Wave> waves) {

  static final Pattern WAVE = Pattern.compile("\\d{5,9}");

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

  /** The committed files. */
  public List<WaveFile> files() {
    return waves.stream().flatMap(wave -> wave.files().stream()).toList();
  }

  /** Bytes of the committed files. */
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

  /** Reads and checks the commit files. */
  static CommitLog read(Folder folder) {
    return new CommitLog(new CommitReader(folder).read());
  }
}
