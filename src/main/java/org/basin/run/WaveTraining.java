package org.basin.run;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.basin.store.Staged;
import org.basin.store.Written;

/** Who trains a wave and writes its files: Spark, or in tests a plain loop. */
interface WaveTraining extends AutoCloseable {

  /**
   * What training a wave gave.
   *
   * @param work that it took
   * @param failed trials that FAILED
   * @param until one past the last position that was trained: the end of the wave, unless stopped
   * @param files those written into the staged folder that hold the trials before {@code until}
   */
  record Trained(Work work, long failed, long until, List<Written> files) {}

  /**
   * Trains the trials of a staged wave and writes them as Parquet files into its folder.
   *
   * @param tasks how many parts to train at once or in turn
   * @param finished told how many rows a task has written, when it ends; from any thread
   * @throws IOException if the files cannot be written
   */
  Trained train(Staged staged, int tasks, LongConsumer finished) throws IOException;

  /**
   * Makes a call of {@link #train} on another thread return soon, with what is trained from the
   * wave's start on without a gap. Tasks at work end at their next block, or at once where they
   * cannot be told.
   */
  void stop();

  /** Makes it return at once: tasks that are still at work count for nothing. */
  void cancel();

  /** How many tasks train at once. */
  int cores();

  /** The engine that does the arithmetic. */
  String engine();

  /** The columns it writes, name to type, in order. */
  Map<String, String> columns();

  /** Version, Java, OS, CPU and the like. */
  Map<String, String> provenance();

  /** How the store is reached. */
  Configuration configuration();

  @Override
  void close();
}
