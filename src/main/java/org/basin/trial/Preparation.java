package org.basin.trial;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.basin.data.Dataset;
import org.basin.space.Block;

/**
 * Makes ahead what an engine takes a while to make for the structures of a job, in the order of
 * their trials, on a thread of its own: beside the start of Spark, and beside waves. What goes
 * wrong there is not told: it goes wrong again where trials are trained.
 */
public final class Preparation implements AutoCloseable {

  /** Structures that it is ahead of training. */
  private static final int AHEAD = 64;

  private final Job job;
  private final Supplier<Dataset> data;
  private boolean everywhere;
  private final NavigableMap<Integer, Map<String, byte[]>> made = new ConcurrentSkipListMap<>();
  private final Thread thread = new Thread(this::work, "basin-preparation");

  /** The structure of the trials at work. */
  private int current;

  private int next;
  private int until;
  private boolean idle;

  /**
   * Begins at once.
   *
   * @param job with its engine named
   * @param data what is learned
   * @param from the first position to be trained
   */
  public Preparation(Job job, Supplier<Dataset> data, long from) {
    this.job = job;
    this.data = data;
    at(from, Math.min(from + 1, job.space().positions()));
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Trials at some positions are trained now.
   *
   * @return what is made for their structures by now, by name
   */
  public synchronized Map<String, byte[]> at(long from, long end) {
    int first = structure(from, end);
    int last = Math.max(first, structure(Math.max(from, end - 1), end));
    current = first;
    next = Math.max(next, first);
    until = Math.max(until, last + AHEAD);
    notifyAll();
    Map<String, byte[]> now = new HashMap<>();
    made.subMap(first, true, last, true).values().forEach(now::putAll);
    return now;
  }

  /** The structure of the first trial in some positions; 0 if there is none. */
  private int structure(long from, long end) {
    if (from >= end) {
      return 0;
    }
    Iterator<Block> blocks = job.space().blocks(from, end, 1).iterator();
    return blocks.hasNext() ? blocks.next().structure() : 0;
  }

  /** For other machines than this one, too, from the structure on that is trained now. */
  public synchronized void everywhere() {
    everywhere = true;
    next = current;
    notifyAll();
  }

  private synchronized boolean forAll() {
    return everywhere;
  }

  private void work() {
    try (BlockRunner runner = new BlockRunner(job, true, data)) {
      for (int structure = next(); structure >= 0; structure = next()) {
        made.put(structure, runner.ahead(structure, forAll()));
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      made.clear();
    }
  }

  /** The next structure, once it is near; -1 when this is closed. */
  private synchronized int next() {
    try {
      while (next >= near()) {
        idle = true;
        notifyAll();
        wait();
      }
    } catch (InterruptedException e) {
      return -1;
    }
    idle = false;
    return next++;
  }

  private int near() {
    return Math.min(until, job.space().structures().size());
  }

  /** Waits until it is as far ahead as it goes. */
  synchronized void finish() throws InterruptedException {
    while (!idle || next < near()) {
      wait();
    }
  }

  /** What is made by then stays with this JVM. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
