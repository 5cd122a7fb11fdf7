package org.basin.explore;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.basin.sweep.SweepException;

/** Trains a tile for a page, pass after pass, each of them cut so that all cores have a part. */
final class TileWork {

  /** A part has no fewer trials, where a pass has more. */
  private static final int FEWEST = 256;

  /** A part has no more trials, so that a hand on a slider does not wait long for a core. */
  private static final int MOST = 4096;

  /** Where what comes of it goes. */
  record Reply(Consumer<ByteBuffer> pass, Consumer<Throwable> failure) {}

  private final Crew crew;
  private final Crew.Share share;
  private final TileRequest request;
  private final Lattice lattice;
  private final Tile tile;
  private final Reply reply;
  private final int cores;

  /** Guarded by this. */
  private final List<Crew.Ticket> tickets = new ArrayList<>();

  private boolean stopped;

  TileWork(
      Crew crew,
      int cores,
      Crew.Share share,
      TileRequest request,
      Lattice lattice,
      Tile tile,
      Reply reply) {
    this.crew = crew;
    this.cores = cores;
    this.share = share;
    this.request = request;
    this.lattice = lattice;
    this.tile = tile;
    this.reply = reply;
  }

  /** Sends what is known and trains what is not. */
  void begin() {
    int known = tile.known();
    if (known > 0) {
      reply.pass.accept(tile.message(request.id(), known - 1));
    }
    pass(known);
  }

  /** The page needs it no more. */
  synchronized void stop() {
    stopped = true;
    tickets.forEach(Crew.Ticket::cancel);
  }

  /** A part of a pass. */
  private record Part(int[] columns, int[] rows) {}

  private synchronized void pass(int pass) {
    tickets.clear();
    if (stopped || pass == Tile.PASSES) {
      return;
    }
    List<Part> parts = parts(pass);
    AtomicInteger left = new AtomicInteger(parts.size());
    for (Part part : parts) {
      tickets.add(
          crew.submit(
              share,
              Crew.AT_ONCE + 1 + pass,
              () -> {
                if (train(part) && left.decrementAndGet() == 0) {
                  tile.known(pass + 1);
                  reply.pass.accept(tile.message(request.id(), pass));
                  pass(pass + 1);
                }
              }));
    }
  }

  private boolean train(Part part) {
    try {
      lattice.train(tile, part.columns, part.rows);
      return true;
    } catch (CancellationException stop) {
      return false;
    } catch (SweepException | RuntimeException | OutOfMemoryError e) {
      stop();
      reply.failure.accept(e);
      return false;
    }
  }

  /** What a pass has and the one before has not: new columns of all its rows, new rows of old. */
  private List<Part> parts(int pass) {
    int stride = Tile.stride(pass);
    int[] all = IntStream.range(0, Tile.SIZE / stride).map(k -> k * stride).toArray();
    if (pass == 0) {
      return cut(all, all);
    }
    int[] old = IntStream.of(all).filter(k -> k % (2 * stride) == 0).toArray();
    int[] fresh = IntStream.of(all).filter(k -> k % (2 * stride) != 0).toArray();
    List<Part> parts = new ArrayList<>(cut(fresh, all));
    parts.addAll(cut(old, fresh));
    return parts;
  }

  private List<Part> cut(int[] columns, int[] rows) {
    int trials = columns.length * rows.length;
    int wanted = Math.max(trials / MOST, Math.min(cores, Math.max(1, trials / FEWEST)));
    int each = (rows.length + wanted - 1) / wanted;
    List<Part> parts = new ArrayList<>();
    for (int from = 0; from < rows.length; from += each) {
      int begin = from;
      int end = Math.min(rows.length, from + each);
      parts.add(new Part(columns, IntStream.range(begin, end).map(k -> rows[k]).toArray()));
    }
    return parts;
  }
}
