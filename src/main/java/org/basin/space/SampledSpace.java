package org.basin.space;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.basin.sweep.Method;
import org.basin.sweep.Mistake;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.Vocabulary;
import org.basin.sweep.condition.Condition;

/**
 * The space of a sampling method: trial {@code draw * replicates + replicate}, each computed from
 * its number.
 *
 * <p>Draws of equal structure need not follow one another, but are trained side by side. So the
 * positions of {@value #CHUNK} draws in a row are put in the order of their structures; trial
 * numbers stay those of the draws. Where nothing structural varies positions are trial numbers.
 */
final class SampledSpace implements Space {

  private static final long serialVersionUID = 1;

  /** Draws whose positions are put in order together. */
  static final int CHUNK = 1 << 16;

  /** Draws beyond this are not walked to count trials: some ten seconds of work. */
  static final long COUNTED = 100_000_000;

  /** Draws that an estimate looks at. */
  private static final int LOOKS = 1 << 20;

  /** Draws beyond this are not walked to find their structures. */
  private static final long WALKED = 1 << 22;

  /** Draws that are counted by one thread at a time. */
  private static final long PIECE = 1 << 18;

  private final List<Axis> axes;
  private final Method.Sampled method;
  private final int replicates;
  private final long seed;
  private final SeedTerms terms;
  private final LinkedHashMap<String, Object> fixed;
  private final Kept kept;

  private final transient Draws draws;
  private final transient Lookup[] lookups;
  private final transient DoubleToLongFunction[] continuous;
  private final transient Activity activity;

  /** The structural axes, and by how much a place on each moves the key of a structure. */
  private final transient int[] structural;

  private final transient long[] radix;

  /** Positions of the whole space at which a trial may stand. */
  private final transient Spans candidates;

  private transient volatile long[] keys;
  private transient volatile List<Structure> structures;
  private transient volatile Tally tally;
  private final transient Map<Long, Chunk> chunks;

  /**
   * Which of all trials these are.
   *
   * @param trials by number
   * @param conditions that hold
   * @param numbering says what sweeps before this one have
   */
  private record Kept(Spans trials, List<Condition> conditions, Numbering.OfDraws numbering)
      implements Serializable {
    Kept {
      conditions = List.copyOf(conditions);
    }
  }

  /** Draws in the order of their structures. */
  private record Chunk(int[] draws, int[] structures) {}

