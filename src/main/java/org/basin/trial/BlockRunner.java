package org.basin.trial;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.kernel.Device;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Learner;
import org.basin.learn.Score;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.space.Structure;

/**
 * Trains blocks of one sweep, one after the other, on one thread. Holds the engine and the learner
 * of the last structure; not safe for use by several threads. Closed, it gives back what the engine
 * holds outside of Java's heap.
 */
public final class BlockRunner implements AutoCloseable {

  /** Whether other threads may hold the memory that is missing. */
  private enum Memory {
    SHARED,
    OWN
  }

  /** Looks at a trial before it is trained and when its row is filled. */
  public interface Onlooker {
    /**
     * A trial that has its start parameters; one that stands beside a trial that fails is started
     * again.
     *
     * @param results their trials and seeds are valid
     * @param learner holds the trial in a lane; not to be kept
     */
    default void started(Results results, int row, Learner learner, int lane) {}

    /**
     * A trial that was trained; what this throws is thrown.
     *
     * @param results their rows up to and including this one are valid
     * @param learner holds the trial in a lane; not to be kept
     */
    void trained(Results results, int row, Learner learner, int lane);
  }

  private final Job job;
  private final Space space;
  private final Engine engine;
  private final boolean train;
  private final Device device;
  private final Supplier<Dataset> source;

  private final double[] laneValues;

  private final List<Score> scores;

  private final int histories;

  private final int outputs;

  /** Blocks by the engine that trained them. */
  private final Map<String, Long> blocks = new TreeMap<>();

  private Dataset data;
  private Engine.Ready ready;
  private Kernels kernels;
  private Learner learner;
  private int structure = -1;
  private int readyLanes;
  private Results results;
  private Onlooker onlooker = (results, row, learner, lane) -> {};
  private long trained;
  private long lanes;

  /** Of the structure at work: trials, and nanoseconds that their trainings took. */
  private long ofStructure;

  private long nanoseconds;

  /**
   * @param job what is trained
   * @param train whether metrics are wanted; when false no trial is trained and only trial,
   *     replicate, seed and places are filled
   * @throws org.basin.kernel.EngineRefusedException when the sweep names an engine that can't work
   *     here
   */
  public BlockRunner(Job job, boolean train) {
    this(job, train, () -> Datasets.of(job.sweep().data()));
  }

  /**
   * @param train as above
   * @param data what is learned; read once, when the first block is trained
   * @throws org.basin.kernel.EngineRefusedException when the sweep names an engine that can't work
   *     here
   */
  public BlockRunner(Job job, boolean train, Supplier<Dataset> data) {
    this(job, train, Device.ANY, data);
  }

  /**
   * @param device the GPU to train on, for an engine that uses one
   * @param data as above
   * @throws org.basin.kernel.EngineRefusedException when the sweep names an engine that can't work
   *     here
   */
  public BlockRunner(Job job, boolean train, Device device, Supplier<Dataset> data) {
    this.job = job;
    this.space = job.space();
    this.train = train;
    this.device = device;
    this.source = data;
    engine = job.engine().here();
    engine.require();
    scores = job.scores();
    histories = job.histories().size();
    outputs = job.outputs().size();
    results = new Results(0, space.axes(), scores.size(), histories, outputs);
    laneValues = new double[results.lane.length];
  }

  /** Sets what looks at each trial that does not fail, from the next block on. */
  public void show(Onlooker onlooker) {
    this.onlooker = onlooker;
  }

  /**
   * Trains the trials of a block. A trial whose training throws becomes a FAILED row; the trials
   * beside it are trained again without it, which gives the rows they would have had anyway.
   *
   * @return columns that are valid until the next call
   * @throws org.basin.data.DataException if the data cannot be used
   * @throws CancellationException if this thread is interrupted
   * @throws OutOfMemoryError if memory does not suffice; the engine's is given back, and {@link
   *     #runSparingly} may do
   */
  public Results run(Block block) {
    describe(block);
    if (train) {
      load();
      if (learner != null && structure == block.structure() && ready.better(remaining())) {
        close();
      }
      int together = lanes(block.structure());
      for (int first = 0; first < results.rows; first += together) {
        int until = Math.min(first + together, results.rows);
        try {
          train(block.structure(), first, until);
        } catch (OutOfMemoryError | CancellationException e) {
          close();
          throw e;
        } catch (RuntimeException | StackOverflowError e) {
          trainOneByOne(block.structure(), first, until, Memory.SHARED);
          continue;
        }
        show(first, until);
      }
      if (ready != null) {
        blocks.merge(ready.engine(), 1L, Long::sum);
      }
    }
    return results;
  }

  /** About how many trials of a structure there are. */
  private double trials() {
    return (double) space.positions() / Math.max(1, space.structures().size());
  }

  /** Nanoseconds that the other trials of the structure at work take, as those took before. */
  private double remaining() {
    return Math.max(0, trials() - ofStructure) * nanoseconds / Math.max(1, ofStructure);
  }

  /** Makes an engine ready for a structure. */
  private void ready(int wanted, int filled) {
    Structure form = space.structures().get(wanted);
    if (structure != wanted || ready == null) {
      ofStructure = 0;
      nanoseconds = 0;
    }
    ready = engine.ready(filled, device, trials(), it -> job.learner(form, data, it)::train);
    structure = wanted;
    readyLanes = filled;
  }

