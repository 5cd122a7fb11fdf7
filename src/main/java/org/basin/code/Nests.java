package org.basin.code;

import static org.basin.code.Functions.add;
import static org.basin.code.Functions.constant;
import static org.basin.code.Functions.divide;
import static org.basin.code.Functions.fma;
import static org.basin.code.Functions.ifLess;
import static org.basin.code.Functions.multiply;
import static org.basin.code.Functions.negate;
import static org.basin.code.Functions.subtract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.basin.code.Statement.Each;
import org.basin.code.Statement.Evaluate;
import org.basin.code.Statement.Store;
import org.basin.kernel.Activation;
import org.basin.kernel.Program;

/**
 * The operations of {@link org.basin.kernel.Kernels}, each once, in the order of the scalar engine.
 * A nest's planes are an operation's, in the order of its parameters.
 */
public final class Nests {

  private Nests() {}

  private static Value load(int plane, Place place) {
    return new Value.Load(plane, place);
  }

  private static Value cell(int plane) {
    return load(plane, Place.of(0));
  }

  private static Statement each(Variable a, Statement... body) {
    return new Each(List.of(a), List.of(body));
  }

  private static Statement each(Variable a, Variable b, Statement... body) {
    return new Each(List.of(a, b), List.of(body));
  }

  /** The cell of row a and column b. */
  private static Place place(Variable row, int columns, Variable column) {
    return Place.of(column).plus(row, columns);
  }

  /** Sets cells of one plane. */
  public static Nest fill(int cells, double number) {
    Variable c = new Variable(cells);
    return Nest.of(1, each(c, new Store(0, Place.of(c), constant(number))));
  }

  /** Copies cells of plane 0 to plane 1. */
  public static Nest copy(int cells) {
    Variable c = new Variable(cells);
    return Nest.of(2, each(c, new Store(1, Place.of(c), load(0, Place.of(c)))));
  }

  /** Planes x, w, b, z. */
  public static Nest feed(int rows, int in, int out) {
    Variable r = new Variable(rows);
    Variable j = new Variable(out);
    Value sum = below(0, 1, 2, r, j, in, out);
    return Nest.of(4, each(r, j, new Store(3, place(r, out, j), sum)));
  }

  /** Planes x, w, y, v, b, z. */
  public static Nest feedBetween(int rows, int in, int units, int above) {
    Variable r = new Variable(rows);
    Variable j = new Variable(units);
    Value sum = above(2, 3, r, j, above, below(0, 1, 4, r, j, in, units));
    return Nest.of(6, each(r, j, new Store(5, place(r, units, j), sum)));
  }

  /** Planes d, y, v, z. */
  public static Nest feedBack(int rows, int units, int above) {
    Variable r = new Variable(rows);
    Variable j = new Variable(units);
    Value sum = above(1, 2, r, j, above, load(0, place(r, units, j)));
    return Nest.of(4, each(r, j, new Store(3, place(r, units, j), sum)));
  }

  private static Value below(int x, int w, int b, Variable r, Variable j, int in, int out) {
    return Fold.of(
        in,
        load(b, Place.of(j)),
        (i, sum) -> fma(load(x, place(r, in, i)), load(w, place(i, out, j)), sum));
  }

  private static Value above(int y, int v, Variable r, Variable j, int above, Value start) {
    return Fold.of(
        above,
        start,
        (m, sum) -> fma(load(y, place(r, above, m)), load(v, place(j, above, m)), sum));
  }

  /** Changes each cell of a plane. */
  public static Nest map(int cells, UnaryOperator<Value> function) {
    Variable c = new Variable(cells);
    return Nest.of(1, each(c, new Store(0, Place.of(c), function.apply(load(0, Place.of(c))))));
  }

  /** Each cell of plane 2 from those of planes 0 and 1. */
  public static Nest combine(int cells, BinaryOperator<Value> function) {
    Variable c = new Variable(cells);
    Place at = Place.of(c);
    return Nest.of(3, each(c, new Store(2, at, function.apply(load(0, at), load(1, at)))));
  }

  /** Planes a, b, and a again. */
  public static Nest product(int cells) {
    return combine(cells, Functions::multiply);
  }

  /** Planes a, b, z. */
  public static Nest difference(int cells) {
    return combine(cells, Functions::subtract);
  }

  /** Plane z. */
  public static Nest activate(Activation f, int cells) {
    return map(cells, x -> Functions.of(f, x));
  }

