package org.basin.run;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.basin.run.Done.Aside;
import org.basin.run.Stretch.Company;
import org.basin.run.Stretch.Piece;
import org.basin.store.Outage;

/**
 * Trains the stretches of a wave, whatever happens to the processes that do it. What is left undone
 * when a job fails is tried again, the stretch whose task was lost in smaller ones; what tasks put
 * aside is trained with nothing else at work; and only positions that end a process even then,
 * twice or as often as Spark tries, become FAILED rows. So no trial fails because of others.
 */
final class Rounds {

  /** Parts that the stretch of a lost task is cut into. */
  private static final int PARTS = 8;

  private final Tasks tasks;
  private final int block;
  private final BooleanSupplier stopped;
  private final Deque<Aside> aside = new ArrayDeque<>();
  private final List<Done> done = new ArrayList<>();
  private final Set<Integer> finished = new HashSet<>();
  private int next;

  /** Who runs tasks. */
  interface Tasks {

    /**
     * Runs one task a stretch, all at once.
     *
     * @param finished told of each that succeeds; from one thread at a time
     * @throws OutageException if the store may come back
     * @throws IOException if the store fails
     */
    void run(List<Stretch> stretches, Consumer<Done> finished) throws IOException;

    /**
     * Writes FAILED rows for positions that end the processes that train them.
     *
     * @throws OutageException if the store may come back
     * @throws IOException if the store fails
     */
    Done giveUp(Stretch stretch, String reason) throws IOException;
  }

  /**
   * @param block positions in a block, below which nothing is cut
   * @param stopped whether the run shall end with what is done
   */
  Rounds(Tasks tasks, int block, BooleanSupplier stopped) {
    this.tasks = tasks;
    this.block = block;
    this.stopped = stopped;
  }

  /**
   * Trains them.
   *
   * @param told of what a task has done; from one thread at a time
   * @return what was done: all of it, unless stopped
   * @throws IOException if the store fails
   */
  List<Done> train(List<Stretch> stretches, Consumer<Done> told) throws IOException {
    next = stretches.size();
    List<Stretch> left = stretches;
    Optional<Outage> outage = Optional.empty();
    while ((!left.isEmpty() || !aside.isEmpty()) && !stopped.getAsBoolean()) {
      int before = done.size();
      try {
        left = left.isEmpty() ? alone(aside.peek(), told) : together(left, told);
        outage = Optional.empty();
      } catch (OutageException e) {
        left = left.stream().filter(each -> !finished.contains(each.number())).toList();
        if (outage.isEmpty() || done.size() > before) {
          outage = Optional.of(new Outage(Outage.PATIENCE));
        }
        if (!stopped.getAsBoolean() && !outage.get().pause(stopped)) {
          throw new IOException(e.getMessage(), e);
        }
      } catch (IOException | RuntimeException e) {
        if (!stopped.getAsBoolean()) {
          throw e;
        }
      }
    }
    return done();
  }

  /** Tasks of a cancelled job may still report. */
  private synchronized List<Done> done() {
    return List.copyOf(done);
  }

  /** One job of many tasks; what it leaves undone. */
  private List<Stretch> together(List<Stretch> stretches, Consumer<Done> told) throws IOException {
    Map<Integer, Stretch> undone = new TreeMap<>();
    stretches.forEach(each -> undone.put(each.number(), each));
    try {
      tasks.run(
          stretches,
          each -> {
            undone.remove(each.stretch());
            take(each, told);
          });
      return List.of();
    } catch (LostTaskException e) {
      List<Stretch> left = new ArrayList<>();
      OptionalInt task = e.task();
      for (Stretch each : undone.values()) {
        boolean suspect = task.isEmpty() || stretches.get(task.getAsInt()).equals(each);
        if (!suspect) {
          left.add(each);
        } else if (each.length() <= block) {
          aside.push(new Aside(each.from(), each.until(), e.getMessage()));
        } else {
          each.pieces(PARTS, block).forEach(piece -> left.add(stretch(piece, Company.SHARED)));
        }
      }
      return left;
    }
  }

  /** One job of one task; leaves nothing undone but what it puts aside. */
  private List<Stretch> alone(Aside suspect, Consumer<Done> told) throws IOException {
    Stretch stretch = stretch(new Piece(suspect.from(), suspect.until()), Company.ALONE);
    List<Done> alone = new ArrayList<>();
    try {
      tasks.run(List.of(stretch), alone::add);
    } catch (LostTaskException e) {
      if (stopped.getAsBoolean()) {
        return List.of(); // the signal ends tasks, too
      }
      if (stretch.length() <= block) {
        giveUp(stretch, e.getMessage(), told);
      } else {
        aside.pop();
        stretch
            .pieces(PARTS, block)
            .forEach(piece -> aside.push(new Aside(piece.from(), piece.until(), e.getMessage())));
      }
      return List.of();
    }
    Done one = alone.get(0);
    boolean untouched =
        one.aside().size() == 1
            && one.aside().get(0).from() == stretch.from()
            && one.aside().get(0).until() == stretch.until();
    if (untouched && stopped.getAsBoolean()) {
      return List.of();
    }
    if (untouched) {
      giveUp(stretch, one.aside().get(0).reason(), told);
    } else {
      aside.pop();
      take(one, told);
    }
    return List.of();
  }

  /** What was put aside last stays there until its FAILED rows are written. */
  private void giveUp(Stretch stretch, String reason, Consumer<Done> told) throws IOException {
    Done failed = tasks.giveUp(stretch, reason);
    aside.pop();
    take(failed, told);
  }

  private synchronized void take(Done each, Consumer<Done> told) {
    done.add(each);
    finished.add(each.stretch());
    each.aside().forEach(aside::push);
    told.accept(each);
  }

  private Stretch stretch(Piece piece, Company company) {
    return new Stretch(next++, piece.from(), piece.until(), company);
  }
}
