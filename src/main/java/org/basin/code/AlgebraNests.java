package org.basin.code;

import static org.basin.code.Functions.abs;
import static org.basin.code.Functions.add;
import static org.basin.code.Functions.constant;
import static org.basin.code.Functions.divide;
import static org.basin.code.Functions.fma;
import static org.basin.code.Functions.ifEqual;
import static org.basin.code.Functions.max;
import static org.basin.code.Functions.multiply;
import static org.basin.code.Functions.subtract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.basin.code.Statement.Each;
import org.basin.code.Statement.Store;
import org.basin.kernel.Elementary;
import org.basin.kernel.Links;

/**
 * The operations of {@link org.basin.kernel.Algebra}, each once, in the order of the scalar engine.
 * A nest's planes are an operation's, in the order of its parameters.
 */
public final class AlgebraNests {

  /** What two numbers give. */
  public enum Pair {
    ADD(Functions::add),
    SUBTRACT(Functions::subtract),
    MULTIPLY(Functions::multiply),
    DIVIDE(Functions::divide);

    private final BinaryOperator<Value> function;

    Pair(BinaryOperator<Value> function) {
      this.function = function;
    }
  }

  private AlgebraNests() {}

  private static Value load(int plane, Place place) {
    return new Value.Load(plane, place);
  }

  private static Place place(Variable row, int columns, Variable column) {
    return Place.of(column).plus(row, columns);
  }

  /** Planes x, y, out. */
  public static Nest repeated(Pair pair, int rows, int width) {
    Variable r = new Variable(rows);
    Variable i = new Variable(width);
    Place at = place(r, width, i);
    Value value = pair.function.apply(load(0, at), load(1, Place.of(r)));
    return Nest.of(3, new Each(List.of(r, i), List.of(new Store(2, at, value))));
  }

  private static Nest map(int cells, UnaryOperator<Value> function) {
    Variable c = new Variable(cells);
    Place at = Place.of(c);
    Value value = function.apply(load(0, at));
    return Nest.of(2, new Each(List.of(c), List.of(new Store(1, at, value))));
  }

  /** Planes x, out. */
  public static Nest scale(int cells, double factor) {
    return map(cells, x -> multiply(x, constant(factor)));
  }

  /** Planes x, out. */
  public static Nest shift(int cells, double term) {
    return map(cells, x -> add(x, constant(term)));
  }

  /** Plane z. */
  public static Nest apply(Elementary f, int cells) {
    return Nests.map(cells, x -> Functions.of(f, x));
  }

  /** Planes z, n. */
  public static Nest power(int cells, double offset) {
    Variable c = new Variable(cells);
    Place at = Place.of(c);
    Value n = add(load(1, Place.of(0)), constant(offset));
    Value value = Functions.power(load(0, at), n);
    return Nest.of(2, new Each(List.of(c), List.of(new Store(0, at, value))));
  }

  /** Planes x, out. */
  public static Nest sum(int rows, int width) {
    return folded(rows, width, Functions::add);
  }

  /** Planes x, out. */
  public static Nest greatest(int rows, int width) {
    return folded(rows, width, Functions::max);
  }

  private static Nest folded(int rows, int width, BinaryOperator<Value> function) {
    Variable r = new Variable(rows);
    Place first = Place.of(0).plus(r, width);
    Value value =
        Fold.of(
            width - 1,
            load(0, first),
            (i, it) -> function.apply(it, load(0, first.plus(1).plus(i, 1))));
    return Nest.of(2, new Each(List.of(r), List.of(new Store(1, Place.of(r), value))));
  }

  /** Planes x, y, out. */
  public static Nest dot(int rows, int width) {
    Variable r = new Variable(rows);
    Value value =
        Fold.of(
            width,
            constant(0),
            (i, it) -> fma(load(0, place(r, width, i)), load(1, place(r, width, i)), it));
    return Nest.of(3, new Each(List.of(r), List.of(new Store(2, Place.of(r), value))));
  }

  /** Planes t, g, out. */
  public static Nest contract(int tRows, int rows, int outer, int inner, int rest) {
    Variable r = new Variable(rows);
    Variable a = new Variable(outer);
    Variable b = new Variable(rest);
    Place first = rest == 1 ? Place.of(0) : Place.of(b);
    Place at = first.plus(a, rest).plus(r, outer * rest);
    int row = tRows == 1 ? 0 : outer * inner * rest;
    Place from = first.plus(a, inner * rest).plus(r, row);
    Value value =
        Fold.of(
            inner,
            load(2, at),
            (k, it) -> fma(load(1, place(r, inner, k)), load(0, from.plus(k, rest)), it));
    Statement cells =
        rest == 1
            ? new Each(List.of(r, a), List.of(store(2, at, value)))
            : new Each(List.of(r), List.of(new Each(List.of(a, b), List.of(store(2, at, value)))));
    return Nest.of(3, cells);
  }

  /** Planes w, x, out. */
  public static Nest link(int rows, Links links) {
    List<Statement> body = new ArrayList<>();
    Variable r = new Variable(rows);
    for (int o = 0; o < links.outputs(); o++) {
      Place at = Place.of(o).plus(r, links.outputs());
      Value value = load(2, at);
      for (int e = links.first()[o]; e < links.first()[o + 1]; e++) {
        Value weight = load(0, Place.of(links.weight()[e]));
        Value input = load(1, Place.of(links.input()[e]).plus(r, links.inputs()));
        value = fma(input, weight, value);
      }
      body.add(new Each(List.of(r), List.of(store(2, at, value))));
    }
    return new Nest(3, body);
  }

  /** All that tells links from others. */
  public static String text(Links links) {
    return Arrays.toString(links.first())
        + Arrays.toString(links.weight())
        + Arrays.toString(links.input())
        + links.inputs();
  }

  /** Planes x, y, w. */
  public static Nest outer(int rows, int a, int b) {
    Variable i = new Variable(a);
    Variable j = new Variable(b);
    Place at = place(i, b, j);
    Value value =
        Fold.of(
            rows,
            load(2, at),
            (r, it) -> fma(load(0, place(r, a, i)), load(1, place(r, b, j)), it));
    return Nest.of(3, new Each(List.of(i, j), List.of(store(2, at, value))));
  }

  /** Planes x, field, rate, mask, change. */
  public static Nest relax(int cells) {
    Value change =
        Fold.of(
            cells,
            load(4, Place.of(0)),
            (c, it) -> {
              Value field = load(1, Place.of(c));
              Value d = subtract(field, load(0, Place.of(c)));
              Value relative = divide(abs(d), max(abs(field), constant(1)));
              return ifEqual(load(3, Place.of(c)), constant(0), it, max(it, relative));
            });
    Variable c = new Variable(cells);
    Place at = Place.of(c);
    Value x = load(0, at);
    Value moved = fma(load(2, Place.of(0)), subtract(load(1, at), x), x);
    Value value = ifEqual(load(3, at), constant(0), x, moved);
    return Nest.of(
        5, store(4, Place.of(0), change), new Each(List.of(c), List.of(store(0, at, value))));
  }

  private static Store store(int plane, Place place, Value value) {
    return new Store(plane, place, value);
  }
}
