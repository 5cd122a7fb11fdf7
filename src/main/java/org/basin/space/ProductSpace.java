package org.basin.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.basin.sweep.condition.Condition;

/**
 * A space in mixed radix: structural digits first, then lane digits, then the replicate. A list of
 * points is such a space as well; all its axes hang on one digit, the row.
 *
 * <p>A trial's number is taken from the digits' full sizes, a position from their admitted places,
 * so that a restriction moves positions but never renumbers a trial. What is derived from the
 * components is computed on first use in each JVM and does not travel.
 */
final class ProductSpace implements Space {

  private static final long serialVersionUID = 1;

  private final List<Axis> axes;
  private final List<Digit> digits;
  private final Strata.Cut cut;
  private final long seed;
  private final SeedTerms terms;
  private final List<Residual> residuals;
  private final Spans trials;

  /** By how many positions an admitted place of each digit moves. */
  private final transient long[] weight;

  /** By how many trial numbers a place of each digit moves. */
  private final transient long[] stride;

  private final transient Spans admitted;
  private final transient Lookup[] lookups;
  private final transient Activity activity;
  private transient volatile Strata strata;

  /**
   * @param axes the columns
   * @param digits most significant first; the last one is the replicate
   * @param cut where one structure ends and the next begins
   * @param seed the sweep's
   * @param terms what points add to it
   */
  ProductSpace(List<Axis> axes, List<Digit> digits, Strata.Cut cut, long seed, SeedTerms terms) {
    this(axes, digits, cut, seed, terms, List.of(), Spans.of(0, full(axes, digits)));
  }

  private ProductSpace(
      List<Axis> axes,
      List<Digit> digits,
      Strata.Cut cut,
      long seed,
      SeedTerms terms,
      List<Residual> residuals,
      Spans trials) {
    this.axes = List.copyOf(axes);
    this.digits = List.copyOf(digits);
    this.cut = cut;
    this.seed = seed;
    this.terms = terms;
    this.residuals = List.copyOf(residuals);
    this.trials = trials;
    weight = new long[digits.size()];
    stride = new long[digits.size()];
    long positions = 1;
    long full = 1;
    for (int d = digits.size() - 1; d >= 0; d--) {
      weight[d] = positions;
      stride[d] = full;
      positions *= digits.get(d).places().size();
      full *= digits.get(d).size();
    }
    Spans.Collector collector = new Spans.Collector();
    for (int run = 0; run < trials.runs(); run++) {
      collector.add(before(trials.first(run)), before(trials.until(run)));
    }
    admitted = collector.spans();
    lookups = axes.stream().map(Lookup::new).toArray(Lookup[]::new);
    activity = new Activity(axes, cut.fixed());
  }

  /** Computes what did not travel. */
  private Object readResolve() {
    return new ProductSpace(axes, digits, cut, seed, terms, residuals, trials);
  }

  private static long full(List<Axis> axes, List<Digit> digits) {
    long size = 1;
    try {
      for (Digit digit : digits) {
        size = Math.multiplyExact(size, (long) digit.size());
      }
    } catch (ArithmeticException overflow) {
      throw new IllegalArgumentException(
          "a space must have fewer than 2^63 trials, got axes of sizes "
              + axes.stream().map(axis -> axis.name() + "=" + axis.values().size()).toList()
              + " and replicates="
              + digits.get(digits.size() - 1).size(),
          overflow);
    }
    return size;
  }

  @Override
  public List<Axis> axes() {
    return axes;
  }

  @Override
  public Optional<String> listed() {
    return digits.stream()
        .filter(digit -> digit.columns().length > 0)
        .findFirst()
        .map(digit -> "%016x".formatted(hash(digit)));
  }

  private long hash(Digit digit) {
    long hash = digit.size();
    for (int i = 0; i < digit.columns().length; i++) {
      Axis axis = axes.get(digit.axes()[i]);
      hash = Seeds.term(hash, Seeds.hash(axis.name()));
      for (int place : digit.columns()[i]) {
        hash = Seeds.term(hash, SeedTerms.bits(axis.hyperparameter(), axis.values().value(place)));
      }
    }
    return hash;
  }

  List<Digit> digits() {
    return digits;
  }

  Strata.Cut cut() {
    return cut;
  }

  long seed() {
    return seed;
  }

  SeedTerms terms() {
    return terms;
  }

  /** Conditions over several digits, ordered by the last digit that they read. */
  List<Residual> residuals() {
    return residuals;
  }

  /** Which axes are there. */
  Activity activity() {
    return activity;
  }

  /** This space less the points that differ from another one in axes that are not there alone. */
  ProductSpace pinned() {
    List<Residual> pins = new ArrayList<>(residuals);
    for (int digit = 0; digit < digits.size(); digit++) {
      for (int axis : digits.get(digit).axes()) {
        if (activity.conditional(axis)) {
          Set<Integer> read = new TreeSet<>(read(axes.get(axis).when().axes()));
          read.add(digit);
          pins.add(new Residual(axes.get(axis).when(), List.copyOf(read), digit));
          break; // axes that are walked together have one condition
        }
      }
    }
    pins.sort(Comparator.comparingInt(Residual::last));
    ProductSpace pinned = new ProductSpace(axes, digits, cut, seed, terms, pins, trials);
    Census.requireCountable(pinned);
    return pinned;
  }

