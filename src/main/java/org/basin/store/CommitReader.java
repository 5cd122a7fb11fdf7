package org.basin.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;

/**
 * Reads the commits of a run and finds the one that is damaged. A {@link Seal} tells; where there
 * is none, as builds before wrote none, two that contradict each other are told apart by what else
 * they say, and if that does not do, the advice covers both.
 */
final class CommitReader {

  private static final Pattern COMMIT = Pattern.compile("(\\d{5,9})\\.json");
  private static final Pattern COMPACTION = Pattern.compile("compact-(\\d{5,9})\\.json");
  private static final Pattern WAVES = Pattern.compile("(\\d{5,9})");
  private static final Pattern COMPACTED = Pattern.compile("compact-(\\d{5,9})");

  private final Folder folder;
  private final List<Wave> waves = new ArrayList<>();
  private final BitSet sealed = new BitSet();

  /** The greatest number that a commit or a wave's folder has. */
  private int last;

  CommitReader(Folder folder) {
    this.folder = folder;
  }

  CommitLog read() {
    // before the commits: a driver at work commits a wave first and fills its folder then
    List<FileStatus> found = folder.list("waves");
    TreeSet<Integer> folders = filled(numbers(found, WAVES), Wave::folder);
    TreeSet<Integer> compacted = filled(numbers(found, COMPACTED), Compaction::folder);
    List<FileStatus> commits = folder.list("commits");
    TreeSet<Integer> compactions = numbers(commits, COMPACTION);
    // after the compactions: those replace files of waves that were there before them
    readWaves(folders, numbers(compactions.isEmpty() ? commits : folder.list("commits"), COMMIT));
    CommitLog log = new CommitLog(waves);
    int most = Math.max(last(compactions), last(compacted));
    for (int number = 0; number <= most; number++) {
      log = and(log, number, most);
    }
    return log;
  }

  private void readWaves(TreeSet<Integer> folders, TreeSet<Integer> numbers) {
    last = last(numbers);
    for (int number : numbers) {
      if (number != waves.size()) {
        throw gap();
      }
      waves.add(next());
    }
    if (!folders.isEmpty() && folders.last() >= waves.size()) {
      last = folders.last();
      throw gap();
    }
  }

  private static int last(TreeSet<Integer> numbers) {
    return numbers.isEmpty() ? -1 : numbers.last();
  }

