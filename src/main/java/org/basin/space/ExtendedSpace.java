package org.basin.space;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.basin.sweep.condition.Condition;

/**
 * The trials of a sweep, then those that larger ones add, one after the other. Positions and
 * numbers of each stay what they were before the next came.
 */
final class ExtendedSpace implements Space {

  private static final long serialVersionUID = 1;

  private final Space whole;
  private final ArrayList<Stage> stages;

  /** Before which position each stage begins, and the end. */
  private final long[] starts;

  private transient volatile List<int[]> structures;

  /**
   * @param whole all trials by the numbers of the last sweep
   * @param stages by the numbers of a space that holds them
   */
  ExtendedSpace(Space whole, List<Stage> stages) {
    this.whole = whole;
    this.stages = new ArrayList<>(stages);
    starts = new long[stages.size() + 1];
    for (int s = 0; s < stages.size(); s++) {
      starts[s + 1] = starts[s] + stages.get(s).space().positions();
    }
  }

  @Override
  public List<Axis> axes() {
    return whole.axes();
  }

  @Override
  public Optional<String> listed() {
    return whole.listed();
  }

  @Override
  public long positions() {
    return starts[stages.size()];
  }

  @Override
  public long count() {
    return count(0, positions());
  }

  @Override
  public Tally tally() {
    long trials = 0;
    long least = 0;
    long most = 0;
    for (Stage stage : stages) {
      Tally tally = stage.known() == null ? stage.space().tally() : Tally.exact(count(stage));
      trials += tally.trials();
      least += tally.least();
      most += tally.most();
    }
    return new Tally(trials, least, most);
  }

  private static long count(Stage stage) {
    return stage.count(0, stage.space().positions());
  }

  @Override
  public long count(long from, long until) {
    long count = 0;
    for (int s = 0; s < stages.size(); s++) {
      long first = Math.max(from, starts[s]) - starts[s];
      long end = Math.min(until, starts[s + 1]) - starts[s];
      count += first < end ? stages.get(s).count(first, end) : 0;
    }
    return count;
  }

  @Override
  public Space restrict(Condition condition) {
    List<Condition> others = new ArrayList<>();
    Spans numbers = Spans.of(0, Long.MAX_VALUE >> 1);
    for (Condition part : condition.conjuncts()) {
      if (part.axes().contains(TRIAL)) {
        numbers = TrialNumbers.admitted(part, numbers);
      } else {
        others.add(part);
      }
    }
    Condition rest = Condition.all(others);
    List<Stage> restricted = new ArrayList<>();
    long from = 0;
    for (Stage stage : stages) {
      long until = stage.numbering().until();
      restricted.add(stage.restrict(rest, numbers.intersect(Spans.of(from, until))));
      from = until;
    }
    return new ExtendedSpace(whole.restrict(rest), restricted);
  }

  @Override
  public long position(long trial) {
    long from = 0;
    for (int s = 0; s < stages.size(); s++) {
      Numbering numbering = stages.get(s).numbering();
      if (trial < numbering.until()) {
        // the last trial that has no more new ones before it is the new one itself
        long own = trial < from ? 0 : numbering.trial(trial + 1) - 1;
        return starts[s] + stages.get(s).space().position(own);
      }
      from = numbering.until();
    }
    return positions();
  }

  @Override
  public Cursor cursor(long from, long until) {
    return new Walk(stages, starts, from, until);
  }

  @Override
  public Iterable<Block> blocks(long from, long until, long size) {
    return () ->
        IntStream.range(0, stages.size())
            .boxed()
            .flatMap(s -> StreamSupport.stream(blocks(s, from, until, size).spliterator(), false))
            .iterator();
  }

  private Iterable<Block> blocks(int s, long from, long until, long size) {
    long first = Math.max(from, starts[s]) - starts[s];
    long end = Math.min(until, starts[s + 1]) - starts[s];
    if (first >= end) {
      return List.of();
    }
    int[] of = structuresOf(s);
    Iterable<Block> blocks = stages.get(s).space().blocks(first, end, size);
    return () -> {
      Iterator<Block> own = blocks.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return own.hasNext();
        }

        @Override
        public Block next() {
          Block block = own.next();
          return new Block(
              of[block.structure()], starts[s] + block.from(), starts[s] + block.until());
        }
      };
    };
  }

  private int[] structuresOf(int stage) {
    List<int[]> known = structures;
    if (known == null) {
      List<Structure> all = structures();
      known = stages.stream().map(it -> it.structures(all)).toList();
      structures = known;
    }
    return known.get(stage);
  }

  @Override
  public List<Structure> structures() {
    return whole.structures();
  }

  /** Walks the stages of an extended space, and of each what is new. */
  private static final class Walk implements Cursor {

    private final List<Stage> stages;
    private final long[] starts;
    private final long from;
    private final long until;
    private int stage = -1;
    private Cursor own;

    /**
     * @param starts before which position each stage begins, and the end
     */
    Walk(List<Stage> stages, long[] starts, long from, long until) {
      this.stages = stages;
      this.starts = starts;
      this.from = from;
      this.until = until;
    }

    @Override
    public boolean next() {
      while (true) {
        while (own != null && own.next()) {
          if (!stages.get(stage).numbering().known(own.trial())) {
            return true;
          }
        }
        if (++stage >= stages.size()) {
          stage = stages.size();
          own = null;
          return false;
        }
        long first = Math.max(from, starts[stage]) - starts[stage];
        long end = Math.min(until, starts[stage + 1]) - starts[stage];
        own = first < end ? stages.get(stage).space().cursor(first, end) : null;
      }
    }

    @Override
    public long trial() {
      return stages.get(stage).numbering().number(own.trial());
    }

    @Override
    public int replicate() {
      return own.replicate();
    }

    @Override
    public long seed() {
      return own.seed();
    }

    @Override
    public double number(int axis) {
      return own.number(axis);
    }

    @Override
    public int place(int axis) {
      return own.place(axis);
    }
  }
}