  /**
   * Trains the trials of a block one after the other. Those for which memory does not suffice
   * become FAILED rows; so call this where nothing else takes memory.
   *
   * @return as {@link #run}
   */
  public Results runSparingly(Block block) {
    describe(block);
    load();
    trainOneByOne(block.structure(), 0, results.rows, Memory.OWN);
    return results;
  }

  /**
   * FAILED rows for the trials of a block, which are not trained.
   *
   * @return as {@link #run}
   */
  public Results fail(Block block, String reason) {
    describe(block);
    fail(0, results.rows, reason);
    return results;
  }

  private void load() {
    if (data == null) {
      data = source.get();
    }
  }

  private void describe(Block block) {
    int most = Math.toIntExact(block.until() - block.from());
    if (results.capacity() < most) {
      results = new Results(most, space.axes(), scores.size(), histories, outputs);
    }
    results.describe(space.cursor(block.from(), block.until()));
  }

  private int lanes(int structure) {
    return job.lanes(engine, space.structures().get(structure), data);
  }

  private void trainOneByOne(int wanted, int first, int until, Memory memory) {
    int row = first;
    while (row < until) {
      int next = row + 1;
      boolean failed = false;
      try {
        train(wanted, row, next);
      } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
        boolean made = learner != null;
        close();
        if (e instanceof CancellationException cancelled) {
          throw cancelled;
        }
        if (e instanceof OutOfMemoryError exhausted && memory == Memory.SHARED) {
          throw exhausted;
        }
        // where no learner can be made, none can for the others of this structure
        next = made ? next : until;
        fail(row, next, e.toString());
        failed = true;
      }
      if (!failed) {
        show(row, next);
      }
      row = next;
    }
  }

  private void show(int first, int until) {
    for (int row = first; row < until; row++) {
      onlooker.trained(results, row, learner, row - first);
    }
  }

  private void fail(int first, int until, String reason) {
    for (int row = first; row < until; row++) {
      results.state[row] = Results.State.FAILED;
      results.failure[row] = reason;
      forget(row);
    }
  }

  /** Trains rows {@code [first, until)}, at most as many as there are lanes. */
  private void train(int wanted, int first, int until) {
    if (structure != wanted || learner == null || learner.lanes() < until - first) {
      close();
      int filled = engine.filled(lanes(wanted), until - first);
      if (ready == null || structure != wanted || readyLanes != filled) {
        ready(wanted, filled);
      }
      kernels = ready.open();
      learner = job.learner(space.structures().get(wanted), data, kernels);
    }
    for (int lane = 0; lane < until - first; lane++) {
      int row = first + lane;
      for (int i = 0; i < laneValues.length; i++) {
        laneValues[i] = results.lane[i][row];
      }
      learner.start(lane, results.seed[row], laneValues);
      onlooker.started(results, row, learner, lane);
    }
    long start = System.nanoTime();
    learner.train();
    nanoseconds += System.nanoTime() - start;
    ofStructure += until - first;
    trained += until - first;
    lanes += learner.lanes();
    for (int lane = 0; lane < until - first; lane++) {
      read(lane, first + lane);
    }
  }

  private void read(int lane, int row) {
    boolean diverged = learner.diverged(lane);
    for (int s = 0; s < scores.size(); s++) {
      float score = (float) learner.score(s, lane);
      diverged |= !Float.isFinite(score);
      results.score[s][row] = score;
    }
    results.state[row] = diverged ? Results.State.DIVERGED : Results.State.COMPLETE;
    results.failure[row] = null;
    for (int h = 0; h < histories; h++) {
      results.history[h][row] = learner.history(h, lane);
    }
    for (int p = 0; p < outputs; p++) {
      results.output[p][row] = learner.output(p, lane);
    }
    for (int s = 0; diverged && s < scores.size(); s++) {
      boolean finite = Float.isFinite(results.score[s][row]);
      if (!finite || scores.get(s).holds() == Score.Holds.COMPLETE) {
        results.score[s][row] = Float.NaN;
      }
    }
  }

  private void forget(int row) {
    for (int s = 0; s < scores.size(); s++) {
      results.score[s][row] = Float.NaN;
    }
    for (int h = 0; h < histories; h++) {
      results.history[h][row] = null;
    }
    for (int p = 0; p < outputs; p++) {
      results.output[p][row] = null;
    }
  }

  /** A block that is run afterwards opens the engine again. */
  @Override
  public void close() {
    learner = null;
    if (kernels != null) {
      kernels.close();
      kernels = null;
    }
  }

  /**
   * Makes ahead what the engine takes a while to make for a structure; as {@link
   * Engine.Ready#ahead}.
   *
   * @param everywhere whether also for machines of other kinds
   */
  public Map<String, byte[]> ahead(int wanted, boolean everywhere) {
    if (!engine.foresees(trials())) {
      return Map.of();
    }
    load();
    ready(wanted, lanes(wanted));
    return ready.ahead(everywhere);
  }

  /** How many blocks each engine has trained so far, by its name. */
  public Map<String, Long> blocks() {
    return Map.copyOf(blocks);
  }

  /** Trials trained so far. */
  public long trained() {
    return trained;
  }

  /** Lanes stepped so far, filled or not; {@code trained() / lanes()} is how full they were. */
  public long lanes() {
    return lanes;
  }
}