  /** Plane z. */
  public static Nest slope(Activation f, int cells) {
    return map(cells, x -> Functions.slope(f, x));
  }

  /** Planes y, d, and d again. */
  public static Nest through(Activation f, int cells) {
    return combine(cells, (y, d) -> multiply(d, Functions.slopeAt(f, y)));
  }

  /** Planes x, d, and d again. */
  public static Nest hingeBack(int cells, double left, double right) {
    return combine(
        cells, (x, d) -> multiply(ifLess(constant(0), x, constant(right), constant(left)), d));
  }

  /** Plane h. */
  public static Nest normalize(int rows, int units) {
    Variable j = new Variable(units);
    Value first = load(0, Place.of(j));
    Value least = first;
    Value greatest = first;
    Value sum = first;
    if (rows > 1) {
      Variable r = new Variable(rows - 1);
      Value x = load(0, place(r, units, j).plus(units));
      Fold fold =
          new Fold(
              r,
              List.of(first, first, first),
              it ->
                  List.of(
                      Functions.min(it.get(0), x), Functions.max(it.get(1), x), add(it.get(2), x)));
      least = fold.result(0);
      greatest = fold.result(1);
      sum = fold.result(2);
    }
    Value low = least;
    Value minusMean = negate(multiply(sum, constant(1.0 / rows)));
    Value scale = divide(constant(1), add(subtract(greatest, low), constant(1e-5)));
    Variable r = new Variable(rows);
    Value x = load(0, place(r, units, j));
    return Nest.of(
        1,
        each(
            j,
            new Evaluate(List.of(low, minusMean, scale)),
            each(r, new Store(0, place(r, units, j), fma(subtract(x, low), scale, minusMean)))));
  }

  /** Planes o, s, t, β, and o again. */
  public static Nest nudge(int cells) {
    Variable c = new Variable(cells);
    Place at = Place.of(c);
    Value pull = subtract(load(1, at), load(2, at));
    return Nest.of(5, each(c, new Store(4, at, fma(negate(cell(3)), pull, load(0, at)))));
  }

  /** Planes w, b, x, from, to, α, α_b. */
  public static Nest hebbian(int rows, int in, int out) {
    Value share = constant(1.0 / rows);
    Variable i = new Variable(Math.max(1, in));
    Variable j = new Variable(out);
    Value weight =
        chunks(
            rows,
            load(0, place(i, out, j)),
            multiply(cell(5), share),
            (first, until, chunk) -> {
              Value sum = multiply(input(first, chunk, in, i), change(first, chunk, out, j));
              for (int r = first + 1; r < until; r++) {
                sum = fma(input(r, chunk, in, i), change(r, chunk, out, j), sum);
              }
              return sum;
            });
    Value bias =
        chunks(
            rows,
            load(1, Place.of(j)),
            multiply(cell(6), share),
            (first, until, chunk) -> {
              Value sum = change(first, chunk, out, j);
              for (int r = first + 1; r < until; r++) {
                sum = add(sum, change(r, chunk, out, j));
              }
              return sum;
            });
    Statement biases = each(j, new Store(1, Place.of(j), bias));
    return in == 0
        ? Nest.of(7, biases)
        : Nest.of(7, biases, each(i, j, new Store(0, place(i, out, j), weight)));
  }

  /** A sum over some rows. */
  private interface Rows {
    /**
     * @param chunk counts four rows each; none where rows are counted from the first
     */
    Value sum(int first, int until, List<Variable> chunk);
  }

  /** Adds step times a sum over four rows after the other, and over the rest. */
  private static Value chunks(int rows, Value start, Value step, Rows of) {
    int whole = rows / 4;
    Value sum = Fold.of(whole, start, (chunk, it) -> fma(step, of.sum(0, 4, List.of(chunk)), it));
    return rows % 4 == 0 ? sum : fma(step, of.sum(4 * whole, rows, List.of()), sum);
  }

  private static Value input(int r, List<Variable> chunk, int in, Variable i) {
    return load(2, inChunk(Place.of(i).plus(r * in), chunk, in));
  }

  private static Value change(int r, List<Variable> chunk, int out, Variable j) {
    Place at = inChunk(Place.of(j).plus(r * out), chunk, out);
    return subtract(load(4, at), load(3, at));
  }

  private static Place inChunk(Place place, List<Variable> chunk, int columns) {
    return chunk.isEmpty() ? place : place.plus(chunk.get(0), 4 * columns);
  }

