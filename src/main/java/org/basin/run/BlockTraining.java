package org.basin.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.basin.space.Block;
import org.basin.trial.BlockRunner;
import org.basin.trial.Results;

/**
 * Trains the blocks of one task, each for so long at the most. With a limit they are trained on a
 * thread of their own: when a block takes too long, its trials become FAILED rows, the thread is
 * interrupted, and the next block gets another one. A training that ignores the interrupt goes on,
 * without effect, until the process ends.
 */
final class BlockTraining implements AutoCloseable {

  private static final long LOOK_MILLIS = 100;

  private final Supplier<BlockRunner> runners;
  private final Duration limit;
  private final Runnable look;
  private BlockRunner runner;
  private ExecutorService thread;
  private Future<?> current = CompletableFuture.completedFuture(null);
  private long past;
  private long lanes;
  private Map<String, Long> before = Map.of();
  private Map<String, Long> blocks = Map.of();

  /**
   * @param runners makes a runner for a thread
   * @param limit of one block; zero for none
   * @param look called now and then while a block is awaited; may throw to end it all
   */
  BlockTraining(Supplier<BlockRunner> runners, Duration limit, Runnable look) {
    this.runners = runners;
    this.limit = limit;
    this.look = look;
    begin();
  }

  private void begin() {
    runner = runners.get();
    if (!limit.isZero()) {
      thread =
          Executors.newSingleThreadExecutor(
              task -> {
                Thread made = new Thread(task, "basin-block");
                made.setDaemon(true);
                return made;
              });
    }
  }

  /**
   * Trains one block.
   *
   * @param how with a runner
   * @return columns that are valid until the next call
   * @throws OutOfMemoryError as the runner does
   */
  Results train(Block block, Function<BlockRunner, Results> how) {
    Results results = limit.isZero() ? how.apply(runner) : await(block, runner, how);
    lanes = past + runner.lanes();
    blocks = new HashMap<>(before);
    runner.blocks().forEach((engine, count) -> blocks.merge(engine, count, Long::sum));
    return results;
  }

  private Results await(Block block, BlockRunner own, Function<BlockRunner, Results> how) {
    Future<Results> results = thread.submit(() -> how.apply(own));
    current = results;
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        return results.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException working) {
        look.run();
        if (System.nanoTime() - end > 0) {
          abandon();
          return runner.fail(
              block,
              "the block of this trial must be trained within %d s, got more"
                  .formatted(limit.toSeconds()));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("a task was interrupted while it awaited a block", e);
      } catch (ExecutionException e) {
        throw rethrown(e.getCause());
      }
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  private void abandon() {
    past = lanes;
    before = blocks;
    stop();
    begin();
  }

  /** Tells the thread to stop; it gives the engine's memory back when it does. */
  private void stop() {
    current.cancel(true);
    var unused = thread.submit(runner::close);
    thread.shutdown();
  }

  /** Lanes stepped so far, for blocks that came to an end. */
  long lanes() {
    return lanes;
  }

  /** How many blocks each engine has trained so far, by its name. */
  Map<String, Long> blocks() {
    return blocks;
  }

  @Override
  public void close() {
    if (limit.isZero()) {
      runner.close();
    } else {
      stop();
    }
  }
}
