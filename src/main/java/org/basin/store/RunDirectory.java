package org.basin.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.basin.sweep.Remarks;
import org.basin.sweep.Revision;

/**
 * The directory of one run, as readers see it; reading needs no lock and changes nothing.
 *
 * <pre>
 * sweep.yaml          the sweep as run
 * run.json            {@link RunRecord}
 * commits/00000.json  {@link Wave}: what makes a wave count
 * waves/00000/        its Parquet files
 * commits/compact-00000.json  {@link Compaction}: what puts merged files in the place of others
 * waves/compact-00000/        the merged files
 * _lock, _staging/    of the driver at work; gone once the run is complete
 * </pre>
 */
public final class RunDirectory {

  static final String SWEEP = "sweep.yaml";
  static final String RECORD = "run.json";

  /** The sweeps of a run that was extended, the first one first. */
  static final String SWEEPS = "sweeps.json";

  static final String STAGING = "_staging";
  static final String WAVES = "waves";

  /** Any of these tells a run directory from a folder of something else. */
  private static final Set<String> MARKS = Set.of(RECORD, SWEEP, "commits", RunLock.NAME, STAGING);

  /** So many folders are looked at for runs; on a distant store each costs a question. */
  private static final int LOOKED = 100;

  private final Folder folder;

  private RunDirectory(Folder folder) {
    this.folder = folder;
  }

  /** The directory at a path, which need not exist yet. */
  public static RunDirectory at(Configuration configuration, Path path) {
    return of(Folder.open(configuration, path));
  }

  /** The directory at a path of the local disk: looking at it needs nothing of Hadoop. */
  public static RunDirectory local(Path path) {
    return of(Folder.local(path));
  }

  static RunDirectory of(Folder folder) {
    return new RunDirectory(folder);
  }

  Folder folder() {
    return folder;
  }

  /** How its file system is reached. */
  public Configuration configuration() {
    return folder.store().getConf();
  }

  /** Where a file stands that counts and is in its place. */
  public Path path(CommitLog.Live file) {
    return folder.path(WAVES + "/" + file.name());
  }

  /** Its full path. */
  public Path path() {
    return folder.path("");
  }

  /** Whether a folder is here, with a run in it or not. */
  public boolean present() {
    return folder.status("").filter(FileStatus::isDirectory).isPresent();
  }

  /** Whether a run stands here. */
  public boolean exists() {
    return folder.list("").stream().anyMatch(f -> MARKS.contains(f.getPath().getName()));
  }

  /**
   * Runs in this folder and in the folders in it, as paths from here: a few, for a person who looks
   * for one.
   */
  public List<String> runs() {
    return runs(LOOKED);
  }

  /**
   * The same, for who wants more of them.
   *
   * @param most folders that are looked at
   */
  public List<String> runs(int most) {
    List<String> found = new ArrayList<>();
    List<String> further = new ArrayList<>();
    int looked = 0;
    for (Iterator<String> each = folders("").iterator(); each.hasNext() && looked < most; ) {
      String name = each.next();
      looked++;
      if (holdsRun(name)) {
        found.add(name);
      } else {
        further.add(name);
      }
    }
    for (String outer : further) {
      for (String name : folders(outer)) {
        if (looked++ < most && holdsRun(name)) {
          found.add(name);
        }
      }
    }
    return found;
  }

  private List<String> folders(String name) {
    return folder.list(name).stream()
        .filter(FileStatus::isDirectory)
        .map(each -> each.getPath().getName())
        .filter(each -> !each.startsWith(".") && !each.startsWith("_"))
        .map(each -> name.isEmpty() ? each : name + "/" + each)
        .toList();
  }

  private boolean holdsRun(String name) {
    return folder.list(name).stream().anyMatch(f -> MARKS.contains(f.getPath().getName()));
  }

  /** The sweep as run; empty before a driver has started. */
  public Optional<String> sweep() {
    return folder.read(SWEEP);
  }

  /**
   * One of the sweeps of a run that was extended.
   *
   * @param digest of the sweep
   * @param sweep its canonical text
   */
  public record Said(String digest, String sweep) {}

  /** All of them, in order. */
  record History(List<Said> sweeps) {}