  private static TreeSet<Integer> numbers(List<FileStatus> found, Pattern pattern) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (FileStatus each : found) {
      Matcher name = pattern.matcher(each.getPath().getName());
      if (name.matches()) {
        numbers.add(Integer.parseInt(name.group(1)));
      }
    }
    return numbers;
  }

  /**
   * Without the last folders if they hold nothing: others can't lack their commit without a gap.
   */
  private TreeSet<Integer> filled(TreeSet<Integer> numbers, IntFunction<String> name) {
    while (!numbers.isEmpty() && folder.list(name.apply(numbers.last())).isEmpty()) {
      numbers.pollLast();
    }
    return numbers;
  }

  private CommitLog and(CommitLog log, int number, int most) {
    Optional<String> text = folder.read(Compaction.commit(number));
    if (text.isEmpty()) {
      throw damaged(
          number,
          "must exist, because %s does, but it is gone".formatted(Compaction.name(most)),
          null);
    }
    Optional<String> broken = Seal.broken(text.get());
    if (broken.isPresent()) {
      throw damaged(number, broken.get(), null);
    }
    try {
      Compaction compaction = Json.read(text.get(), Compaction.class);
      if (compaction.compaction() != number
          || waves.stream().map(Wave::digest).noneMatch(compaction.digest()::equals)) {
        throw new IllegalArgumentException(
            "it says compaction=%d and digest %s"
                .formatted(compaction.compaction(), compaction.digest()));
      }
      return log.and(compaction);
    } catch (IllegalArgumentException e) {
      throw damaged(
          number, "must hold the JSON of one compaction of this run, but " + e.getMessage(), e);
    }
  }

  /** What a compaction replaced is gone, and which waves had it only the compaction knew. */
  private StoreException damaged(int compaction, String law, Exception cause) {
    return new StoreException(
        "%s: this file %s; put it back as it was, or remove commits and waves to train again from position 0 on."
            .formatted(folder.place(Compaction.commit(compaction)), law),
        cause);
  }

  private Wave next() {
    int number = waves.size();
    String text = folder.read(Wave.commit(number)).orElseThrow(this::gap);
    Wave wave;
    try {
      wave = Json.read(text, Wave.class);
    } catch (IllegalArgumentException e) {
      throw damaged("must hold the JSON of one wave, but " + e.getMessage(), e);
    }
    Optional<String> broken = Seal.broken(text);
    if (broken.isPresent()) {
      throw damaged(broken.get(), null);
    }
    sealed.set(number, Seal.on(text));
    if (wave.wave() != number) {
      throw damaged("must say wave=%d, got wave=%d".formatted(number, wave.wave()), null);
    }
    if (wave.from() != CommitLog.until(waves)) {
      throw apart(wave);
    }
    if (number > 0 && !follows(wave.digest(), waves.get(number - 1).digest())) {
      throw strange(wave);
    }
    return wave;
  }

  /** Whether a wave may be of a sweep after one of another: the same, or one that extends it. */
  private boolean follows(String digest, String before) {
    if (digest.equals(before)) {
      return true;
    }
    List<String> order =
        RunDirectory.of(folder).history().stream().map(RunDirectory.Said::digest).toList();
    return order.contains(before) && order.indexOf(digest) > order.indexOf(before);
  }

  /** A wave that does not begin where the one before ends: one of the two is wrong. */
  private StoreException apart(Wave wave) {
    int before = waves.size() - 1;
    long until = CommitLog.until(waves);
    boolean trusted = before < 0 || sealed.get(before) || full(waves.get(before));
    if (trusted && !sealed.get(before + 1)) {
      return damaged(
          "must say from=%d, because waves follow one another without gap or overlap, got from=%d"
              .formatted(until, wave.from()),
          null);
    }
    String law =
        sealed.get(before + 1) || full(wave)
            ? "must say until=%d, where wave %s begins, got until=%d"
                .formatted(wave.from(), Wave.name(before + 1), until)
            : "must end where wave %s begins, got until=%d here and from=%d there"
                .formatted(Wave.name(before + 1), until, wave.from());
    return damaged(folder, waves.subList(0, before), last, law, null);
  }

  /** Whether a trial stands at every position of a wave, so that its numbers prove one another. */
  private static boolean full(Wave wave) {
    return wave.rows() == wave.until() - wave.from();
  }

  /** A wave of another sweep than the first; of two, the record of the run tells which. */
  private StoreException strange(Wave wave) {
    boolean first =
        waves.size() == 1
            && !sealed.get(0)
            && RunDirectory.of(folder)
                .sound()
                .filter(record -> record.digest().equals(wave.digest()))
                .isPresent();
    return first
        ? damaged(
            folder,
            List.of(),
            last,
            "must be of the run's sweep, with digest %s, got %s"
                .formatted(wave.digest(), waves.get(0).digest()),
            null)
        : damaged(
            "must be of the sweep with digest %s as the waves before it, got %s"
                .formatted(waves.get(0).digest(), wave.digest()),
            null);
  }

  private StoreException gap() {
    return damaged(
        "must exist, because wave %s does, but it is gone".formatted(Wave.name(last)), null);
  }

  private StoreException damaged(String law, Exception cause) {
    return damaged(folder, waves, last, law, cause);
  }

  /**
   * The commit after some sound ones, named, with what to do about it.
   *
   * @param sound the waves before it
   * @param last number of the last wave that there is
   */
  static StoreException damaged(
      Folder folder, List<Wave> sound, int last, String law, Exception cause) {
    int first = sound.size();
    return new StoreException(
        "%s: this file %s; %s"
            .formatted(
                folder.place(Wave.commit(first)), law, advice(first, last, CommitLog.until(sound))),
        cause);
  }

  /**
   * What to do about a wave that is damaged.
   *
   * @param last number of the last wave that there is
   * @param from first position of the damaged one
   */
  static String advice(int first, int last, long from) {
    String span =
        first == last
            ? "%s and %s".formatted(Wave.commit(first), Wave.folder(first))
            : "%s to %s and %s to %s"
                .formatted(
                    Wave.commit(first), Wave.name(last), Wave.folder(first), Wave.name(last));
    return "put it back as it was, or remove %s to train again from position %d on."
        .formatted(span, from);
  }
}