  private SampledSpace(
      List<Axis> axes,
      Method.Sampled method,
      int replicates,
      long seed,
      SeedTerms terms,
      Map<String, Object> fixed,
      Kept kept) {
    this.kept = kept;
    this.axes = List.copyOf(axes);
    this.method = method;
    this.replicates = replicates;
    this.seed = seed;
    this.terms = terms;
    this.fixed = new LinkedHashMap<>(fixed);
    draws = Draws.of(method, axes.stream().map(Axis::name).toList(), seed);
    lookups =
        axes.stream()
            .map(axis -> axis.continuous() ? null : new Lookup(axis))
            .toArray(Lookup[]::new);
    continuous =
        axes.stream()
            .map(axis -> axis.continuous() ? SeedTerms.ofNumber(axis) : null)
            .toArray(DoubleToLongFunction[]::new);
    activity = new Activity(axes, fixed);
    structural = IntStream.range(0, axes.size()).filter(a -> !axes.get(a).lane()).toArray();
    radix = new long[structural.length];
    long product = 1;
    for (int s = structural.length - 1; s >= 0; s--) {
      radix[s] = product;
      product = Math.multiplyExact(product, (long) axes.get(structural[s]).values().size());
    }
    candidates = structural.length == 0 ? kept.trials : chunkwise(kept.trials);
    chunks =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Chunk> eldest) {
            return size() > 4;
          }
        };
  }

  /** Computes what did not travel. */
  private Object readResolve() {
    return with(kept.trials, kept.conditions);
  }

  /**
   * The space of a sweep that samples.
   *
   * @throws SweepException if it has more structures than can be compiled and checked
   */
  static Space space(Method.Sampled method, Sweep sweep, Vocabulary vocabulary)
      throws SweepException {
    List<Axis> axes = AxisGrid.axes(sweep, vocabulary);
    try {
      SampledSpace space =
          new SampledSpace(
              axes,
              method,
              sweep.replicates(),
              sweep.seed(),
              SeedTerms.of(sweep, vocabulary, axes),
              AxisGrid.fixed(sweep, vocabulary),
              new Kept(
                  Spans.of(0, method.trials() * sweep.replicates()),
                  List.of(),
                  new Numbering.OfDraws(method.trials(), sweep.replicates(), 0, 1)));
      space.keys();
      return space;
    } catch (ArithmeticException overflow) {
      throw mistaken(
          sweep, "structural axes must have fewer than 2^63 combinations of values, got more");
    } catch (IllegalArgumentException law) {
      throw mistaken(sweep, law.getMessage());
    }
  }

  private static SweepException mistaken(Sweep sweep, String law) {
    return new SweepException(List.of(new Mistake(sweep.name(), 0, 0, "parameters", law)));
  }

  private SampledSpace with(Spans trials, List<Condition> conditions) {
    return new SampledSpace(
        axes, method, replicates, seed, terms, fixed, new Kept(trials, conditions, kept.numbering));
  }

  /** The part of this space with some trial numbers. */
  SampledSpace within(Spans numbers) {
    return with(kept.trials.intersect(numbers), kept.conditions);
  }

  /** As many draws and replicates, less those that a smaller space has. */
  SampledSpace stage(Numbering.OfDraws stage) {
    boolean later = stage.replicates() == stage.oldReplicates();
    long from = later ? stage.oldDraws() * stage.oldReplicates() : 0;
    return new SampledSpace(
        axes,
        new Method.Sampled(method.sampler(), stage.draws()),
        stage.replicates(),
        seed,
        terms,
        fixed,
        new Kept(
            Spans.of(from, stage.until()),
            kept.conditions,
            later ? new Numbering.OfDraws(stage.draws(), stage.replicates(), 0, 1) : stage));
  }

  /** Whole chunks around trials. */
  private Spans chunkwise(Spans trials) {
    long chunk = (long) CHUNK * replicates;
    long all = method.trials() * replicates;
    Spans.Collector collector = new Spans.Collector();
    long until = 0;
    for (int run = 0; run < trials.runs(); run++) {
      long from = Math.max(until, trials.first(run) / chunk * chunk);
      until = Math.max(until, Math.min(all, (trials.until(run) + chunk - 1) / chunk * chunk));
      collector.add(from, until);
    }
    return collector.spans();
  }

  @Override
  public List<Axis> axes() {
    return axes;
  }

  @Override
  public Optional<String> listed() {
    return Optional.empty();
  }

  int replicates() {
    return replicates;
  }

  long seed() {
    return seed;
  }

  SeedTerms terms() {
    return terms;
  }

  Draws draws() {
    return draws;
  }

  Lookup[] lookups() {
    return lookups;
  }

  Activity activity() {
    return activity;
  }

  int[] structural() {
    return structural;
  }

  /** What the value of an axis adds by itself to the sum behind a trial's seed. */
  long term(int axis, int place, double number) {
    return continuous[axis] == null
        ? lookups[axis].term(place)
        : continuous[axis].applyAsLong(number);
  }

  /** Whether a trial may exist, as far as its number says. */
  boolean counts(long trial) {
    return kept.trials.contains(trial) && !kept.numbering.known(trial);
  }

  /** Whether the conditions hold where a cursor stands. */
  boolean holds(SampledCursor cursor) {
    for (Condition condition : kept.conditions) {
      if (!condition.test(cursor)) {
        return false;
      }
    }
    return true;
  }

  /** The trial at a position of the whole space. */
  long trialAt(long position) {
    if (structural.length == 0) {
      return position;
    }
    long at = position / replicates;
    long first = at / CHUNK * CHUNK;
    int draw = chunk(at / CHUNK).draws()[(int) (at - first)];
    return (first + draw) * replicates + position % replicates;
  }

  private Chunk chunk(long number) {
    synchronized (chunks) {
      return chunks.computeIfAbsent(number, this::sorted);
    }
  }

  private Chunk sorted(long number) {
    long first = number * CHUNK;
    int size = (int) Math.min(CHUNK, method.trials() - first);
    long[] known = keys();
    SampledCursor cursor = new SampledCursor(this, Spans.of(0, 0));
    long[] order = new long[size];
    for (int draw = 0; draw < size; draw++) {
      cursor.goStructural(first + draw);
      int structure = Arrays.binarySearch(known, key(cursor));
      order[draw] = (long) (structure < 0 ? Integer.MAX_VALUE : structure) << 32 | draw;
    }
    Arrays.sort(order);
    return new Chunk(
        Arrays.stream(order).mapToInt(it -> (int) it).toArray(),
        Arrays.stream(order).mapToInt(it -> (int) (it >>> 32)).toArray());
  }

  /** What tells structures apart. */
  private long key(SampledCursor cursor) {
    long key = 0;
    for (int s = 0; s < structural.length; s++) {
      key += radix[s] * Math.max(0, cursor.place(structural[s]));
    }
    return key;
  }

  /** The keys of the structures that are not left out, ascending. */
  private long[] keys() {
    long[] known = keys;
    if (known == null) {
      SampledCursor cursor = new SampledCursor(this, Spans.of(0, 0));
      List<Condition> deciding = deciding();
      known =
          found(cursor)
              .filter(
                  key -> {
                    put(cursor, key);
                    return deciding.stream().allMatch(condition -> condition.test(cursor));
                  })
              .toArray();
      keys = known;
    }
    return known;
  }

  /** Conditions on structural axes alone. */
  private List<Condition> deciding() {
    Set<String> names = new TreeSet<>();
    Arrays.stream(structural).forEach(a -> names.add(axes.get(a).name()));
    names.addAll(fixed.keySet());
    return kept.conditions.stream()
        .filter(condition -> !condition.axes().isEmpty() && names.containsAll(condition.axes()))
        .toList();
  }

  /** The keys of all structures, or of those that are drawn if draws are fewer, ascending. */
  private LongStream found(SampledCursor cursor) {
    long all = structural.length == 0 ? 1 : radix[0] * axes.get(structural[0]).values().size();
    if (all <= method.trials() && all <= MAX_STRUCTURES) {
      return LongStream.range(0, all).filter(key -> standing(cursor, key));
    }
    Set<Long> seen = new TreeSet<>();
    long walked = Math.min(method.trials(), WALKED);
    for (long draw = 0; draw < walked && seen.size() <= MAX_STRUCTURES; draw++) {
      cursor.goStructural(draw);
      seen.add(key(cursor));
    }
    if (seen.size() > MAX_STRUCTURES || walked < method.trials()) {
      throw new IllegalArgumentException(
          String.format(
              "a sweep must draw at most %,d structures, since each is compiled and checked on its"
                  + " own, got %,d combinations of structural values and %,d draws",
              MAX_STRUCTURES, all, method.trials()));
    }
    return seen.stream().mapToLong(Long::longValue);
  }

  /** Whether each structural axis that is not there stands at its first value. */
  private boolean standing(SampledCursor cursor, long key) {
    put(cursor, key);
    return key(cursor) == key;
  }

  private void put(SampledCursor cursor, long key) {
    long rest = key;
    for (int s = 0; s < structural.length; s++) {
      cursor.put(structural[s], (int) (rest / radix[s]));
      rest %= radix[s];
    }
    cursor.seat();
  }

  @Override
  public List<Structure> structures() {
    List<Structure> known = structures;
    if (known == null) {
      SampledCursor cursor = new SampledCursor(this, Spans.of(0, 0));
      known = new ArrayList<>();
      for (long key : keys()) {
        put(cursor, key);
        known.add(Structure.at(cursor, axes, fixed));
      }
      known = List.copyOf(known);
      structures = known;
    }
    return known;
  }

  @Override
  public long positions() {
    return candidates.size();
  }

  @Override
  public long position(long trial) {
    if (trial < 0 || trial >= method.trials() * replicates) {
      return trial < 0 ? 0 : positions();
    }
    if (structural.length == 0) {
      return candidates.rank(trial);
    }
    long draw = trial / replicates;
    long first = draw / CHUNK * CHUNK;
    int[] order = chunk(draw / CHUNK).draws();
    int rank = 0;
    while (order[rank] != draw - first) {
      rank++;
    }
    return candidates.rank((first + rank) * replicates + trial % replicates);
  }

  @Override
  public Space restrict(Condition condition) {
    List<Condition> further = new ArrayList<>(kept.conditions);
    Spans left = kept.trials;
    for (Condition part : condition.conjuncts()) {
      Set<String> names = part.axes();
      if (names.contains(TRIAL)) {
        left = left.intersect(TrialNumbers.admitted(part, left));
        continue;
      }
      for (String name : names) {
        boolean known =
            name.equals(REPLICATE)
                || fixed.containsKey(name)
                || axes.stream().anyMatch(axis -> axis.name().equals(name));
        if (!known) {
          throw new IllegalArgumentException(
              "a condition must read axes of its space, got "
                  + name
                  + ", axes="
                  + axes.stream().map(Axis::name).toList());
        }
      }
      further.add(part);
    }
    return with(left, further);
  }

  @Override
  public long count() {
    return tally().trials();
  }

  @Override
  public Tally tally() {
    Tally known = tally;
    if (known == null) {
      known =
          kept.conditions.isEmpty() && simple()
              ? Tally.exact(kept.trials.size())
              : candidates.size() / replicates <= COUNTED
                  ? Tally.exact(count(0, positions()))
                  : estimate();
      tally = known;
    }
    return known;
  }

  @Override
  public Optional<Tally> repeats() {
    if (axes.stream().anyMatch(axis -> axis.continuous() && !axis.conditional())) {
      return Optional.empty();
    }
    if (method.trials() > WALKED) {
      double points = 1;
      for (Axis axis : axes) {
        points *= axis.continuous() ? Double.POSITIVE_INFINITY : axis.values().size();
      }
      long least = (long) Math.max(0, (method.trials() - points) * replicates);
      return Optional.of(new Tally(least, least, Long.MAX_VALUE));
    }
    Set<Long> seen = new HashSet<>();
    long trials = 0;
    Cursor cursor = cursor(0, positions());
    while (cursor.next()) {
      long hash = cursor.replicate();
      for (int a = 0; a < axes.size(); a++) {
        long number = Double.doubleToLongBits(axes.get(a).continuous() ? cursor.number(a) : 0);
        hash = Seeds.term(Seeds.term(hash, cursor.place(a)), number);
      }
      seen.add(hash);
      trials++;
    }
    return Optional.of(Tally.exact(trials - seen.size()));
  }

  /** From trials drawn at random, with Wilson's interval for the share that exists. */
  private Tally estimate() {
    SampledCursor cursor = new SampledCursor(this, Spans.of(0, 0));
    long hits = 0;
    for (int look = 0; look < LOOKS; look++) {
      long rank = (long) (Seeds.uniform(seed, look) * kept.trials.size());
      hits += cursor.at(kept.trials.at(Math.min(rank, kept.trials.size() - 1))) ? 1 : 0;
    }
    double z = 1.959963984540054;
    double n = LOOKS;
    double share = hits / n;
    double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    double all = kept.trials.size();
    return new Tally(
        Math.round(all * share),
        (long) Math.floor(all * Math.max(0, middle - half)),
        (long) Math.ceil(all * Math.min(1, middle + half)));
  }

  @Override
  public long count(long from, long until) {
    if (kept.conditions.isEmpty() && simple() && kept.trials.size() == candidates.size()) {
      return until - from;
    }
    long pieces = (until - from + PIECE - 1) / PIECE;
    return LongStream.range(0, pieces)
        .parallel()
        .map(piece -> walked(from + piece * PIECE, Math.min(until, from + (piece + 1) * PIECE)))
        .sum();
  }

  /** Whether no sweep before this one has some of the trials. */
  private boolean simple() {
    return kept.numbering.oldDraws() == 0;
  }

  private long walked(long from, long until) {
    Cursor cursor = cursor(from, until);
    long count = 0;
    while (cursor.next()) {
      count++;
    }
    return count;
  }

  @Override
  public Cursor cursor(long from, long until) {
    return new SampledCursor(this, candidates.slice(from, until));
  }

  @Override
  public Iterable<Block> blocks(long from, long until, long size) {
    if (size < 1) {
      throw new IllegalArgumentException("a block must hold at least 1 position, got " + size);
    }
    long end = keys().length == 0 ? from : until;
    return () ->
        new Iterator<>() {
          private Block next = find(from);

          private Block find(long start) {
            long at = start;
            while (at < end) {
              Block block = stretch(at, end);
              if (block.structure() != Integer.MAX_VALUE) {
                return new Block(
                    block.structure(), at, block.until() - at <= size ? block.until() : at + size);
              }
              at = block.until();
            }
            return null;
          }

          @Override
          public boolean hasNext() {
            return next != null;
          }

          @Override
          public Block next() {
            if (next == null) {
              throw new NoSuchElementException();
            }
            Block now = next;
            next = find(now.until());
            return now;
          }
        };
  }

  /** From a position on, those that have its structure. */
  private Block stretch(long from, long end) {
    if (structural.length == 0) {
      return new Block(0, from, end);
    }
    long position = candidates.at(from);
    long draw = position / replicates;
    long first = draw / CHUNK * CHUNK;
    int[] of = chunk(draw / CHUNK).structures();
    int rank = (int) (draw - first);
    int last = rank;
    while (last < of.length && of[last] == of[rank]) {
      last++;
    }
    long until = from + (first + last) * replicates - position;
    return new Block(of[rank], from, Math.min(end, until));
  }
}
