package org.basin.store;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.basin.sweep.Remarks;

/**
 * A run opened by the driver that works on it. Holds the lock from {@link #open} to {@link #close}.
 *
 * <p>A wave is staged under a name of this attempt, then committed by one file created if absent,
 * then moved to its place. Whoever opens the run next finishes moves that a crash cut short. What
 * another attempt staged is removed only once its wave number is taken: until then that attempt may
 * still commit it, should it live on with its lock broken.
 */
public final class RunWriter implements AutoCloseable {

  private final RunDirectory directory;
  private final Folder folder;
  private RunRecord record;
  private final RunLock lock;
  private CommitLog log;
  private boolean finished;

  /** Whether files that count may still lie in staging, which is then left to the next driver. */
  private boolean unsettled;

  private RunWriter(RunDirectory directory, RunRecord record, RunLock lock, CommitLog log) {
    this.directory = directory;
    this.folder = directory.folder();
    this.record = record;
    this.lock = lock;
    this.log = log;
  }

  /**
   * Opens a run to work on it: a new one, or one to be continued.
   *
   * @param there where it stands
   * @param record what run.json shall say; its state and committed count are kept up to date here
   * @param sweep canonical text of the sweep
   * @param force take the lock from whoever holds it
   * @throws LockedException if another process works on it
   * @throws StoreException if the directory holds something else, or what depends on other files
   *     than the record's, is damaged or cannot be written
   */
  public static RunWriter open(RunDirectory there, RunRecord record, String sweep, boolean force) {
    there.admit(record.digest(), sweep);
    there.folder().mkdirs("");
    // the store answers: from here on it may be away for a while
    RunDirectory directory = RunDirectory.of(there.folder().patient());
    RunLock lock = RunLock.acquire(directory.folder(), force);
    try {
      CommitLog log = directory.admit(record.digest(), sweep);
      SameInputs.require(directory, log, record.provenance());
      requireColumns(directory, log, record);
      RunWriter writer = new RunWriter(directory, record, lock, log);
      writer.begin(sweep);
      return writer;
    } catch (RuntimeException e) {
      try {
        lock.close();
      } catch (StoreException unreachable) {
        e.addSuppressed(unreachable);
      }
      throw e;
    }
  }

  /**
   * Has a complete run rank its trials, and remark on them, as a sweep does that makes the same
   * rows: sweep.yaml and run.json are written anew, and no rows. Writes nothing when they say so
   * already.
   *
   * @param there where it stands, complete
   * @param digest of the sweep
   * @param sweep canonical text of the sweep
   * @param name of the sweep
   * @param metric the column by which trials are ranked
   * @param remarks of the sweep
   * @throws LockedException if another process works on it
   * @throws StoreException if the directory holds another sweep, or cannot be written
   */
  public static void say(
      RunDirectory there,
      String digest,
      String sweep,
      String name,
      String metric,
      Remarks remarks) {
    if (there.says(sweep, metric, remarks)) {
      return;
    }
    try (RunLock lock = RunLock.acquire(there.folder(), false)) {
      there.admit(digest, sweep);
      Folder folder = there.folder();
      String temp = RunDirectory.STAGING + "/" + lock.id() + "/";
      RunRecord record = there.record().orElseThrow().said(name, metric, remarks);
      folder.replace(RunDirectory.SWEEP, temp + "sweep", sweep);
      folder.replace(RunDirectory.RECORD, temp + "run", Json.write(record));
      lock.silence();
      folder.delete(RunDirectory.STAGING);
    }
  }

  /**
   * Has a complete run go on with a sweep that holds all its trials. From here on the run is that
   * of the new sweep, with positions that are not committed.
   *
   * @param there where it stands, complete
   * @param sweeps the run's own, and the new one last
   * @throws LockedException if another process works on it
   * @throws StoreException if another process has extended it, or it cannot be written
   */
  public static void extend(RunDirectory there, List<RunDirectory.Said> sweeps) {
    try (RunLock lock = RunLock.acquire(there.folder(), false)) {
      List<RunDirectory.Said> known = there.history();
      boolean same =
          known.isEmpty() ? sweeps.size() == 2 : known.equals(sweeps.subList(0, sweeps.size() - 1));
      if (!same) {
        throw new StoreException(
            "%s: this run was extended by another process meanwhile; run again."
                .formatted(there.folder().place("")));
      }
      String temp = RunDirectory.STAGING + "/" + lock.id() + "/";
      there
          .folder()
          .replace(
              RunDirectory.SWEEPS, temp + "sweeps", Json.write(new RunDirectory.History(sweeps)));
      lock.silence();
      there.folder().delete(RunDirectory.STAGING);
    }
  }

