package org.basin.kernel.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.basin.kernel.Plane;
import org.basin.kernel.scalar.ScalarEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations, number by number and compiled, against the scalar engine, bit for bit. */
class CompiledKernelsTest {

  /** Sizes around the tiles, each with each other in some case. */
  private record Shape(int rows, int in, int out, int above) {

    static List<Shape> all() {
      List<Shape> shapes = new ArrayList<>();
      for (int rows = 1; rows <= 9; rows++) {
        for (int units = 1; units <= 9; units++) {
          shapes.add(
              new Shape(rows, 1 + (rows * 5 + units) % 9, units, 1 + (rows + units * 7) % 9));
        }
      }
      return shapes;
    }
  }

  /** Says nothing of addresses, and is never called. */
  private static final Code NONE =
      new Code() {
        @Override
        public long address(Buffer buffer) {
          return 0;
        }

        @Override
        public void run(long memory, long calls, long count, long groups, long stride) {
          throw new AssertionError("no call was known");
        }
      };

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void numberByNumberTheyAreThoseOfTheScalarEngine(int odd) {
    Script nothing = new Script();
    nothing.close(0, 1);
    for (Shape shape : every(9)) {
      try (Tape tape = new Tape(nothing, new Memory(NONE, 16, 1))) {
        same(tape, shape, odd);
        assertThat(tape.interpreted()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void compiledTheyAreThoseOfTheScalarEngine(Target target) throws CompilerException {
    assumeTrue(Toolchain.present());
    assumeTrue(Target.here().isPresent() && Target.here().get().width() >= target.width());
    List<Shape> shapes = target == Target.X86_64_V4 ? Shape.all() : every(4);
    int each = 27;
    for (int first = 0; first < shapes.size(); first += each) {
      Script script = new Script();
      Tape rehearsal = new Tape(script);
      List<Shape> some = shapes.subList(first, Math.min(shapes.size(), first + each));
      some.forEach(it -> all(rehearsal, it, 0));
      rehearsal.pause();
      script.close(rehearsal.cells(), 1);
      Code code = code(script, target);
      SelfTest.check(script, code, target);
      for (int odd : new int[] {0, 4}) {
        try (Tape tape = new Tape(script, new Memory(code, target.width(), 1))) {
          some.forEach(it -> same(tape, it, odd));
          assertThat(tape.interpreted()).isZero();
        }
      }
    }
  }

  private static List<Shape> every(int so) {
    List<Shape> all = Shape.all();
    return IntStream.range(0, all.size()).filter(i -> i % so == 1).mapToObj(all::get).toList();
  }

  static Code code(Script script, Target target) throws CompilerException {
    Compiler compiler = new Compiler(Toolchain.unpacked().folder(), Duration.ofMinutes(5));
    byte[] object = compiler.compile(Assembly.of(script, target));
    return Objects.load(object, Objects.hash(object));
  }

  private static List<int[]> all(Tape tape, Shape shape, int odd) {
    return EveryOperation.of(tape, shape.rows, shape.in, shape.out, shape.above, odd);
  }

  private static void same(Tape tape, Shape shape, int odd) {
    List<int[]> wanted =
        EveryOperation.of(
            new ScalarEngine().open(Plane.LANES),
            shape.rows,
            shape.in,
            shape.out,
            shape.above,
            odd);
    List<int[]> found = all(tape, shape, odd);
    for (int p = 0; p < wanted.size(); p++) {
      assertThat(found.get(p)).as("%s, plane %d", shape, p).isEqualTo(wanted.get(p));
    }
  }

  @Test
  void whatIsRepeatedIsFoundOnce() {
    assertThat(Routine.parts(new long[] {1, 2, 3, 2, 3, 2, 3, 4, 4}))
        .containsExactly(
            new Routine.Part(0, 1, 1), new Routine.Part(1, 2, 3), new Routine.Part(7, 1, 2));
  }
}
