package org.basin.kernel.compiled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.basin.code.Nest;
import org.basin.code.Nests;
import org.basin.kernel.Activation;
import org.basin.kernel.Algebra;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.Operand;
import org.basin.kernel.Plane;
import org.basin.kernel.Program;
import org.basin.kernel.Stencil;

/**
 * Kernels that keep what they are asked to do and do it when somebody looks at the numbers. While a
 * {@linkplain Script script} is written there are no numbers: all are NaN, so that loops which end
 * when numbers stand still go on to their end. Afterwards a sequence of operations that the script
 * has is done by its functions, any other one number by number.
 */
final class Tape implements Kernels {

  /** Calls are made when they are worth so many operations a lane, for others may wait. */
  private static final long MOST_OPERATIONS = 20_000_000;

  private static final int LANES = Plane.LANES;

  /** Operations, of kernels and of their algebra. */
  enum Kind {
    FILL,
    COPY,
    FEED,
    FEED_BETWEEN,
    FEED_BACK,
    ACTIVATE,
    NORMALIZE,
    SLOPE,
    THROUGH,
    HINGE,
    MULTIPLY,
    SUBTRACT,
    NUDGE,
    HEBBIAN,
    DESCEND,
    SQUARED_DISTANCE,
    ERRORS,
    ADD_PRODUCTS,
    LARGEST_CHANGE,
    PROBE,
    EVALUATE,
    ADD,
    TAKE_AWAY,
    TIMES,
    DIVIDE,
    SCALE,
    SHIFT,
    APPLY,
    POWER,
    SUM,
    GREATEST,
    DOT,
    CONTRACT,
    LINK,
    OUTER,
    RELAX
  }

  private final Script script;

  /** Null while the script is written. */
  private final Memory memory;

  private int cells;
  private Step at;

  /** Whether all that was asked for is done. */
  private boolean settled = true;

  /** Since the last sequence ended, where it left the script; else empty. */
  private final List<Deed> unforeseen = new ArrayList<>();

  /** The calls of the work that is done again and again, as it goes on; null outside of it. */
  private List<Calls> going;

  /** Those of its last time; null where somebody looked at numbers, or it takes long. */
  private List<Calls> gone;

  /** Its calls, once two times were the same. */
  private Calls known;

  /** Operations that were done number by number. */
  private long interpreted;

  /** Those of all tapes. */
  private static final AtomicLong INTERPRETED = new AtomicLong();

  /** A tape that writes a script. */
  Tape(Script script) {
    this(script, null);
  }

  /**
   * @param script closed
   * @param memory of its own; given back when this is closed
   */
  Tape(Script script, Memory memory) {
    this.script = script;
    this.memory = memory;
    at = script.root();
  }

  /** How many cells the planes have, so far. */
  int cells() {
    return cells;
  }

  /** Operations that were not foreseen and done number by number. */
  long interpreted() {
    return interpreted;
  }

