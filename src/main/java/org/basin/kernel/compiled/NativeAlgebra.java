package org.basin.kernel.compiled;

import static org.basin.kernel.compiled.Tape.mark;
import static org.basin.kernel.compiled.Tape.mix;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.basin.code.AlgebraNests;
import org.basin.code.Nest;
import org.basin.kernel.Algebra;
import org.basin.kernel.Elementary;
import org.basin.kernel.Links;
import org.basin.kernel.Plane;
import org.basin.kernel.compiled.Tape.Kind;

/** The algebra of a tape: it keeps operations as the tape does. */
final class NativeAlgebra implements Algebra {

  /** Links are written out one by one. */
  private static final int MOST_LINKS = 2_000;

  private final Tape tape;

  /** What tells links from others, by their object. */
  private final Map<Links, Long> told = new IdentityHashMap<>();

  NativeAlgebra(Tape tape) {
    this.tape = tape;
  }

  private void repeated(Kind kind, Plane x, Plane y, Plane out, int width) {
    long mark = mark(mark(mark(kind, width, 0, 0, 0), x, y), out, out);
    if (!tape.known(mark)) {
      int cells = x.cells();
      AlgebraNests.Pair pair =
          switch (kind) {
            case ADD -> AlgebraNests.Pair.ADD;
            case TAKE_AWAY -> AlgebraNests.Pair.SUBTRACT;
            case TIMES -> AlgebraNests.Pair.MULTIPLY;
            default -> AlgebraNests.Pair.DIVIDE;
          };
      Supplier<Nest> code = () -> AlgebraNests.repeated(pair, cells / width, width);
      tape.add(mark, kind + " " + cells + " " + width, code, x, y, out);
    }
  }

  @Override
  public void add(Plane x, Plane y, Plane out, int width) {
    repeated(Kind.ADD, x, y, out, width);
  }

  @Override
  public void subtract(Plane x, Plane y, Plane out, int width) {
    repeated(Kind.TAKE_AWAY, x, y, out, width);
  }

  @Override
  public void multiply(Plane x, Plane y, Plane out, int width) {
    repeated(Kind.TIMES, x, y, out, width);
  }

  @Override
  public void divide(Plane x, Plane y, Plane out, int width) {
    repeated(Kind.DIVIDE, x, y, out, width);
  }

  @Override
  public void scale(Plane x, double factor, Plane out) {
    int bits = Float.floatToRawIntBits((float) factor);
    long mark = mark(mark(Kind.SCALE, bits, 0, 0, 0), x, out);
    if (!tape.known(mark)) {
      int cells = x.cells();
      Supplier<Nest> code = () -> AlgebraNests.scale(cells, factor);
      tape.add(mark, "scale " + cells + " " + bits, code, x, out);
    }
  }

  @Override
  public void shift(Plane x, double term, Plane out) {
    int bits = Float.floatToRawIntBits((float) term);
    long mark = mark(mark(Kind.SHIFT, bits, 0, 0, 0), x, out);
    if (!tape.known(mark)) {
      int cells = x.cells();
      Supplier<Nest> code = () -> AlgebraNests.shift(cells, term);
      tape.add(mark, "shift " + cells + " " + bits, code, x, out);
    }
  }

  @Override
  public void apply(Elementary f, Plane z) {
    long mark = mark(mark(Kind.APPLY, f.ordinal(), 0, 0, 0), z, z);
    if (!tape.known(mark)) {
      int cells = z.cells();
      tape.add(mark, f + " " + cells, () -> AlgebraNests.apply(f, cells), z);
    }
  }

  @Override
  public void power(Plane z, Plane n, double offset) {
    int bits = Float.floatToRawIntBits((float) offset);
    long mark = mark(mark(Kind.POWER, bits, 0, 0, 0), z, n);
    if (!tape.known(mark)) {
      int cells = z.cells();
      Supplier<Nest> code = () -> AlgebraNests.power(cells, offset);
      tape.add(mark, "power " + cells + " " + bits, code, z, n);
    }
  }

  @Override
  public void sum(Plane x, Plane out, int width) {
    long mark = mark(mark(Kind.SUM, width, 0, 0, 0), x, out);
    if (!tape.known(mark)) {
      int rows = x.cells() / width;
      tape.add(mark, "sum " + rows + " " + width, () -> AlgebraNests.sum(rows, width), x, out);
    }
  }

  @Override
  public void greatest(Plane x, Plane out, int width) {
    long mark = mark(mark(Kind.GREATEST, width, 0, 0, 0), x, out);
    if (!tape.known(mark)) {
      int rows = x.cells() / width;
      Supplier<Nest> code = () -> AlgebraNests.greatest(rows, width);
      tape.add(mark, "greatest " + rows + " " + width, code, x, out);
    }
  }

  @Override
  public void dot(Plane x, Plane y, Plane out, int width) {
    long mark = mark(mark(mark(Kind.DOT, width, 0, 0, 0), x, y), out, out);
    if (!tape.known(mark)) {
      int rows = x.cells() / width;
      tape.add(mark, "dot " + rows + " " + width, () -> AlgebraNests.dot(rows, width), x, y, out);
    }
  }

  @Override
  public void contract(
      Plane t, int tRows, Plane g, Plane out, int rows, int outer, int inner, int rest) {
    long mark = mark(Kind.CONTRACT, tRows, rows, outer, inner);
    mark = mark(mark(mix(mark, rest), t, g), out, out);
    if (!tape.known(mark)) {
      String key = "contract %d %d %d %d %d".formatted(tRows, rows, outer, inner, rest);
      Supplier<Nest> code = () -> AlgebraNests.contract(tRows, rows, outer, inner, rest);
      tape.add(mark, key, code, t, g, out);
    }
  }

  @Override
  public void link(Plane w, Plane x, Plane out, int rows, Links links) {
    long mark =
        mix(mark(Kind.LINK, rows, 0, 0, 0), told.computeIfAbsent(links, NativeAlgebra::told));
    mark = mark(mark(mark, w, x), out, out);
    if (!tape.known(mark)) {
      if (links.weight().length > MOST_LINKS) {
        throw new UnforeseenException(
            "a sparse map must have at most %,d links, got %,d"
                .formatted(MOST_LINKS, links.weight().length));
      }
      String key = "link " + rows + " " + AlgebraNests.text(links);
      tape.add(mark, key, () -> AlgebraNests.link(rows, links), w, x, out);
    }
  }

  private static long told(Links links) {
    long mark = links.inputs();
    for (int[] numbers : List.of(links.first(), links.weight(), links.input())) {
      for (int number : numbers) {
        mark = mix(mark, number);
      }
    }
    return mark;
  }

  @Override
  public void outer(Plane x, Plane y, Plane w, int rows, int a, int b) {
    long mark = mark(mark(mark(Kind.OUTER, rows, a, b, 0), x, y), w, w);
    if (!tape.known(mark)) {
      Supplier<Nest> code = () -> AlgebraNests.outer(rows, a, b);
      tape.add(mark, "outer " + rows + " " + a + " " + b, code, x, y, w);
    }
  }

  @Override
  public void relax(Plane x, Plane field, Plane rate, Plane mask, Plane change) {
    long mark = mark(Kind.RELAX, 0, 0, 0, 0);
    mark = mark(mark(mark(mark, x, field), rate, mask), change, change);
    if (!tape.known(mark)) {
      int cells = x.cells();
      Supplier<Nest> code = () -> AlgebraNests.relax(cells);
      tape.add(mark, "relax " + cells, code, x, field, rate, mask, change);
    }
  }
}
