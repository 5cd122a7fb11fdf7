package org.basin.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The threads that train, one to a core. What a hand on a slider waits for comes first; then the
 * page that has had the least time of the cores; of its work the coarsest pass; then the oldest.
 */
final class Crew implements AutoCloseable {

  /** The rank of what a person waits for. */
  static final int AT_ONCE = 0;

  /** One page's share of the cores. */
  static final class Share {
    private long nanos;
  }

  /** A piece of work that waits or is done. */
  final class Ticket {
    private final Share share;
    private final int rank;
    private final long number;
    private final Runnable work;
    private Thread runner;
    private long since;
    private boolean cancelled;

    private Ticket(Share share, int rank, long number, Runnable work) {
      this.share = share;
      this.rank = rank;
      this.number = number;
      this.work = work;
    }

    /** Work that waits is left out; work in hand is told to stop. */
    void cancel() {
      synchronized (Crew.this) {
        cancelled = true;
        waiting.remove(this);
        if (runner != null) {
          runner.interrupt();
        }
      }
    }

    /** For how many milliseconds it has been in work; 0 while it waits and once it is done. */
    long working() {
      synchronized (Crew.this) {
        return runner == null ? 0 : (System.nanoTime() - since) / 1_000_000;
      }
    }

    boolean cancelled() {
      synchronized (Crew.this) {
        return cancelled;
      }
    }

    /** Gives the crew another thread in place of one that does not hear. */
    void abandon() {
      synchronized (Crew.this) {
        if (runner != null && threads.remove(runner)) {
          hire();
        }
      }
    }
  }

  private static final Comparator<Ticket> ORDER =
      Comparator.comparing((Ticket ticket) -> ticket.rank != AT_ONCE)
          .thenComparing(ticket -> ticket.share.nanos)
          .thenComparing(ticket -> ticket.rank)
          .thenComparing(ticket -> ticket.number);

  private final Set<Ticket> waiting = new HashSet<>();
  private final Set<Ticket> working = new HashSet<>();
  private final Set<Thread> threads = new HashSet<>();
  private final List<Share> shares = new ArrayList<>();
  private long tickets;
  private boolean closed;

  Crew(int threads) {
    synchronized (this) {
      for (int i = 0; i < threads; i++) {
        hire();
      }
    }
  }

  private void hire() {
    Thread thread = new Thread(this::work, "basin-explore-" + tickets++);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** The share of a page that opens: as if it had had as much as the one with the least. */
  synchronized Share join() {
    Share share = new Share();
    share.nanos = shares.stream().mapToLong(one -> one.nanos).min().orElse(0);
    shares.add(share);
    return share;
  }

  /** A page closes: its work is left out. */
  synchronized void leave(Share share) {
    shares.remove(share);
    List.copyOf(waiting).stream().filter(one -> one.share == share).forEach(Ticket::cancel);
    List.copyOf(working).stream().filter(one -> one.share == share).forEach(Ticket::cancel);
  }

  synchronized Ticket submit(Share share, int rank, Runnable work) {
    Ticket ticket = new Ticket(share, rank, tickets++, work);
    waiting.add(ticket);
    notifyAll();
    return ticket;
  }

  private void work() {
    for (Ticket ticket = next(); ticket != null; ticket = next()) {
      try {
        ticket.work.run();
      } finally {
        done(ticket);
      }
    }
  }

  private synchronized Ticket next() {
    try {
      while (waiting.isEmpty() || closed) {
        if (closed || !threads.contains(Thread.currentThread())) {
          return null;
        }
        wait();
      }
    } catch (InterruptedException told) {
      return threads.contains(Thread.currentThread()) && !closed ? next() : null;
    }
    if (!threads.contains(Thread.currentThread())) {
      return null;
    }
    Ticket ticket = waiting.stream().min(ORDER).orElseThrow();
    waiting.remove(ticket);
    working.add(ticket);
    ticket.runner = Thread.currentThread();
    ticket.since = System.nanoTime();
    return ticket;
  }

  private synchronized void done(Ticket ticket) {
    ticket.share.nanos += System.nanoTime() - ticket.since;
    ticket.runner = null;
    working.remove(ticket);
    Thread.interrupted(); // it was told to this piece of work, not to the next
  }

  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
    threads.forEach(Thread::interrupt);
    notifyAll();
  }
}