  /** The same of all tapes in this JVM. */
  static long allInterpreted() {
    return INTERPRETED.get();
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public Algebra algebra() {
    return new NativeAlgebra(this);
  }

  @Override
  public GridKernels grid(Stencil stencil, int rows) {
    throw GridKernels.severalLanes(LANES);
  }

  @Override
  public Plane plane(int cells) {
    NativePlane plane = new NativePlane(this, new Stretch(this.cells, cells));
    this.cells += cells;
    if (memory != null) {
      memory.reserve(this.cells);
    }
    return plane;
  }

  /** A number, once all that was asked for is done. */
  double get(int cell, int lane) {
    if (!settled) {
      settle();
    }
    return memory == null ? Double.NaN : memory.get(cell, lane);
  }

  void set(int cell, int lane, float number) {
    if (!settled) {
      settle();
    }
    if (memory != null) {
      memory.set(cell, lane, number);
    }
  }

  /** Copies a cell. */
  void take(NativePlane to, int cell, NativePlane from, int source) {
    copy(new Stretch(from.stretch.first() + source, 1), new Stretch(to.stretch.first() + cell, 1));
  }

  @Override
  public void pause() {
    if (!unforeseen.isEmpty()) {
      interpret();
    } else if (at != script.root()) {
      end();
    }
    at = script.root();
  }

  private void end() {
    if (script.open()) {
      script.end(at);
    } else if (at.calls() == null) {
      at.way().forEach(step -> unforeseen.add(step.deed()));
      interpret();
    } else {
      call(at.calls());
    }
  }

  private void call(Calls calls) {
    if (going != null) {
      going.add(calls);
    }
    if (memory.call(calls) > MOST_OPERATIONS) {
      memory.run();
    }
  }

  @Override
  public void again(Runnable work) {
    pause();
    if (known != null) {
      settled = false;
      call(known);
      return;
    }
    going = new ArrayList<>();
    work.run();
    pause();
    if (memory != null && going != null && going.equals(gone)) {
      known = Calls.of(going).filter(it -> it.operations() < MOST_OPERATIONS).orElse(null);
    }
    gone = going;
    going = null;
  }

  /** Does all that was asked for. */
  private void settle() {
    going = null;
    if (at != script.root() || !unforeseen.isEmpty()) {
      pause();
    }
    if (memory != null) {
      memory.run();
    }
    settled = true;
  }

  private void interpret() {
    going = null;
    memory.run();
    Library.warn("operations that were not foreseen are done number by number, which is slow");
    for (Deed deed : unforeseen) {
      memory.interpret(deed);
      interpreted++;
      INTERPRETED.incrementAndGet();
    }
    unforeseen.clear();
  }

  static long mix(long mark, long number) {
    long mixed = (mark ^ number) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 29;
  }

  static long mark(Kind kind, int a, int b, int c, int d) {
    return mix(mix(mix(kind.ordinal(), a), b), (long) c << 32 | d);
  }

  static long mark(long mark, Plane a, Plane b) {
    return mix(mark, (long) first(a) << 32 | first(b));
  }

  private static int first(Plane plane) {
    return ((NativePlane) plane).stretch.first();
  }

  private static Stretch stretch(Plane plane) {
    return ((NativePlane) plane).stretch;
  }

  /** Whether a deed is a known one in its place, and so is kept. */
  boolean known(long mark) {
    if (!unforeseen.isEmpty()) {
      return false;
    }
    settled = false;
    Step step = at.to(mark);
    at = step == null ? at : step;
    return step != null;
  }

  void add(long mark, String key, Supplier<Nest> code, Plane... planes) {
    List<Stretch> stretches = new ArrayList<>();
    for (Plane plane : planes) {
      stretches.add(stretch(plane));
    }
    add(mark, new Deed(key, code, stretches));
  }

  private void add(long mark, Deed deed) {
    if (script.open()) {
      at = script.grow(at, mark, deed);
      return;
    }
    if (unforeseen.isEmpty()) {
      at.way().forEach(step -> unforeseen.add(step.deed()));
      at = script.root();
    }
    unforeseen.add(deed);
  }

  @Override
  public void fill(Plane plane, double value) {
    int bits = Float.floatToRawIntBits((float) value);
    long mark = mark(mark(Kind.FILL, bits, 0, 0, 0), plane, plane);
    if (!known(mark)) {
      int count = plane.cells();
      add(mark, "fill " + count + " " + bits, () -> Nests.fill(count, value), plane);
    }
  }

  @Override
  public void copy(Plane from, Plane to) {
    copy(stretch(from), stretch(to));
  }

  private void copy(Stretch from, Stretch to) {
    int count = from.cells();
    long mark = mix(mark(Kind.COPY, count, 0, 0, 0), (long) from.first() << 32 | to.first());
    if (!known(mark)) {
      add(mark, new Deed("copy " + count, () -> Nests.copy(count), List.of(from, to)));
    }
  }

  @Override
  public void feed(Plane x, Plane w, Plane b, Plane z, int rows, int in, int out) {
    long mark = mark(mark(mark(Kind.FEED, rows, in, out, 0), x, w), b, z);
    if (!known(mark)) {
      String key = "feed " + rows + " " + in + " " + out;
      add(mark, key, () -> Nests.feed(rows, in, out), x, w, b, z);
    }
  }

  @Override
  public void feedBetween(
      Plane x,
      Plane w,
      Plane y,
      Plane v,
      Plane b,
      Plane z,
      int rows,
      int in,
      int units,
      int above) {
    long mark = mark(Kind.FEED_BETWEEN, rows, in, units, above);
    mark = mark(mark(mark(mark, x, w), y, v), b, z);
    if (!known(mark)) {
      String key = "between " + rows + " " + in + " " + units + " " + above;
      add(mark, key, () -> Nests.feedBetween(rows, in, units, above), x, w, y, v, b, z);
    }
  }

  @Override
  public void feedBack(Plane d, Plane y, Plane v, Plane z, int rows, int units, int above) {
    long mark = mark(mark(mark(Kind.FEED_BACK, rows, units, above, 0), d, y), v, z);
    if (!known(mark)) {
      String key = "back " + rows + " " + units + " " + above;
      add(mark, key, () -> Nests.feedBack(rows, units, above), d, y, v, z);
    }
  }

  @Override
  public void activate(Activation f, Plane z) {
    if (f == Activation.IDENTITY) {
      return;
    }
    long mark = mark(mark(Kind.ACTIVATE, f.ordinal(), 0, 0, 0), z, z);
    if (!known(mark)) {
      int count = z.cells();
      add(mark, f.label() + " " + count, () -> Nests.activate(f, count), z);
    }
  }

  @Override
  public void normalize(Plane h, int rows, int units) {
    long mark = mark(mark(Kind.NORMALIZE, rows, units, 0, 0), h, h);
    if (!known(mark)) {
      add(mark, "normalize " + rows + " " + units, () -> Nests.normalize(rows, units), h);
    }
  }

  @Override
  public void slope(Activation f, Plane z) {
    long mark = mark(mark(Kind.SLOPE, f.ordinal(), 0, 0, 0), z, z);
    if (!known(mark)) {
      int count = z.cells();
      add(mark, "slope " + f.label() + " " + count, () -> Nests.slope(f, count), z);
    }
  }

  @Override
  public void through(Activation f, Plane y, Plane d) {
    if (f == Activation.HARD_SIGMOID) {
      throw f.valueHidesSlope();
    }
    long mark = mark(mark(Kind.THROUGH, f.ordinal(), 0, 0, 0), y, d);
    if (!known(mark)) {
      int count = d.cells();
      add(mark, "through " + f.label() + " " + count, () -> Nests.through(f, count), y, d, d);
    }
  }

  @Override
  public void hinge(Plane z, double left, double right) {
    hingeBack(z, z, left, right);
  }

  @Override
  public void hingeBack(Plane x, Plane d, double left, double right) {
    int l = Float.floatToRawIntBits((float) left);
    int r = Float.floatToRawIntBits((float) right);
    long mark = mark(mark(Kind.HINGE, l, r, 0, 0), x, d);
    if (!known(mark)) {
      int count = d.cells();
      String key = "hinge " + count + " " + l + " " + r;
      add(mark, key, () -> Nests.hingeBack(count, left, right), x, d, d);
    }
  }

  @Override
  public void multiply(Plane a, Plane b) {
    long mark = mark(mark(Kind.MULTIPLY, 0, 0, 0, 0), a, b);
    if (!known(mark)) {
      int count = a.cells();
      add(mark, "multiply " + count, () -> Nests.product(count), a, b, a);
    }
  }

  @Override
  public void nudge(Plane output, Plane state, Plane target, Plane nudging) {
    long mark = mark(mark(mark(Kind.NUDGE, 0, 0, 0, 0), output, state), target, nudging);
    if (!known(mark)) {
      int count = output.cells();
      add(mark, "nudge " + count, () -> Nests.nudge(count), output, state, target, nudging, output);
    }
  }

  @Override
  public void subtract(Plane a, Plane b, Plane z) {
    long mark = mark(mark(mark(Kind.SUBTRACT, 0, 0, 0, 0), a, b), z, z);
    if (!known(mark)) {
      int count = z.cells();
      add(mark, "subtract " + count, () -> Nests.difference(count), a, b, z);
    }
  }

  @Override
  public void hebbian(
      Plane w,
      Plane b,
      Plane x,
      Plane from,
      Plane to,
      Plane stepSize,
      Plane biasStepSize,
      int rows,
      int in,
      int out) {
    long mark = mark(Kind.HEBBIAN, rows, in, out, 0);
    mark = mark(mark(mark(mark(mark, w, b), x, from), to, stepSize), biasStepSize, biasStepSize);
    if (!known(mark)) {
      String key = "hebbian " + rows + " " + in + " " + out;
      Supplier<Nest> code = () -> Nests.hebbian(rows, in, out);
      add(mark, key, code, w, b, x, from, to, stepSize, biasStepSize);
    }
  }

  @Override
  public void descend(
      Plane p, Plane v, Plane g, Plane stepSize, Plane momentum, Plane weightDecay) {
    long mark = mark(Kind.DESCEND, 0, 0, 0, 0);
    mark = mark(mark(mark(mark, p, v), g, stepSize), momentum, weightDecay);
    if (!known(mark)) {
      int count = p.cells();
      Supplier<Nest> code = () -> Nests.descend(count);
      add(mark, "descend " + count, code, p, v, g, stepSize, momentum, weightDecay);
    }
  }

  @Override
  public void squaredDistance(Plane output, Plane target, Plane c, int rows) {
    long mark = mark(mark(mark(Kind.SQUARED_DISTANCE, rows, 0, 0, 0), output, target), c, c);
    if (!known(mark)) {
      int count = output.cells();
      String key = "distance " + count + " " + rows;
      add(mark, key, () -> Nests.squaredDistance(count, rows), output, target, c);
    }
  }

  @Override
  public void errors(
      Plane output, Plane target, double margin, Plane fraction, int rows, int units) {
    int bits = Float.floatToRawIntBits((float) margin);
    long mark = mark(Kind.ERRORS, rows, units, bits, 0);
    mark = mark(mark(mark, output, target), fraction, fraction);
    if (!known(mark)) {
      String key = "errors " + rows + " " + units + " " + bits;
      Supplier<Nest> code = () -> Nests.errors(margin, rows, units);
      add(mark, key, code, output, target, fraction);
    }
  }

  @Override
  public void addProducts(Plane a, Plane b, Plane sum) {
    long mark = mark(mark(mark(Kind.ADD_PRODUCTS, 0, 0, 0, 0), a, b), sum, sum);
    if (!known(mark)) {
      int count = a.cells();
      add(mark, "products " + count, () -> Nests.addProducts(count), a, b, sum);
    }
  }

  @Override
  public void largestChange(Plane a, Plane b, Plane change) {
    long mark = mark(mark(mark(Kind.LARGEST_CHANGE, 0, 0, 0, 0), a, b), change, change);
    if (!known(mark)) {
      int count = a.cells();
      add(mark, "change " + count, () -> Nests.largestChange(count), a, b, change);
    }
  }

  @Override
  public void gather(float[] table, int[] index, Plane z, int rows, int columns) {
    settle();
    if (memory == null) {
      return;
    }
    int first = first(z);
    for (int r = 0; r < rows; r++) {
      for (int lane = 0; lane < LANES; lane++) {
        int from = index[r * LANES + lane] * columns;
        for (int c = 0; c < columns; c++) {
          memory.set(first + r * columns + c, lane, table[from + c]);
        }
      }
    }
  }

  @Override
  public void probe(Plane plane, Plane sum) {
    long mark = mark(mark(Kind.PROBE, 0, 0, 0, 0), plane, sum);
    if (!known(mark)) {
      int count = plane.cells();
      add(mark, "probe " + count, () -> Nests.probe(count), plane, sum);
    }
  }

  @Override
  public void evaluate(Program program, List<Operand> operands, Plane out) {
    int results = out.cells();
    long mark = mark(mark(Kind.EVALUATE, program.hashCode(), results, 0, 0), out, out);
    for (Operand operand : operands) {
      mark = mark(mark, operand.plane(), operand.plane());
      for (int cell : operand.cells()) {
        mark = mix(mark, cell);
      }
    }
    if (known(mark)) {
      return;
    }
    List<Plane> planes = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    StringBuilder key = new StringBuilder("evaluate ").append(results).append(' ').append(program);
    for (Operand operand : operands) {
      planes.add(operand.plane());
      places.add(operand.cells().clone());
      key.append(' ').append(Arrays.toString(operand.cells()));
    }
    planes.add(out);
    Supplier<Nest> code = () -> Nests.evaluate(program, places, results);
    add(mark, key.toString(), code, planes.toArray(Plane[]::new));
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
    }
  }
}