  /** Rows of one run have the columns that it was begun with. */
  private static void requireColumns(RunDirectory directory, CommitLog log, RunRecord record) {
    Set<String> now = record.columns().keySet();
    Set<String> then = directory.sound().map(RunRecord::columns).map(Map::keySet).orElse(now);
    if (!log.waves().isEmpty() && log.until() < record.positions() && !then.equals(now)) {
      throw new StoreException(
          "%s: made by another build, whose rows have the columns %s, and not %s; give another name or output.path"
              .formatted(directory.folder().place(""), without(then, now), without(now, then)));
    }
  }

  private static String without(Set<String> names, Set<String> others) {
    return names.stream().filter(name -> !others.contains(name)).collect(joining(", "));
  }

  private void begin(String sweep) {
    if (log.until() > record.positions()) {
      throw new StoreException(
          "%s: committed positions must be at most %d, which is all that the space has, got %d; choose another output path."
              .formatted(folder.place(""), record.positions(), log.until()));
    }
    recover();
    directory.files(log);
    if (!directory.sweep().equals(Optional.of(sweep))) {
      folder.replace(RunDirectory.SWEEP, temp("sweep"), sweep);
    }
    record(RunRecord.State.RUNNING);
  }

  /** The waves committed so far. */
  public CommitLog log() {
    return log;
  }

  /** Where the next wave starts. */
  public long from() {
    return log.until();
  }

  /** Whether every position is committed. */
  public boolean done() {
    return log.until() == record.positions();
  }

  /**
   * Names the next wave.
   *
   * @param until one past its last position; beyond the space is cut to its end
   * @throws LockedException if the lock is no longer ours
   */
  public Staged stage(long until) {
    lock.check();
    int wave = log.next();
    String name = Wave.staging(lock.id(), wave);
    folder.delete(name);
    return new Staged(wave, log.until(), Math.min(until, record.positions()), folder.path(name));
  }

  /**
   * Makes a staged wave count.
   *
   * @param written its files in the staged folder; what else lies there is thrown away
   * @param trials how many trials its positions hold
   * @param failed how many of them FAILED
   * @param blocks how many each engine has trained, by its name
   * @return false when another driver committed this wave; then the staged files are thrown away
   *     and {@link #from} says where to go on
   * @throws LockedException if the lock is no longer ours
   * @throws StoreException if the store fails; the wave then counts or not, and the next start
   *     finds out which
   */
  public boolean commit(
      Staged staged,
      List<Written> written,
      long trials,
      long failed,
      Wave.Seconds seconds,
      Map<String, Long> blocks) {
    List<WaveFile> files = new ArrayList<>();
    Wave.Extent metric = new Wave.Extent(record.metric(), Double.NaN, Double.NaN);
    String staging = Wave.staging(lock.id(), staged.wave());
    Map<String, Written> known = new HashMap<>();
    written.forEach(file -> known.put(file.name(), file));
    for (FileStatus found : folder.list(staging)) {
      Written file = known.get(found.getPath().getName());
      if (file != null && file.rows() > 0) {
        requireWhole(staging, found, file);
        files.add(file.listed());
        metric = metric.and(file);
      }
    }
    Wave wave =
        new Wave(
            staged.wave(),
            staged.from(),
            staged.until(),
            record.digest(),
            lock.id(),
            files,
            files.stream().mapToLong(WaveFile::rows).sum(),
            failed,
            metric,
            seconds,
            lock.host(),
            record.engine(),
            blocks,
            record.provenance(),
            record.revision());
    lock.check();
    if (wave.rows() != trials) {
      throw new StoreException(
          "%s: positions %d to %d must make %d rows, got %d in the staged files; nothing of this wave is committed, run again."
              .formatted(folder.place(staging), wave.from(), wave.until(), trials, wave.rows()));
    }
    boolean ours =
        folder.create(Wave.commit(wave.wave()), temp("commit"), Seal.put(Json.write(wave)));
    if (ours) {
      log = log.and(wave);
    } else {
      log = directory.log();
    }
    recover();
    if (!done()) {
      record(RunRecord.State.RUNNING);
    }
    return ours;
  }