  /**
   * The sweeps of a run that was extended, the first one first; empty of any other.
   *
   * @throws StoreException if the file that holds them is garbled
   */
  public List<Said> history() {
    Optional<String> text = folder.read(SWEEPS);
    try {
      return text.map(it -> Json.read(it, History.class).sweeps()).orElse(List.of());
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "%s: this file must hold the JSON of the run's sweeps, but %s; put it back: which trial has which number depends on it."
              .formatted(folder.place(SWEEPS), e.getMessage()),
          e);
    }
  }

  /**
   * What run.json says; empty when it does not exist.
   *
   * @throws StoreException if it is garbled
   */
  public Optional<RunRecord> record() {
    return folder.read(RECORD).map(this::parse);
  }

  private RunRecord parse(String text) {
    try {
      return Json.read(text, RunRecord.class);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "%s: this file must hold the JSON of a run, but %s; remove it and run the sweep again: it is written anew from the commits."
              .formatted(folder.place(RECORD), e.getMessage()),
          e);
    }
  }

  /**
   * The committed waves.
   *
   * @throws StoreException if a commit file vanished or does not fit the others
   */
  public CommitLog log() {
    return CommitLog.read(folder);
  }

  /**
   * The Parquet files of all committed waves, wherever each one stands, for readers that verify
   * pages: what describes the pages is as it was written.
   *
   * @throws StoreException if one is gone, or its length or its footer is not that of its commit
   */
  public List<Path> files(CommitLog log) {
    return new StoredFiles(folder, log).require(StoredFiles.Depth.FOOTER);
  }

  /**
   * The same for readers that verify nothing: every byte is read here first, once in this process,
   * and is as it was written.
   *
   * @throws StoreException if one is gone or damaged
   */
  public List<Path> wholeFiles(CommitLog log) {
    return new StoredFiles(folder, log).require(StoredFiles.Depth.ALL);
  }

  /** The same, with no byte read: for a driver that has them from its own tasks. */
  List<Path> listedFiles(CommitLog log) {
    return new StoredFiles(folder, log).require(StoredFiles.Depth.LENGTH);
  }

  /**
   * What was committed at some moment.
   *
   * @param log the commits
   * @param value what was wanted of their files
   */
  public record Committed<T>(CommitLog log, T value) {}

  /** How often a reader starts over because files are replaced under its hands. */
  private static final int LOOKS = 5;

  /**
   * The committed files for readers that hold no lock, as {@link #files(CommitLog)} gives them; the
   * commits are read again when a compaction replaces files meanwhile.
   */
  public Committed<List<Path>> files() {
    return following(log(), this::files, files -> false);
  }

  /**
   * Where files stand that a reader has asked of already, as {@link #files(CommitLog)} gives them.
   *
   * @throws StoreException if they were replaced, and there are more rows now
   */
  public Committed<List<Path>> filesAgain(CommitLog known) {
    return sameRows(known, following(known, this::files, files -> false));
  }

  /** The same as {@link #wholeFiles} gives them. */
  public Committed<List<Path>> wholeFilesAgain(CommitLog known) {
    return sameRows(known, following(known, this::wholeFiles, files -> false));
  }

  private Committed<List<Path>> sameRows(CommitLog known, Committed<List<Path>> now) {
    if (now.log().rows() != known.rows()) {
      throw replaced(null);
    }
    return now;
  }

  /** What a reader says of whose answer rows were given already when a file of theirs went. */
  public StoreException replaced(Exception cause) {
    return new StoreException(
        "%s: the files of this run were merged into fewer while they were read; ask again."
            .formatted(folder.place("")),
        cause);
  }

  /** Reads every byte of the committed files, and tells of all that are damaged. */
  public Committed<Check> check() {
    return following(
        log(), log -> new StoredFiles(folder, log).check(), found -> !found.damaged().isEmpty());
  }

  /**
   * @param doubtful whether what was found may come of files that were replaced meanwhile
   */
  private <T> Committed<T> following(
      CommitLog known, Function<CommitLog, T> look, Predicate<T> doubtful) {
    CommitLog log = known;
    for (int looks = 1; ; looks++) {
      try {
        T found = look.apply(log);
        if (looks == LOOKS || !doubtful.test(found) || !compactedSince(log)) {
          return new Committed<>(log, found);
        }
      } catch (StoreException gone) {
        if (looks == LOOKS || !compactedSince(log)) {
          throw gone;
        }
      }
      log = log();
    }
  }

  /** Whether files that a reader knows of were replaced since. */
  public boolean compactedSince(CommitLog known) {
    return log().compactions().size() > known.compactions().size();
  }

  /**
   * Whether every position is committed and nothing is left to write or clean up, so that any
   * reader may glob {@code waves/*}{@code /*.parquet}.
   *
   * @param positions how many the space has
   */
  public boolean complete(CommitLog log, long positions) {
    return log.until() == positions
        && folder.status(STAGING).isEmpty()
        && folder.status(RunLock.NAME).isEmpty()
        && folder.status(SWEEP).isPresent()
        && sound().filter(known -> known.state() == RunRecord.State.COMPLETE).isPresent();
  }

  /**
   * Whether sweep.yaml and run.json rank trials and remark on them as a sweep does.
   *
   * @param sweep its canonical text
   * @param metric by which it ranks them
   * @param remarks of it
   */
  boolean says(String sweep, String metric, Remarks remarks) {
    return record()
            .filter(run -> run.metric().equals(metric))
            .filter(run -> new Remarks(run.notes(), run.tags()).equals(remarks))
            .isPresent()
        && sweep().map(RunDirectory::said).equals(Optional.of(said(sweep)));
  }

  /** What a canonical text says of the metric, and its remarks. */
  private static List<String> said(String sweep) {
    return sweep.lines().filter(line -> line.matches("(metric|notes|tags):.*")).toList();
  }

  /**
   * Makes sure that a sweep may be run here.
   *
   * @param digest of the sweep
   * @param sweep its canonical text
   * @return the committed waves
   * @throws StoreException if the folder holds something else, another sweep, or rows of another
   *     revision
   */
  public CommitLog admit(String digest, String sweep) {
    if (folder.status("").filter(FileStatus::isFile).isPresent()) {
      throw new StoreException(
          "%s: a run directory must be a folder, got a file; choose another output path."
              .formatted(folder.place("")));
    }
    List<String> names =
        folder.list("").stream()
            .map(FileStatus::getPath)
            .map(Path::getName)
            .filter(name -> !name.startsWith("."))
            .toList();
    if (!names.isEmpty() && names.stream().noneMatch(MARKS::contains)) {
      throw new StoreException(
          "%s: a run directory must be new, empty or hold a run, got a folder with %s; choose another output path."
              .formatted(folder.place(""), some(names, ", ")));
    }
    CommitLog log = log();
    requireRevision(log);
    Optional<String> recorded = recordedDigest(log);
    if (recorded.isPresent() && !recorded.get().equals(digest)) {
      throw new StoreException(
          "%s: this directory holds another sweep, and one directory holds one sweep; choose another output path or remove the directory. What differs:\n%s"
              .formatted(folder.place(""), differences(sweep)));
    }
    return log;
  }

  /**
   * Makes sure that this build makes the rows of a run.
   *
   * @throws StoreException if a build did whose rows differ
   */
  public void requireRevision(CommitLog log) {
    int revision = log.waves().stream().findFirst().map(Wave::revision).orElse(Revision.ROWS);
    if (revision != Revision.ROWS) {
      throw new StoreException(
          "%s: made by %s build, whose rows differ (revision %d, this is %d); give another name or output.path"
              .formatted(
                  folder.place(""),
                  revision < Revision.ROWS ? "an earlier" : "a later",
                  revision,
                  Revision.ROWS));
    }
  }

  /**
   * Makes sure, by reading alone, that no living process of this host works on the run: an early
   * answer before anything costly is started. Holding the run still takes {@link RunWriter#open}.
   *
   * @throws LockedException if one does
   */
  public void requireFree() {
    RunLock.peek(folder);
  }

  /** Who works on the run, or did when it was killed; empty when nobody holds it. */
  public Optional<Worker> worker() {
    return RunLock.worker(folder);
  }

  /** When the last wave was committed, by the store's clock; empty before the first. */
  public Optional<Instant> lastCommit(CommitLog log) {
    return log.waves().isEmpty()
        ? Optional.empty()
        : folder
            .status(Wave.commit(log.next() - 1))
            .map(file -> Instant.ofEpochMilli(file.getModificationTime()));
  }

  /**
   * The commits know best; without any, a run.json that is garbled or of another revision protects
   * nothing.
   */
  private Optional<String> recordedDigest(CommitLog log) {
    List<Said> history = history();
    if (!history.isEmpty()) {
      return Optional.of(history.get(history.size() - 1).digest());
    }
    if (!log.waves().isEmpty()) {
      return Optional.of(log.waves().get(0).digest());
    }
    return sound().filter(run -> run.revision() == Revision.ROWS).map(RunRecord::digest);
  }

  /**
   * What run.json says; empty when it does not exist or is garbled, since the commits know best.
   */
  public Optional<RunRecord> sound() {
    try {
      return record();
    } catch (StoreException garbled) {
      return Optional.empty();
    }
  }

  private String differences(String sweep) {
    Set<String> there = new LinkedHashSet<>(sweep().orElse("").lines().toList());
    Set<String> here = new LinkedHashSet<>(sweep.lines().toList());
    List<String> lines = new ArrayList<>();
    there.stream().filter(line -> !here.contains(line)).forEach(l -> lines.add("  there: " + l));
    here.stream().filter(line -> !there.contains(line)).forEach(l -> lines.add("  here:  " + l));
    return lines.isEmpty() ? "  the digest alone" : some(lines, "\n");
  }

  private static String some(List<String> all, String separator) {
    int most = 12;
    String shown = String.join(separator, all.subList(0, Math.min(most, all.size())));
    return all.size() <= most ? shown : shown + separator + "and " + (all.size() - most) + " more";
  }
}
