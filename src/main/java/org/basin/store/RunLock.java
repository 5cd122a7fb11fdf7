package org.basin.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;

/**
 * The lock of a run: one driver works, others are told who does. It saves work and keeps messages
 * clear; that every trial counts once hangs on the commit files alone, so that even a lock broken
 * by force duplicates nothing.
 *
 * <p>{@code _lock} is created in one step and never rewritten. The holder's sign of life is a file
 * of its own, {@code _staging/ID/beat}, so that a late beat cannot overwrite another's lock.
 */
final class RunLock implements AutoCloseable {

  static final String NAME = "_lock";

  /** A holder on another host that has been silent for so long is taken for dead. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  private static final Duration BEAT = Duration.ofSeconds(5);

  private final Folder folder;
  private final LockHolder holder;
  private final ScheduledExecutorService timer;
  private final ScheduledFuture<?> beats;
  private final Optional<String> predecessor;
  private volatile boolean lost;
  private boolean staged;

  private RunLock(Folder folder, LockHolder holder, Optional<String> predecessor) {
    this.folder = folder;
    this.holder = holder;
    this.predecessor = predecessor;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "basin-lock");
              thread.setDaemon(true);
              return thread;
            });
    this.beats =
        timer.scheduleWithFixedDelay(
            this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Takes the lock.
   *
   * @param force take it from whoever holds it
   * @throws LockedException if a living process holds it
   */
  static RunLock acquire(Folder folder, boolean force) {
    String id = UUID.randomUUID().toString().substring(0, 13);
    LockHolder self = LockHolder.here(id, Instant.now());
    String text = Json.write(self);
    try {
      for (boolean mayForce = force; ; mayForce = false) {
        Optional<String> found = folder.read(NAME);
        if (found.isPresent()) {
          breakOrRefuse(folder, found.get(), self, mayForce);
        }
        folder.requireRefusal(home(id) + "/taken");
        folder.write(beatOf(id), self.since());
        if (folder.create(NAME, home(id) + "/lock", text)) {
          return new RunLock(folder, self, found.flatMap(RunLock::gone));
        }
      }
    } catch (RuntimeException e) {
      tidy(folder, id);
      throw e;
    }
  }

  /**
   * Refuses what {@link #acquire} without force would surely refuse, and writes nothing. Whether a
   * holder on another host still lives is left to {@link #acquire}, which asks the store's clock.
   *
   * @throws LockedException if a living process of this host holds the lock
   */
  static void peek(Folder folder) {
    Optional<LockHolder> other = folder.read(NAME).flatMap(RunLock::parse);
    if (other.isPresent() && other.get().onThisHost() && other.get().alive()) {
      throw held(folder, other.get());
    }
  }

  /** Who holds the lock of a folder, and when that process was last heard of. */
  static Optional<Worker> worker(Folder folder) {
    return folder.read(NAME).flatMap(RunLock::parse).map(holder -> worker(folder, holder));
  }

  private static Worker worker(Folder folder, LockHolder holder) {
    Optional<FileStatus> last = folder.status(beatOf(holder.id())).or(() -> folder.status(NAME));
    Instant seen = Instant.ofEpochMilli(last.map(FileStatus::getModificationTime).orElse(0L));
    boolean alive =
        holder.onThisHost()
            ? holder.alive()
            : Duration.between(seen, Instant.now()).compareTo(SILENCE) <= 0;
    return new Worker(holder.host(), holder.pid(), Instant.parse(holder.since()), seen, alive);
  }

  /** The name of this holding and of its staging folder. */
  String id() {
    return holder.id();
  }

  /** The holding before ours, when its process is known to be gone. */
  Optional<String> predecessor() {
    return predecessor;
  }

  String host() {
    return holder.host();
  }