  private void requireWhole(String staging, FileStatus found, Written file) {
    if (found.getLen() != file.bytes()) {
      throw new StoreException(
          "%s/%s: this file must be %d bytes long, as the task wrote it, got %d; nothing of this wave is committed, run again."
              .formatted(folder.place(staging), file.name(), file.bytes(), found.getLen()));
    }
  }

  /** Throws away what was staged for a wave that failed. */
  public void discard(Staged staged) {
    folder.delete(Wave.staging(lock.id(), staged.wave()));
  }

  /** Where it stands. */
  public RunDirectory directory() {
    return directory;
  }

  /**
   * Where the files of the next compaction are to be written.
   *
   * @throws LockedException if the lock is no longer ours
   */
  public Path stageCompaction() {
    lock.check();
    String name = Compaction.staging(lock.id(), log.compactions().size());
    folder.delete(name);
    return folder.path(name);
  }

  /**
   * Throws away what was staged for a compaction that failed.
   *
   * @throws LockedException if the lock is no longer ours
   */
  public void discardCompaction() {
    lock.check();
    folder.delete(Compaction.staging(lock.id(), log.compactions().size()));
  }

  /**
   * Makes merged files count in place of others, moves them to their place and removes the others.
   * Until the last of them is gone run.json does not say COMPLETE.
   *
   * @param merged files in the staged folder, with those that they replace
   * @return false when another driver committed this compaction; then the staged files are thrown
   *     away, and {@link #log} says what counts
   * @throws LockedException if the lock is no longer ours
   * @throws StoreException if the store fails; the compaction then counts or not, and the next
   *     start finds out which
   * @throws IllegalArgumentException if a replaced file does not count, or rows differ
   */
  public boolean commit(List<Compaction.Merged> merged) {
    int number = log.compactions().size();
    Compaction compaction =
        new Compaction(
            number,
            record.digest(),
            lock.id(),
            merged,
            merged.stream().mapToLong(each -> each.file().rows()).sum(),
            lock.host(),
            record.provenance());
    CommitLog next = log.and(compaction);
    Map<String, Long> lengths = new HashMap<>();
    for (FileStatus found : folder.list(compaction.staging())) {
      lengths.put(found.getPath().getName(), found.getLen());
    }
    for (Compaction.Merged each : merged) {
      WaveFile file = each.file();
      if (!Long.valueOf(file.bytes()).equals(lengths.get(file.name()))) {
        throw new StoreException(
            "%s/%s: this file must be %d bytes long, as it was written, got %d; nothing is replaced, run again."
                .formatted(
                    folder.place(compaction.staging()),
                    file.name(),
                    file.bytes(),
                    lengths.getOrDefault(file.name(), 0L)));
      }
    }
    lock.check();
    boolean ours =
        folder.create(Compaction.commit(number), temp("commit"), Seal.put(Json.write(compaction)));
    log = ours ? next : directory.log();
    recover();
    return ours;
  }

  /**
   * Checks that the run is complete and clears away all that is not results.
   *
   * @throws StoreException if trials are missing
   */
  public void finish() {
    lock.check();
    if (done() && !record.interval().isEmpty()) {
      record = record.counted(log.rows()); // now they are counted
    }
    if (done() && log.rows() != record.trials() && record.trials() == record.positions()) {
      throw lacking();
    }
    if (!done() || log.rows() != record.trials()) {
      throw new StoreException(
          "%s: a complete run must hold positions=%d and trials=%d, got positions=%d and trials=%d."
              .formatted(
                  folder.place(""), record.positions(), record.trials(), log.until(), log.rows()));
    }
    recover();
    directory.listedFiles(log);
    record(RunRecord.State.COMPLETE);
    finished = true;
  }