  /** Planes p, v, g, α, m, λ. */
  public static Nest descend(int cells) {
    Variable c = new Variable(cells);
    Place at = Place.of(c);
    Value d = fma(cell(5), load(0, at), load(2, at));
    Value velocity = fma(cell(4), load(1, at), d);
    return Nest.of(
        6,
        each(
            c,
            new Store(1, at, velocity),
            new Store(0, at, fma(negate(cell(3)), velocity, load(0, at)))));
  }

  /** Planes o, t, c. */
  public static Nest squaredDistance(int cells, int rows) {
    Value sum =
        Fold.of(
            cells,
            constant(0),
            (c, it) -> {
              Value d = subtract(load(0, Place.of(c)), load(1, Place.of(c)));
              return fma(d, d, it);
            });
    return Nest.of(3, new Store(2, Place.of(0), divide(sum, constant(rows))));
  }

  /** Planes o, t, fraction. */
  public static Nest errors(double margin, int rows, int units) {
    Value wrong =
        Fold.of(
            rows,
            constant(0),
            (r, it) -> {
              Value right =
                  Fold.of(
                      units - 1,
                      load(0, Place.of(0).plus(r, units)),
                      (j, found) -> {
                        Place at = Place.of(1).plus(r, units).plus(j, 1);
                        return labelled(at, load(0, at), found);
                      });
              Value decided =
                  Fold.of(
                      units,
                      constant(1),
                      (j, so) -> {
                        Place at = place(r, units, j);
                        Value lead = subtract(right, load(0, at));
                        return labelled(at, so, ifLess(constant(margin), lead, so, constant(0)));
                      });
              return ifLess(constant(0.5), decided, it, add(it, constant(1)));
            });
    return Nest.of(3, new Store(2, Place.of(0), divide(wrong, constant(rows))));
  }

  private static Value labelled(Place at, Value then, Value otherwise) {
    return ifLess(constant(0.5), load(1, at), then, otherwise);
  }

  /** Planes a, b, sum. */
  public static Nest addProducts(int cells) {
    return fold(3, cells, (c, it) -> fma(load(0, Place.of(c)), load(1, Place.of(c)), it));
  }

  /** Planes a, b, change. */
  public static Nest largestChange(int cells) {
    return fold(
        3,
        cells,
        (c, it) ->
            Functions.max(it, Functions.abs(subtract(load(0, Place.of(c)), load(1, Place.of(c))))));
  }

  /** Planes x, sum. */
  public static Nest probe(int cells) {
    return fold(2, cells, (c, it) -> add(it, Functions.zero(load(0, Place.of(c)))));
  }

  /** Folds cells into the one of the last plane. */
  private static Nest fold(int planes, int cells, BiFunction<Variable, Value, Value> next) {
    return Nest.of(
        planes, new Store(planes - 1, Place.of(0), Fold.of(cells, cell(planes - 1), next)));
  }

  /**
   * A program's value in each cell. Planes are its operands, then the result.
   *
   * @param cells which cell of an operand goes into each cell, by operand; empty for those in their
   *     order
   */
  public static Nest evaluate(Program program, List<int[]> cells, int results) {
    int out = cells.size();
    List<Statement> body = new ArrayList<>();
    Variable c = new Variable(results);
    List<Place> places = cells.stream().map(it -> following(it, c)).toList();
    if (!places.contains(NONE)) {
      body.add(each(c, new Store(out, Place.of(c), Programs.value(program, loads(places)))));
      return new Nest(out + 1, body);
    }
    for (int result = 0; result < results; result++) {
      int at = result;
      List<Place> own = cells.stream().map(it -> Place.of(it.length == 0 ? at : it[at])).toList();
      body.add(
          each(new Variable(1), new Store(out, Place.of(at), Programs.value(program, loads(own)))));
    }
    return new Nest(out + 1, body);
  }

  private static final Place NONE = Place.of(-1);

  private static List<Value> loads(List<Place> places) {
    List<Value> loads = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      loads.add(load(i, places.get(i)));
    }
    return loads;
  }

  /** Cells at equal distances, by a counter. */
  private static Place following(int[] cells, Variable c) {
    if (cells.length == 0) {
      return Place.of(c);
    }
    int step = cells.length > 1 ? cells[1] - cells[0] : 0;
    for (int i = 1; i < cells.length; i++) {
      if (cells[i] - cells[i - 1] != step) {
        return NONE;
      }
    }
    return Place.of(cells[0]).plus(c, step);
  }
}
