package org.basin.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * The same call to the store for many files at once: each takes milliseconds of waiting, and a wave
 * of a large cluster has thousands of files.
 */
final class Together {

  private static final int THREADS = 32;

  /** So few are done sooner than threads are started. */
  private static final int FEW = 16;

  private Together() {}

  /**
   * Calls it for each of them.
   *
   * @return what came of it, in their order
   * @throws RuntimeException what the first in their order threw, after all have ended
   */
  static <T, R> List<R> call(List<T> items, Function<T, R> call) {
    if (items.size() <= FEW) {
      return items.stream().map(call).toList();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "basin-store");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Callable<R>> calls = new ArrayList<>();
      items.forEach(item -> calls.add(() -> call.apply(item)));
      List<R> results = new ArrayList<>();
      for (Future<R> each : threads.invokeAll(calls)) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a commit was interrupted; the next start finds out", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