  /**
   * Every position holds a trial, and yet a commit has fewer: it says more positions than it had.
   */
  private StoreException lacking() {
    Wave wave =
        log.waves().stream()
            .filter(each -> each.rows() != each.until() - each.from())
            .findFirst()
            .orElseThrow();
    return CommitReader.damaged(
        folder,
        log.waves().subList(0, wave.wave()),
        log.next() - 1,
        "must hold a row for each of its positions %d to %d, got %d rows"
            .formatted(wave.from(), wave.until(), wave.rows()),
        null);
  }

  /**
   * Whether another driver has committed a wave that is being written, and so cleared our files
   * away; then {@link #from} says where to go on.
   *
   * @throws LockedException if the lock is no longer ours
   */
  public boolean overtaken(Staged staged) {
    lock.check();
    CommitLog now = directory.log();
    if (now.next() <= staged.wave()) {
      return false;
    }
    log = now;
    recover();
    return true;
  }

  /** A failure to write a wave's files, as the person should read it. */
  public StoreException failure(Staged staged, IOException cause) {
    return folder.failed(Wave.staging(lock.id(), staged.wave()), "write", cause);
  }

  /** Gives the lock back; a run that is not complete is marked as stopped. */
  @Override
  public void close() {
    lock.silence();
    try {
      if (finished) {
        folder.delete(RunDirectory.STAGING);
      } else {
        lock.check();
        record(RunRecord.State.STOPPED);
      }
    } catch (StoreException e) {
      // run.json is information only; whoever took the lock over writes it
    }
    if (unsettled) {
      lock.keepStaging();
    }
    lock.close();
  }

  /**
   * Finishes the moves that crashed drivers left, and removes what nobody can commit any more: what
   * other attempts staged under a number that is taken.
   */
  private void recover() {
    unsettled = true;
    for (FileStatus attempt : folder.list(RunDirectory.STAGING)) {
      String id = attempt.getPath().getName();
      for (FileStatus staged : folder.list(RunDirectory.STAGING + "/" + id)) {
        String name = staged.getPath().getName();
        log.wave(name).ifPresent(wave -> recover(wave, id));
        log.compaction(name).ifPresent(compaction -> recover(compaction, id));
      }
    }
    lock.predecessor().ifPresent(dead -> folder.delete(RunDirectory.STAGING + "/" + dead));
    unsettled = false;
  }

  private void recover(Wave wave, String attempt) {
    if (wave.attempt().equals(attempt)) {
      settle(wave.staging(), wave.folder(), wave.files());
      folder.delete(wave.staging());
    } else {
      folder.delete(Wave.staging(attempt, wave.wave()));
    }
  }

  /** What it staged goes last: as long as that is there, so may be what it replaced. */
  private void recover(Compaction compaction, String attempt) {
    if (compaction.attempt().equals(attempt)) {
      settle(
          compaction.staging(),
          compaction.folder(),
          compaction.files().stream().map(Compaction.Merged::file).toList());
      List<String> replaced =
          compaction.replaced().stream().map(name -> RunDirectory.WAVES + "/" + name).toList();
      Together.call(
          replaced,
          name -> {
            folder.delete(name);
            return name;
          });
      replaced.stream()
          .map(name -> name.substring(0, name.lastIndexOf('/')))
          .distinct()
          .forEach(folder::deleteIfEmpty);
      folder.delete(compaction.staging());
    } else {
      folder.delete(Compaction.staging(attempt, compaction.compaction()));
    }
  }

  /** Moves committed files to their place; safe to repeat and to do twice at once. */
  private void settle(String from, String to, List<WaveFile> files) {
    folder.mkdirs(to);
    List<Boolean> moved =
        Together.call(files, file -> folder.move(from + "/" + file.name(), to + "/" + file.name()));
    if (moved.contains(false)) {
      // gone, or replaced by a driver that took over meanwhile
      log = directory.log();
      directory.listedFiles(log);
    }
  }

  private void record(RunRecord.State state) {
    folder.replace(RunDirectory.RECORD, temp("run"), Json.write(record.with(state, log.rows())));
  }

  private String temp(String what) {
    return RunDirectory.STAGING + "/" + lock.id() + "/" + what;
  }
}