  /**
   * Makes sure that the lock is still ours.
   *
   * @throws LockedException if it vanished or another process took it
   */
  void check() {
    if (!lost) {
      lost = !ours(folder.read(NAME));
    }
    if (lost) {
      throw new LockedException(
          "%s: this driver must hold the lock to go on, but %s; it stops here. Committed waves are untouched."
              .formatted(
                  folder.place(NAME),
                  folder
                      .read(NAME)
                      .map(text -> "it is held by " + name(text))
                      .orElse("it is gone")));
    }
  }

  /** One sign of life; package-private so that tests need not wait for the timer. */
  void beat() {
    try {
      folder.write(beatOf(id()), Instant.now().toString());
      lost |= !ours(folder.read(NAME));
    } catch (StoreException unreachable) {
      // the next beat tries again; the check before a commit reports what lasts
    }
  }

  /** Stops the signs of life, so that nothing is written any more except by the caller. */
  void silence() {
    beats.cancel(false);
    timer.shutdown();
    try {
      if (!timer.awaitTermination(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        // one that waits for its store would be written after all was cleared away
        timer.shutdownNow();
        timer.awaitTermination(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What lies in our staging folder may count, and is left to the next holder. */
  void keepStaging() {
    staged = true;
  }

  /** Gives the lock back, if it is still ours. */
  @Override
  public void close() {
    silence();
    if (ours(folder.read(NAME))) {
      folder.delete(NAME);
    }
    if (!staged) {
      tidy(folder, id());
    }
  }

  private boolean ours(Optional<String> text) {
    return text.flatMap(RunLock::parse).filter(found -> found.id().equals(id())).isPresent();
  }

  private static void breakOrRefuse(Folder folder, String text, LockHolder self, boolean force) {
    String id = self.id();
    Optional<LockHolder> other = parse(text);
    if (!force && other.isPresent() && !dead(folder, other.get(), self)) {
      throw held(folder, other.get());
    }
    // moved aside, not deleted: of two who find the same dead lock, one gets hold of it
    String aside = home(id) + "/broken";
    folder.mkdirs(home(id));
    if (!folder.move(NAME, aside)) {
      return;
    }
    Optional<String> moved = folder.read(aside);
    if (moved.isPresent() && !moved.get().equals(text)) {
      folder.create(NAME, home(id) + "/back", moved.get());
    }
    folder.delete(aside);
  }

  private static LockedException held(Folder folder, LockHolder other) {
    return new LockedException(
        "%s: another process holds this run: %s; wait for it, or take the run over with --force."
            .formatted(folder.place(""), other));
  }

  /** Whether the holder cannot be at work any more. */
  private static boolean dead(Folder folder, LockHolder other, LockHolder self) {
    if (other.onThisHost()) {
      return !other.alive();
    }
    if (self.replaces(other)) {
      return true;
    }
    // both times come from the store's clock
    String id = self.id();
    folder.write(beatOf(id), "");
    Optional<FileStatus> last = folder.status(beatOf(other.id())).or(() -> folder.status(NAME));
    long now = folder.status(beatOf(id)).map(FileStatus::getModificationTime).orElse(0L);
    return last.isEmpty() || now - last.get().getModificationTime() > SILENCE.toMillis();
  }

  private static Optional<String> gone(String text) {
    return parse(text).filter(other -> other.onThisHost() && !other.alive()).map(LockHolder::id);
  }

  /** A garbled lock has no holder: locks are created whole. */
  private static Optional<LockHolder> parse(String text) {
    try {
      return Optional.of(LockHolder.parse(text));
    } catch (IllegalArgumentException garbled) {
      return Optional.empty();
    }
  }

  private static String name(String text) {
    return parse(text).map(LockHolder::toString).orElse("someone unknown");
  }

  private static void tidy(Folder folder, String id) {
    try {
      folder.delete(home(id));
      folder.deleteIfEmpty(RunDirectory.STAGING);
    } catch (StoreException stray) {
      // the next holder of the lock removes it
    }
  }

  private static String home(String id) {
    return RunDirectory.STAGING + "/" + id;
  }

  private static String beatOf(String id) {
    return home(id) + "/beat";
  }
}
