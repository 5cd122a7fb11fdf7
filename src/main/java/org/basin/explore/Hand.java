package org.basin.explore;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.basin.run.UsageException;

/**
 * The trials that a hand on a slider asks for: at the most one in training and one that waits, the
 * newest. One that has trained for long ends when a newer one comes, and any one after a time.
 */
final class Hand {

  /** After so many milliseconds a newer move counts more than what is nearly done. */
  private static final long LONG = 300;

  /** What is asked for; gives back what is told. */
  interface Training {
    Object train() throws Exception;
  }

  /**
   * @param told of what came of it, or why nothing did
   */
  record Request(Training training, Consumer<Object> told, Consumer<Throwable> failed) {}

  private final Crew crew;
  private final Crew.Share share;
  private final ScheduledExecutorService clock;
  private final long patience;

  private Crew.Ticket current;
  private Optional<Request> waiting = Optional.empty();

  /**
   * @param patience for how many milliseconds a trial may train
   */
  Hand(Crew crew, Crew.Share share, ScheduledExecutorService clock, long patience) {
    this.crew = crew;
    this.share = share;
    this.clock = clock;
    this.patience = patience;
  }

  synchronized void ask(Request request) {
    if (current == null) {
      begin(request);
      return;
    }
    waiting.ifPresent(old -> old.failed.accept(new CancellationException("overtaken")));
    waiting = Optional.of(request);
    if (current.working() > LONG) {
      current.cancel();
    }
  }

  /** How many were asked for at a time that were not told of, at the most. */
  synchronized int inHand() {
    return (current == null ? 0 : 1) + (waiting.isPresent() ? 1 : 0);
  }

  private synchronized void begin(Request request) {
    AtomicBoolean told = new AtomicBoolean();
    Crew.Ticket[] ticket = new Crew.Ticket[1];
    ticket[0] = crew.submit(share, Crew.AT_ONCE, () -> train(request, told));
    current = ticket[0];
    clock.schedule(() -> impatient(ticket[0], request, told), patience, TimeUnit.MILLISECONDS);
  }

  private void train(Request request, AtomicBoolean told) {
    Object answer;
    try {
      answer = request.training.train();
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      if (told.compareAndSet(false, true)) {
        request.failed.accept(e);
        next();
      }
      return;
    }
    if (told.compareAndSet(false, true)) {
      request.told.accept(answer);
      next();
    }
  }

  private void impatient(Crew.Ticket ticket, Request request, AtomicBoolean told) {
    if (told.compareAndSet(false, true)) {
      ticket.cancel();
      request.failed.accept(
          new UsageException(
              "this trial was given %s s and took longer; a smaller one answers sooner"
                  .formatted(patience / 1000.0)));
      next();
      clock.schedule(ticket::abandon, LONG, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void next() {
    current = null;
    Optional<Request> newest = waiting;
    waiting = Optional.empty();
    newest.ifPresent(this::begin);
  }
}