  /** One for each axis. */
  Lookup[] lookups() {
    return lookups;
  }

  /** By how many positions one admitted place of a digit moves. */
  long weight(int digit) {
    return weight[digit];
  }

  /** By how many trial numbers one place of a digit moves. */
  long stride(int digit) {
    return stride[digit];
  }

  /**
   * Admitted positions as the digits alone count them; the rank of one among them is its position
   * in the space, which differs when trial numbers are restricted.
   */
  Spans admitted() {
    return admitted;
  }

  /** How many positions, as the digits alone count them, lie before a trial number. */
  private long before(long trial) {
    long positions = weight[0] * digits.get(0).places().size();
    if (trial >= stride[0] * digits.get(0).size() || positions == 0) {
      return positions;
    }
    long before = 0;
    long rest = Math.max(trial, 0);
    for (int d = 0; d < stride.length; d++) {
      Spans places = digits.get(d).places();
      long place = rest / stride[d];
      rest %= stride[d];
      before += places.rank(place) * weight[d];
      if (!places.contains(place)) {
        return before;
      }
    }
    return before;
  }

  @Override
  public long positions() {
    return admitted.size();
  }

  @Override
  public long position(long trial) {
    return admitted.rank(before(trial));
  }

  @Override
  public Space restrict(Condition condition) {
    List<Digit> narrowed = new ArrayList<>(digits);
    List<Residual> tied = new ArrayList<>(residuals);
    Spans left = trials;
    for (Condition part : condition.conjuncts()) {
      Set<String> names = part.axes();
      if (names.contains(TRIAL)) {
        left = left.intersect(TrialNumbers.admitted(part, left));
        continue;
      }
      List<Integer> read = read(names);
      if (read.size() > 1) {
        tied.add(new Residual(part, read));
      } else if (read.size() == 1) {
        int digit = read.get(0);
        narrowed.set(digit, narrowed.get(digit).with(narrow(digit, narrowed.get(digit), part)));
      } else if (!part.test(new Odometer(this, Spans.of(0, 0)))) {
        left = Spans.of(0, 0);
      }
    }
    tied.sort(Comparator.comparingInt(Residual::last));
    ProductSpace restricted = new ProductSpace(axes, narrowed, cut, seed, terms, tied, left);
    Census.requireCountable(restricted);
    return restricted;
  }

  /** This space with no condition and all its trials. */
  ProductSpace unrestricted() {
    List<Digit> all = digits.stream().map(it -> it.with(Spans.of(0, it.size()))).toList();
    return new ProductSpace(axes, all, cut, seed, terms);
  }

  /** The part of this space at some places of each digit, with the same trial numbers. */
  ProductSpace keep(List<Spans> places) {
    List<Digit> kept = new ArrayList<>();
    for (int d = 0; d < digits.size(); d++) {
      kept.add(digits.get(d).with(digits.get(d).places().intersect(places.get(d))));
    }
    return new ProductSpace(axes, kept, cut, seed, terms, residuals, trials);
  }

  /** The part of this space with some trial numbers. */
  ProductSpace within(Spans numbers) {
    return new ProductSpace(axes, digits, cut, seed, terms, residuals, trials.intersect(numbers));
  }

  /** The trial number at a position, whether there is a trial or not; beyond all at the end. */
  long trialAt(long position) {
    if (position >= positions()) {
      return Long.MAX_VALUE >> 1;
    }
    Odometer odometer = new Odometer(this, Spans.of(0, 0));
    odometer.seat(admitted.at(position));
    return odometer.trial();
  }

  /** The digits that hold the named axes, ascending. */
  private List<Integer> read(Set<String> names) {
    Set<Integer> read = new TreeSet<>();
    for (String name : activity.behind(names, axes)) {
      int axis = axes.stream().map(Axis::name).toList().indexOf(name);
      if (axis < 0 && !name.equals(REPLICATE)) {
        throw new IllegalArgumentException(
            "a condition must read axes of its space, got "
                + name
                + ", axes="
                + axes.stream().map(Axis::name).toList());
      }
      int digit = 0;
      while (digit < digits.size() - 1 && !digits.get(digit).moves(axis)) {
        digit++;
      }
      read.add(digit);
    }
    return List.copyOf(read);
  }

  /** The admitted places of a digit at which a condition on it alone holds. */
  private Spans narrow(int index, Digit digit, Condition condition) {
    Odometer odometer = new Odometer(this, Spans.of(0, 0));
    return digit
        .places()
        .filter(
            place -> {
              odometer.turnTo(index, (int) place);
              return condition.test(odometer);
            });
  }

  @Override
  public long count() {
    return count(0, positions());
  }

  @Override
  public long count(long from, long until) {
    return new Census(this).count(admitted.slice(from, until));
  }

  @Override
  public Cursor cursor(long from, long until) {
    return new Odometer(this, admitted().slice(from, until));
  }

  @Override
  public Iterable<Block> blocks(long from, long until, long size) {
    return strata().blocks(from, until, size);
  }

  @Override
  public List<Structure> structures() {
    return strata().structures();
  }

  private Strata strata() {
    Strata known = strata;
    if (known == null) {
      known = new Strata(this);
      strata = known;
    }
    return known;
  }
}
